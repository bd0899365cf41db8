"""Questions about notices and letters."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.base.ports import plugged
from motcua.base.refusals import NotThere
from motcua.documents import queries as documents
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.notices.models import Correspondence, Letter, LetterSignature, Message, Notice
from motcua.notices.ports import Texter, Typesetter
from motcua.people.models import Role
from motcua.people.who import Who

# Where the forms ask for a signature (TT 01/2018 art. 9): the head of the agency, or the officer who gave it.
SIGNED_BY_LEADERS = frozenset({"apology", "stop_notice"})
SIGNED_BY_GIVERS = frozenset({"receipt", "supplement", "refusal"})


def of_person(who: Who) -> QuerySet[Notice]:
    if who.person_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=who.person_id).select_related("dossier").order_by("-owed_at")


def messages_of(who: Who) -> QuerySet[Message]:
    """What this person was told that is about no dossier, newest first."""
    found = Message.objects.filter(person_id=who.person_id) if who.person_id else Message.objects.none()
    return found.order_by("-owed_at")


def own_notice(who: Who, *, dossier_id: UUID, notice_id: UUID) -> Notice:
    """A notice, to its addressee alone. Raises `NotThere`."""
    found = of_person(who).filter(dossier_id=dossier_id, id=notice_id).first()
    if found is None:
        raise NotThere()
    return found


def own_message(who: Who, message_id: UUID) -> Message:
    """A message, to its addressee alone. Raises `NotThere`."""
    found = messages_of(who).filter(pk=message_id).first()
    if found is None:
        raise NotThere()
    return found


def told(dossier_id: UUID) -> list[Notice]:
    """Every message about a dossier, oldest first: what was sent where, and when it was read."""
    return list(Notice.objects.filter(dossier_id=dossier_id).select_related("person").order_by("owed_at", "id"))


def personal_outbox() -> QuerySet[Message]:
    return Message.objects.select_related("person").order_by("-owed_at")


def texts_are_sent() -> bool:
    texter: Texter = plugged("texter")
    return texter.sends


def outbox() -> QuerySet[Notice]:
    """Everything that was sent or is owed, newest first: the demo's message box."""
    return Notice.objects.select_related("person", "dossier").order_by("-owed_at")


def letters(dossier_id: UUID) -> list[Letter]:
    return list(Letter.objects.filter(dossier_id=dossier_id).order_by("at"))


def letter(dossier_id: UUID, letter_id: UUID) -> Letter:
    found = Letter.objects.filter(dossier_id=dossier_id, id=letter_id).select_related("version").first()
    if found is None:
        raise NotThere()
    return found


def printed(found: Letter) -> bytes:
    """The letter as PDF: the signed file where it was signed, else made anew from the version and the data that
    were kept: the same bytes every time."""
    signature = signed(found.dossier_id, found.id)
    return documents.read(signature.digest) if signature is not None else typeset(found)


def typeset(found: Letter, *, signable: bool = False) -> bytes:
    """The letter from its version and data; `signable` leaves the place for a signature."""
    typesetter: Typesetter = plugged("typesetter")
    data = {**found.data, "signable": True} if signable else found.data
    return typesetter.render(files=found.version.files, main=f"{found.version.name}.typ", data=data)


def signed(dossier_id: UUID, letter_id: UUID) -> LetterSignature | None:
    return LetterSignature.objects.filter(dossier_id=dossier_id, letter_id=letter_id).select_related("by").first()


def signatures(dossier_id: UUID) -> dict[UUID, LetterSignature]:
    """Which letters of a dossier are signed, by letter."""
    found = LetterSignature.objects.filter(dossier_id=dossier_id).select_related("by")
    return {one.letter_id: one for one in found}


def may_sign(who: Who, dossier: Dossier, letter: Letter) -> bool:
    """Whether this letter is this person's to sign: a leader's letter a leader's, the others theirs who gave them."""
    if letter.name in SIGNED_BY_LEADERS:
        return Role.LEADER in dossiers.roles_on(who, dossier)
    return letter.name in SIGNED_BY_GIVERS and letter.actor == who.actor


def messages(dossier_id: UUID) -> list[Correspondence]:
    """What officers would tell the applicant, newest first; with `sent_at` what was sent."""
    found = Correspondence.objects.filter(dossier_id=dossier_id)
    return list(found.select_related("by", "sent_by").order_by("-at", "-id"))


def waiting_messages(who: Who) -> QuerySet[Correspondence]:
    """Correspondences that this one-stop officer's unit has not sent yet, the oldest first."""
    units = who.units(Role.COUNTER)
    found = Correspondence.objects.filter(sent_at__isnull=True, dossier__receiving_unit_id__in=units)
    return found.select_related("dossier", "by").order_by("at")
