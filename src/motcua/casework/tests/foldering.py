"""A dossier with a paper folder at Hoa's counter, for the tests of the hand-over register."""

from typing import Any

from conftest import on
from motcua import casework
from motcua.reception import queries as reception


def opened(dossier_id: Any, hoa: Any, *, at: Any = on(8, 10, 30)) -> Any:
    casework.open_folder(dossier_id=dossier_id, by=hoa, at=at, key="")
    return dossier_id


def hand(dossier_id: Any, by: Any, *, toward: str = "desk", at: Any = on(8, 11), key: str = "") -> Any:
    return casework.hand_folder(dossier_id=dossier_id, toward=toward, batch=None, note="", by=by, at=at, key=key)


def accept(dossier_id: Any, by: Any, *, at: Any = on(8, 11, 30), key: str = "") -> Any:
    return casework.accept_folder(dossier_id=dossier_id, batch=None, by=by, at=at, key=key)


def where(dossier_id: Any) -> tuple[str, Any]:
    found = reception.folder(dossier_id)
    assert found is not None
    return found.state, found.keeper_id
