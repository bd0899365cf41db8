"""Questions about notices and letters."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.base.ports import plugged
from motcua.base.refusals import NotThere
from motcua.notices.models import Letter, Notice
from motcua.notices.ports import Typesetter
from motcua.people.who import Who


def of_person(who: Who) -> QuerySet[Notice]:
    if who.person_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=who.person_id).select_related("dossier").order_by("-owed_at")


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
