"""The tracking book (form 06 of TT 01/2018, 07 of TT 03/2025): made from the record, never typed, of any length."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from motcua.base.language import for_the_record
from motcua.base.ports import plugged
from motcua.catalogue import queries as catalogue
from motcua.dossiers import clock
from motcua.dossiers.models import Dossier, Movement
from motcua.notices import letters
from motcua.notices.ports import Typesetter
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.results.models import HandOver

# What a person can leaf through; longer periods are files.
MOST_PRINTED = 500
KEEPERS = (Role.COUNTER, Role.HEAD, Role.LEADER)
COLUMNS = (
    "code", "procedure", "sets", "name", "address", "phone", "settled_by", "received_at", "due_at", "sent_at",
    "result_at", "returned_at", "returned_how", "note",
)  # fmt: skip


def units_of(who: Who) -> frozenset[UUID]:
    """Whose book this person may read: their own unit's; an inspector also all that they watch."""
    return who.units(*KEEPERS) | organisation.below(who.units(Role.INSPECTOR))


def lines(unit_ids: Iterable[UUID], *, first: date, last: date) -> Iterator[dict[str, Any]]:
    """What was received in these units on these days, in that order, read from the database as it is used."""
    names = dict(catalogue.offered().values_list("code", "name"))
    taken = Movement.objects.filter(dossier=OuterRef("pk"), act="take").order_by("seq").values("at")[:1]
    given = HandOver.objects.filter(dossier=OuterRef("pk")).order_by("-seq").values("to_name")[:1]
    found = (
        Dossier.objects.filter(
            receiving_unit_id__in=list(unit_ids), received_at__gte=_midnight(first),
            received_at__lt=_midnight(last + timedelta(days=1)),
        )
        .annotate(sent_at=Subquery(taken), given_to=Subquery(given))
        .select_related("owner", "version")
        .defer("version__definition", "journal_digest")
        .order_by("received_at", "code")
    )  # fmt: skip
    for dossier in found.iterator(chunk_size=500):
        yield _line(dossier, names)


def _line(dossier: Any, names: dict[str, str]) -> dict[str, Any]:
    return {
        "code": dossier.code, "procedure": names.get(dossier.version.code, dossier.about), "sets": 1,
        "name": dossier.owner.full_name, "address": dossier.owner.address, "phone": dossier.owner.phone,
        "settled_by": organisation.unit(dossier.settling_unit_id).authority, "received_at": dossier.received_at,
        "due_at": dossier.due_at, "sent_at": dossier.sent_at, "result_at": dossier.finished_at,
        "returned_at": dossier.closed_at if dossier.given_to or dossier.closed_at else None,
        "returned_how": _how(dossier), "note": _note(dossier),
    }  # fmt: skip


def _how(dossier: Any) -> str:
    if dossier.given_to:
        return f"{dossier.get_return_by_display()}: {dossier.given_to}"
    return str(dossier.get_return_by_display()) if dossier.closed_at else ""


def _note(dossier: Any) -> str:
    if dossier.finished_at and dossier.due_at:
        return _("Quá hạn") if dossier.finished_at > dossier.due_at else _("Đúng hạn")
    return str(dossier.get_state_display())


@for_the_record
def printed(unit_id: UUID, *, first: date, last: date, at: datetime) -> bytes:
    """The book of one unit as a letter, in the form in force on its last day; at most `MOST_PRINTED` lines."""
    rows = []
    for line in lines([unit_id], first=first, last=last):
        rows.append({k: letters.moment(v) if isinstance(v, datetime) else v or "" for k, v in line.items()})
        if len(rows) == MOST_PRINTED:
            break
    version = catalogue.letter("tracking_book", on=last)
    data = letters.tracking_book(organisation.unit(unit_id), rows, first=first, last=last, at=at)
    typesetter: Typesetter = plugged("typesetter")
    return typesetter.render(files=version.files, main="tracking_book.typ", data=data)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.TZ)
