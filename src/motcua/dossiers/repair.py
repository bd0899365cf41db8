"""Open dossiers that a rule touched which was switched off: what has to be looked at again, and where."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.catalogue import repair
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import last_answers, seen_by
from motcua.organisation import queries as organisation
from motcua.people.who import Who

MOST = 2000


@dataclass(frozen=True)
class Touched:
    """How many at each settling unit, and by code those that the reader may see."""

    units: list[tuple[str, int]]
    seen: list[Dossier]
    is_all: bool  # False: more than `MOST` were open, and the rest was not looked at


def touched(who: Who, *, code: str, version_id: UUID, places: list[str]) -> Touched:
    """The open dossiers for which these rules of this version made a difference."""
    versions = repair.versions_with(code, version_id=version_id, places=places)
    rows = list(Dossier.objects.filter(version_id__in=versions, closed_at=None).order_by("submitted_at")[: MOST + 1])
    found = list(_of(rows[:MOST], versions))
    mine = set(seen_by(who).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    counted = Counter(organisation.unit(one.settling_unit_id).name for one in found)
    return Touched(sorted(counted.items()), [one for one in found if one.pk in mine], len(rows) <= MOST)


def _of(rows: list[Dossier], versions: dict[UUID, Any]) -> Iterator[Dossier]:
    for one in rows:
        unit = organisation.unit(one.receiving_unit_id)
        at = one.received_at or one.submitted_at
        if versions[one.version_id].touches(last_answers(one.pk), unit=unit, channel=one.channel_name, at=at):
            yield one
