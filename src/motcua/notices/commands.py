"""What may be written about notices and letters. Called by casework, inside an act."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.ports import plugged
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.catalogue import queries as catalogue
from motcua.documents import commands as documents
from motcua.dossiers import queries as dossiers
from motcua.dossiers.clock import local
from motcua.dossiers.models import Dossier
from motcua.notices import queries, words
from motcua.notices.models import Correspondence, Letter, LetterSignature, Message, Notice
from motcua.notices.ports import Signatures
from motcua.people.models import Person, Role
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


def draft_message(*, dossier: Dossier, text: str, by: Who, at: datetime) -> Correspondence:
    """Lay a message before the one-stop unit. Raises `Invalid` for an empty one, `NotAllowed`."""
    if not dossiers.roles_on(by, dossier) & {Role.SPECIALIST, Role.HEAD, Role.LEADER}:
        raise NotAllowed()
    if not text.strip():
        raise Invalid(fields={"text": _("Hãy ghi nội dung.")})
    message = record.add(Correspondence(dossier=dossier, text=text.strip()[:2000], by_id=by.account_id, at=at))
    data = {"id": str(message.id)}
    record.write(subject=dossier.pk, kind="notices.message_drafted", actor=by.actor, at=at, data=data)
    return message


def send_message(*, dossier: Dossier, message_id: UUID, by: Who, at: datetime) -> Correspondence:
    """The one-stop unit takes a drafted message over. Raises `NotThere`, `NotAllowed`, `OutOfOrder`."""
    message = Correspondence.objects.filter(dossier=dossier, id=message_id).first()
    if message is None:
        raise NotThere()
    if Role.COUNTER not in dossiers.roles_on(by, dossier):
        raise NotAllowed(_("Chỉ Bộ phận Một cửa liên lạc với người nộp hồ sơ (NĐ 61/2018 điều 5.1)."))
    if message.sent_at is not None:
        raise OutOfOrder(_("Tin này đã được gửi."))
    record.change(message, sent_by_id=by.account_id, sent_at=at)
    data = {"id": str(message.id)}
    record.write(subject=dossier.pk, kind="notices.message_sent", actor=by.actor, at=at, data=data)
    return message


def sign_letter(*, dossier: Dossier, letter_id: UUID, by: Who, at: datetime) -> LetterSignature:
    """Print the letter with its places for a signature and sign it. Raises `NotThere`, `NotAllowed`, `OutOfOrder`,
    and whatever the signer raises when it makes no signature."""
    letter = queries.letter(dossier.pk, letter_id)
    if not queries.may_sign(by, dossier, letter):
        raise NotAllowed(_("Bạn không phải người ký văn bản này."))
    if queries.signed(dossier.pk, letter_id) is not None:
        raise OutOfOrder(_("Văn bản này đã được ký."))
    signatures: Signatures = plugged("signer")
    prepared = signatures.prepare(queries.typeset(letter, signable=True))
    signed = signatures.sign(pdf=prepared, signer=str(by.user_id), name=by.name, at=at, reason=letter.name)
    digest = documents.keep_made(content=signed)
    record.write(
        subject=dossier.pk, kind="notices.letter_signed", actor=by.actor, at=at,
        data={"id": str(letter_id), "file": digest},
    )  # fmt: skip
    return record.add(
        LetterSignature(dossier=dossier, letter_id=letter_id, digest=digest, by_id=by.account_id, at=at)
    )
