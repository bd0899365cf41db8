"""The demo's cast: officers with their duties, and citizens, enrolled by calling the acts."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.hashers import make_password

from motcua import casework
from motcua.config.secret import kept_secret
from motcua.organisation import queries as organisation
from motcua.people.who import SYSTEM

# The same person gets the same account in every demo.
PEOPLE = UUID("6d6f7463-7561-8000-8000-000000000001")


def settle(cast: dict[str, Any], *, password: str, since: date, at: datetime) -> None:
    """Give everybody in the pack's cast an account; officers get `password`, citizens none."""
    # One hash for all: argon2 is slow on purpose, and the demo's password is printed anyway.
    hashed = make_password(password) if password else ""
    for officer in cast.get("officers", []):
        duties = [(role, organisation.by_code(p["unit"]).pk) for p in officer["posts"] for role in p["roles"]]
        casework.appoint(
            subject_id=uuid5(PEOPLE, officer["username"]), username=officer["username"],
            full_name=officer["full_name"], title=officer["posts"][0]["title"], password_hash=hashed,
            duties=duties, since=since, by=SYSTEM, at=at, key="",
        )  # fmt: skip
    for citizen in cast.get("citizens", []):
        columns = ("kind", "full_name", "personal_number", "tax_code", "birth_date", "phone", "email", "address")
        casework.enrol(
            subject_id=uuid5(PEOPLE, citizen["username"]), username=citizen["username"],
            person={c: citizen[c] for c in columns if citizen.get(c)}, by=SYSTEM, at=at, key="",
        )  # fmt: skip


def demo_password(home: Path) -> str:
    """The password of the demo's officers, made on first start and kept: there is no default one."""
    return kept_secret(home / "demo-password")[:12]
