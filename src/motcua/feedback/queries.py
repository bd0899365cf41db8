"""Questions about satisfaction. Sums for everybody, and never so small that somebody could be recognised in one."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from motcua.base.refusals import NotThere
from motcua.feedback.models import Grievance, Invitation, Rating
from motcua.people.who import Who

# Fewer ratings than this are not shown: an officer would know whose they are.
SMALL_CELL = 5


def is_rated(dossier_id: UUID) -> bool:
    return Rating.objects.filter(dossier_id=dossier_id).exists()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invited(token: str, *, now: datetime) -> tuple[UUID, str]:
    """(id, subject) of the dossier that whoever holds this token may rate. Raises `NotThere`."""
    kept = Invitation.objects.filter(digest=digest_of(token), until__gt=now)
    found = kept.values_list("dossier_id", "dossier__about").first()
    if found is None:
        raise NotThere()
    return found


def grievance(dossier_id: UUID) -> Grievance | None:
    """What became of somebody's dissatisfaction: for the applicant's own page."""
    return Grievance.objects.filter(dossier_id=dossier_id).select_related("handler").order_by("-seq").first()


def to_answer(who: Who) -> list[dict[str, Any]]:
    """What this officer must answer, due next first: procedure, words and scores, and not whose they are."""
    rows = Grievance.objects.filter(handler_id=who.user_id, answered_at__isnull=True).select_related("dossier__rating")
    return [
        {
            "id": row.dossier_id, "due_at": row.due_at, "opened_at": row.opened_at, "about": row.dossier.about,
            "rating": row.dossier.rating,
        }
        for row in rows.order_by("due_at")[:200]
    ]  # fmt: skip


def one_to_answer(who: Who, dossier_id: UUID) -> dict[str, Any]:
    """Raises `NotThere` for another officer, and for what was answered."""
    for row in to_answer(who):
        if row["id"] == dossier_id:
            return row
    raise NotThere()


def summary(**narrow: Any) -> dict[str, Any] | None:
    """`{rated, very, satisfied, not_satisfied, percent}` of what people said on their own telephones.

    `narrow` filters dossiers (`version__code`, `receiving_unit_id`, `submitted_at__gte`, …). None below `SMALL_CELL`.
    """
    found = Rating.objects.filter(**{f"dossier__{name}": value for name, value in narrow.items()}).aggregate(
        rated=Count("pk"), very=Count("pk", filter=Q(overall=3)), satisfied=Count("pk", filter=Q(overall=2)),
        not_satisfied=Count("pk", filter=Q(overall=1)),
    )  # fmt: skip
    if found["rated"] < SMALL_CELL:
        return None
    content = found["very"] + found["satisfied"]
    return {**found, "percent": round(100 * content / found["rated"], 1)}
