"""What a procedure's page says of this year (TT 32/2017/TT-BTTTT art. 12): counted from the record, never typed.

Satisfaction is published in sums; a cell of few people is not, since a sum of one is that one's answer.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q

from motcua.dossiers.models import Channel, Dossier
from motcua.feedback.models import Rating, Score

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
KEPT_FOR_SECONDS = 600
# Fewer answers than this are not shown.
FEW = 5
ITEMS = ("overall", "ease", "punctuality", "attitude")


@dataclass(frozen=True)
class Satisfaction:
    """One item: how many answered, and what share of them was satisfied or more; None where few answered."""

    item: str
    percent: int | None


@dataclass(frozen=True)
class Yearly:
    """From 1 January (Hà Nội) until `at`. `on_time_percent` None: nothing with a due moment was settled."""

    year: int
    at: datetime
    received: int
    received_online: int
    settled: int
    settled_online: int
    on_time_percent: int | None
    satisfaction: tuple[Satisfaction, ...]


def yearly(procedure: str, *, at: datetime) -> Yearly:
    """The figures of one procedure, all its versions together; at most ten minutes old."""
    return _counted(procedure, int(at.timestamp() // KEPT_FOR_SECONDS))


def forget() -> None:
    """The next question counts anew: between tests."""
    _counted.cache_clear()


@lru_cache(maxsize=4096)
def _counted(procedure: str, bucket: int) -> Yearly:
    at = datetime.fromtimestamp((bucket + 1) * KEPT_FOR_SECONDS, tz=UTC).astimezone(HANOI)
    start = datetime(at.year, 1, 1, tzinfo=HANOI)
    received, settled = Q(received_at__gte=start, received_at__lt=at), Q(finished_at__gte=start, finished_at__lt=at)
    online = Q(channel=Channel.ONLINE)
    counted = (
        Dossier.objects.filter(received | settled, version__code=procedure)
        .order_by()
        .aggregate(
            received=Count("id", filter=received),
            received_online=Count("id", filter=received & online),
            settled=Count("id", filter=settled),
            settled_online=Count("id", filter=settled & online),
            promised=Count("id", filter=settled & Q(due_at__isnull=False)),
            on_time=Count("id", filter=settled & Q(finished_at__lte=F("due_at"))),
        )
    )
    promised, on_time = counted.pop("promised"), counted.pop("on_time")
    return Yearly(
        year=at.year,
        at=at,
        on_time_percent=on_time * 100 // promised if promised else None,
        satisfaction=_satisfaction(procedure, start=start, at=at),
        **counted,
    )


def _satisfaction(procedure: str, *, start: datetime, at: datetime) -> tuple[Satisfaction, ...]:
    asked: dict[str, Count] = {}
    for item in ITEMS:
        asked[f"{item}_all"] = Count(item)
        asked[f"{item}_good"] = Count(item, filter=Q(**{f"{item}__gte": Score.SATISFIED}))
    found = (
        Rating.objects.filter(dossier__version__code=procedure, at__gte=start, at__lt=at).order_by().aggregate(**asked)
    )
    return tuple(
        Satisfaction(
            item=item,
            percent=found[f"{item}_good"] * 100 // found[f"{item}_all"] if found[f"{item}_all"] >= FEW else None,
        )
        for item in ITEMS
    )
