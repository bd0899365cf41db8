"""What may be written about notices and letters. Called by casework, inside an act."""

from datetime import datetime
from typing import Any

from motcua.base import record
from motcua.catalogue import queries as catalogue
from motcua.dossiers.clock import local
from motcua.dossiers.models import Dossier
from motcua.notices import words
from motcua.notices.models import Letter, Notice
from motcua.people.who import Who


def owe(*, dossier: Dossier, kind: str, at: datetime, **facts: Any) -> Notice:
    """Owe the applicant a message (NĐ 224/2026 art. 15: every change is told at once). A job sends it.

    The words are fixed now, so that what was promised can always be shown.
    """
    person = dossier.submitter
    subject, body = words.say(kind, dossier=dossier, **facts)
    return record.add(
        Notice(
            dossier=dossier, person=person, kind=kind, address=person.email, subject=subject, body=body, owed_at=at,
            next_try_at=at if person.email else None, sent_at=None if person.email else at,
        )
    )  # fmt: skip


def write_letter(*, dossier: Dossier, name: str, data: dict[str, Any], by: Who, at: datetime) -> Letter:
    """Give a letter (forms of TT 01/2018): the template's version in force and the data are kept."""
    version = catalogue.letter(name, on=local(at).date())
    letter = record.add(Letter(dossier=dossier, name=name, version=version, data=data, at=at, actor=by.actor))
    record.write(
        subject=dossier.pk, kind="notices.letter", actor=by.actor, at=at,
        data={"name": name, "id": str(letter.id), "version": str(version.pk)},
    )  # fmt: skip
    return letter
