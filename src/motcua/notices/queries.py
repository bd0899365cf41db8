"""Questions about notices and letters."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.base.ports import plugged
from motcua.base.refusals import NotThere
from motcua.notices.models import Letter, Message, Notice
from motcua.notices.ports import Texter, Typesetter
from motcua.people.who import Who


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
    """The letter as PDF, from the version and the data that were kept: the same bytes every time."""
    typesetter: Typesetter = plugged("typesetter")
    return typesetter.render(files=found.version.files, main=f"{found.version.name}.typ", data=found.data)
