"""Questions about units and calendars. Units are few and change seldom: each process keeps them for a while."""

import time
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from motcua import worktime
from motcua.base.refusals import NotThere
from motcua.organisation.models import CalendarVersion, Unit

KEPT_FOR_SECONDS = 30
MOST_LEVELS = 10  # a circle in the tree is a fault that fsck names; no question may turn in it for ever


class _Tree:
    """All units by id, as they were read not longer ago than `KEPT_FOR_SECONDS`."""

    def __init__(self) -> None:
        self.units: dict[UUID, Unit] = {}
        self.calendars: dict[tuple[UUID, date], UUID] = {}
        self.came_before: dict[UUID, list[Unit]] = {}
        self.read_at = float("-inf")

    def fresh(self) -> dict[UUID, Unit]:
        if time.monotonic() - self.read_at > KEPT_FOR_SECONDS:
            self.units = {u.pk: u for u in Unit.objects.all()}
            self.calendars = {}
            self.came_before = {}
            for one in self.units.values():
                if one.successor_id is not None:
                    self.came_before.setdefault(one.successor_id, []).append(one)
            self.read_at = time.monotonic()
        return self.units


_tree = _Tree()


def forget() -> None:
    """The next question reads again: after a pack was loaded, and between tests."""
    _tree.read_at = float("-inf")


def unit(unit_id: UUID) -> Unit:
    found = _tree.fresh().get(unit_id) or Unit.objects.filter(pk=unit_id).first()
    if found is None:
        raise NotThere()
    return found


def by_code(code: str, *, on: date | None = None) -> Unit:
    """The unit that bears this code (on this day)."""
    for found in _tree.fresh().values():
        if found.code == code and in_force(found, on):
            return found
    raise NotThere()


def in_force(one: Unit, on: date | None) -> bool:
    if on is None:
        return one.until_date is None
    return one.since_date <= on and (one.until_date is None or on < one.until_date)


def parents(one: Unit) -> list[Unit]:
    """From the unit itself up to the city."""
    line = [one]
    while line[-1].parent_id is not None and len(line) <= MOST_LEVELS:
        line.append(unit(line[-1].parent_id))
    return line


def city_of(one: Unit) -> str:
    """The place that stands before the date of a letter: the city's name, without the word for city."""
    return parents(one)[-1].name.removeprefix("Thành phố ")


def children(unit_id: UUID) -> list[Unit]:
    """The units in force right below this one."""
    return [one for one in _tree.fresh().values() if one.parent_id == unit_id and one.until_date is None]


def below(unit_ids: Iterable[UUID]) -> frozenset[UUID]:
    """These units and everything under them, dissolved units too: their dossiers stay to be seen."""
    wanted = set(unit_ids)
    children: dict[UUID | None, list[UUID]] = {}
    for one in _tree.fresh().values():
        children.setdefault(one.parent_id, []).append(one.pk)
    frontier = list(wanted)
    while frontier:
        for child in children.get(frontier.pop(), ()):
            if child not in wanted:
                wanted.add(child)
                frontier.append(child)
    return frozenset(wanted)


def standing(unit_id: UUID, *, on: date) -> Unit:
    """The unit that stands for this one on a day: itself, or who took over after it was abolished."""
    found = unit(unit_id)
    for _step in range(MOST_LEVELS):
        if found.successor_id is None or found.until_date is None or on < found.until_date:
            break
        found = unit(found.successor_id)
    return found


def taken_over(unit_ids: Iterable[UUID], *, on: date) -> dict[UUID, UUID]:
    """{abolished unit: which of these units took it over}, through as many successions as there were."""
    _tree.fresh()
    found: dict[UUID, UUID] = {}
    for heir in unit_ids:
        frontier = [heir]
        while frontier:
            for one in _tree.came_before.get(frontier.pop(), ()):
                if one.pk not in found and one.until_date is not None and one.until_date <= on:
                    found[one.pk] = heir
                    frontier.append(one.pk)
    return found


def of_level(level: str, *, kind: str = "", parent: UUID | None = None) -> list[Unit]:
    """Units of this level in force today, in the order of the Vietnamese alphabet."""
    found = [
        u
        for u in _tree.fresh().values()
        if u.level == level and u.until_date is None and kind in {"", u.kind} and parent in {None, u.parent_id}
    ]
    return sorted(found, key=lambda u: u.sort_key)


def calendar_of(unit_id: UUID, *, on: date) -> CalendarVersion:
    """The calendar in force for a unit on a day: its own, or that of the nearest parent that has one."""
    for one in parents(unit(unit_id)):
        version = (
            CalendarVersion.objects.filter(unit=one, effective_date__lte=on)
            .order_by("-effective_date", "-loaded_at")
            .first()
        )
        if version is not None:
            return version
    raise NotThere()


def calendar_at(unit_id: UUID, on: date) -> UUID:
    """The id of `calendar_of`, kept as long as the tree is."""
    _tree.fresh()
    if (unit_id, on) not in _tree.calendars:
        _tree.calendars[unit_id, on] = calendar_of(unit_id, on=on).pk
    return _tree.calendars[unit_id, on]


def inheritors(unit_id: UUID, *, on: date) -> frozenset[UUID]:
    """The unit and what is below it and counts with its calendar: whoever has a calendar of their own does not."""
    own = set(CalendarVersion.objects.filter(effective_date__lte=on).values_list("unit_id", flat=True)) - {unit_id}
    return below({unit_id}) - below(own & below({unit_id}))


@lru_cache(maxsize=256)
def hours(version_id: UUID) -> worktime.Calendar:
    """The arithmetic of one calendar version, which never changes."""
    return worktime.Calendar.from_dict(CalendarVersion.objects.get(pk=version_id).hours)


def name_of(code: str) -> str:
    """The name of a unit by its code (its own or the statistics office's), or the code itself."""
    for one in _tree.fresh().values():
        if code in {one.code, one.gso_code}:
            return one.name
    return code


def place(code: str) -> Unit | None:
    """The unit in force with this code (its own or the statistics office's), as addresses name it, or None."""
    known = [one for one in _tree.fresh().values() if code and code in {one.code, one.gso_code}]
    return next((one for one in known if one.until_date is None), known[0] if known else None)
