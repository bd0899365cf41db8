"""Procedures with a route of the test's own: published beside the pack's, as a new version is."""

from typing import Any

import pytest

from conftest import MONDAY, on


def published(code: str, *, route: list[dict[str, Any]], **changes: Any) -> Any:
    """A new version of a procedure of the pack with this route; returns the version."""
    from motcua.base import record
    from motcua.catalogue import commands
    from motcua.catalogue import queries as catalogue
    from motcua.catalogue.definition import Definition
    from motcua.people.who import SYSTEM

    data = catalogue.current(code).version.definition | changes
    data = {**data, "route": {**data["route"], "steps": route}}
    if "cases" in data:  # the one way for all of them
        data["cases"] = [{k: v for k, v in case.items() if k != "route"} for case in data["cases"]]
    with record.opened():
        version = commands.publish(definition=Definition.model_validate(data), synonyms=[], by=SYSTEM, at=MONDAY)
        record.flush()
    return version


def step(id: str, role: str, hours: float = 4, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": {"vi": id, "en": id}, "role": role, "hours": hours, **more}


COMMUNE_EXAMINES = [
    step("receive", "counter", 1, unit="receiving"),
    step("verify", "specialist", 4, unit="receiving"),
    step("pass_up", "leader", 2, unit="receiving"),
    step("examine", "specialist", 8),
    step("check", "head", 2),
    step("decide", "leader", 2),
    step("seal", "seal", 1),
    step("hand_over", "counter", 1, unit="receiving"),
]
DISTRICT_DECIDES = [
    {"level": "commune", "kind": "phuong", "settles": {"parent": "district"}, "mark": "R", "source": "thử nghiệm"}
]


@pytest.fixture
def district_decides(cast: Any) -> Any:
    """Guardianship as if the district decided what the ward has examined: the ward takes it in."""
    return published("1.004837", route=COMMUNE_EXAMINES, authority=DISTRICT_DECIDES)


def send(apply: Any, cast: Any, ward: Any, *, key: str = "submit") -> Any:
    from motcua import casework

    dossier_id = apply()
    casework.submit(dossier_id=dossier_id, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key=key)
    return dossier_id


@pytest.fixture
def at_the_ward(district_decides: Any, apply: Any, cast: Any, ward: Any) -> Any:
    """Received by Hoa at 10:00: the ward's specialists have it, the district will decide."""
    from motcua import casework

    dossier_id = send(apply, cast, ward)
    casework.receive(dossier_id=dossier_id, by=cast.hoa, at=on(8, 10), key="receive")
    return dossier_id
