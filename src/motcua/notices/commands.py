"""What may be written about notices and letters. Called by casework, inside an act."""

from datetime import datetime
from typing import Any

from motcua.base import record
from motcua.catalogue import queries as catalogue
from motcua.dossiers.clock import local
from motcua.dossiers.models import Dossier
from motcua.notices import words
from motcua.notices.models import Letter, Message, Notice
from motcua.people.models import Person
from motcua.people.who import Who

# What the owner is told too, when somebody else sent the dossier: how it ends.
FOR_OWNER = frozenset({"declined", "withdrawing", "stopped", "done", "returned"})


def owe(*, dossier: Dossier, kind: str, at: datetime, **facts: Any) -> Notice:
    """Owe the applicant a message (NĐ 224/2026 art. 15: every change is told at once). A job sends it.

    The words are fixed now, so that what was promised can always be shown.
    """
    if kind in FOR_OWNER and dossier.owner_id != dossier.submitter_id:
        owe_to(person=dossier.owner, dossier=dossier, kind=kind, at=at, **facts)
    return owe_to(person=dossier.submitter, dossier=dossier, kind=kind, at=at, **facts)


def owe_to(*, person: Person, dossier: Dossier, kind: str, at: datetime, **facts: Any) -> Notice:
    """Owe a message about a dossier to this person of it."""
    subject, body = words.say(kind, dossier=dossier, **facts)
    return record.add(
        Notice(
            dossier=dossier, person=person, kind=kind, address=person.email, subject=subject, body=body, owed_at=at,
            next_try_at=at if person.email else None, sent_at=None if person.email else at,
        )
    )  # fmt: skip


def owe_message(*, person: Person, kind: str, way: str, at: datetime, secret: str = "", **facts: Any) -> Message:
    """Owe a person a message that is about no dossier. Without an address it is read on the portal.

    `secret` (a link) is put into the words when they are sent, and is then kept nowhere.
    """
    address = {"email": person.email, "sms": person.phone}.get(way, "")
    subject, body = words.say_to(person, kind, **facts)
    if not address:
        way, secret = "portal", ""
    return record.add(
        Message(
            person=person, kind=kind, way=way, address=address, subject=subject, body=body, secret=secret, owed_at=at,
            sent_at=None if address else at, next_try_at=at if address else None,
        )
    )  # fmt: skip


def read(*, found: Notice | Message, at: datetime) -> None:
    """Its addressee opened it: the first time is kept as proof, later ones change nothing."""
    if found.read_at is None:
        record.change(found, read_at=at)


def write_letter(*, dossier: Dossier, name: str, data: dict[str, Any], by: Who, at: datetime) -> Letter:
    """Give a letter (forms of TT 01/2018): the template's version in force and the data are kept."""
    version = catalogue.letter(name, on=local(at).date())
    letter = record.add(Letter(dossier=dossier, name=name, version=version, data=data, at=at, actor=by.actor))
    record.write(
        subject=dossier.pk, kind="notices.letter", actor=by.actor, at=at,
        data={"name": name, "id": str(letter.id), "version": str(version.pk)},
    )  # fmt: skip
    return letter
