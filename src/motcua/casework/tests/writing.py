"""A procedure that is not in the pack, as an administrator would write it, and the way to put it on line."""

from datetime import date
from typing import Any

from conftest import HOUSE, MONDAY
from motcua import casework
from motcua.base.ids import new_id
from motcua.catalogue.authoring import Change, subject_of

KNOWN = HOUSE / "packs" / "hanoi-2020" / "procedures" / "dang-ky-giam-ho.yaml"
NEW = "dang-ky-thu-nghiem"
TODAY = MONDAY.date()


def text(code: str = NEW, *, name: str = "Đăng ký thử nghiệm") -> str:
    """Guardianship under another name and without its national code."""
    from motcua.catalogue import yamltext
    from motcua.catalogue.facts import Text
    from motcua.catalogue.source import read

    found = read(KNOWN.read_text(), name=KNOWN.name)
    changed = {"id": code, "name": Text(vi=name), "short_name": None, "codes": [] if code == NEW else found.codes}
    return yamltext.written(found.model_copy(update=changed))


def composed(by: Any, *, written: str = "", based_on: Any = None) -> Any:
    done = casework.compose(
        subject_id=new_id(), text=written or text(), based_on=based_on, saves=None, by=by, at=MONDAY, key="compose"
    )
    return done.subject


def publication(draft_id: Any, *, code: str = NEW, effective: date = TODAY, approval: str = "Tô Huyền Trang") -> Change:
    return Change(
        kind="publish", code=code, draft_id=draft_id, effective=effective, reason="Thủ tục mới.", approval=approval
    )


def proposed(change: Change, by: Any, *, key: str = "put", at: Any = MONDAY) -> Any:
    from uuid import UUID

    subject = change.draft_id or subject_of(change.code)
    done = casework.put_forward(subject_id=subject, change=change, by=by, at=at, key=key)
    return UUID(done.said["proposal"])
