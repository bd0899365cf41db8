"""What `fsck` re-derives here: the tree of units, and calendars that say what was loaded."""

import hashlib
import json
from collections.abc import Iterator
from uuid import UUID

from motcua.base import journal
from motcua.base.checks import Check, Fault, Finding, Scope, disagreeing, rows


def tree(scope: Scope) -> Iterator[Finding]:
    """the tree of units"""
    yield from disagreeing(
        scope,
        "SELECT u.code || ' ' || u.name, 'parent', u.parent_id, NULL FROM organisation_unit u "
        "LEFT JOIN organisation_unit p ON p.id = u.parent_id WHERE u.parent_id IS NOT NULL AND p.id IS NULL",
    )
    yield from disagreeing(
        scope,
        "SELECT u.code || ' ' || u.name, 'parent', 'a unit in force', p.name || ', ended ' || p.until_date "
        "FROM organisation_unit u JOIN organisation_unit p ON p.id = u.parent_id "
        "WHERE u.until_date IS NULL AND p.until_date IS NOT NULL",
    )
    yield from disagreeing(
        scope,
        "SELECT u.code || ' ' || u.name, 'validity', 'one unit with this code at a time', "
        "o.name || ', ' || o.since_date || ' to ' || coalesce(o.until_date::text, 'today') "
        "FROM organisation_unit u JOIN organisation_unit o ON o.code = u.code AND o.id > u.id "
        "AND daterange(o.since_date, o.until_date) && daterange(u.since_date, u.until_date)",
    )
    parents: dict[UUID, UUID | None] = {}
    names: dict[UUID, str] = {}
    for unit_id, name, parent_id in rows(scope, "SELECT id, code || ' ' || name, parent_id FROM organisation_unit"):
        parents[unit_id], names[unit_id] = parent_id, name
    for unit_id in parents:
        above, steps = parents[unit_id], 0
        while above is not None and above != unit_id and steps <= len(parents):
            above, steps = parents.get(above), steps + 1
        if above == unit_id:
            yield Fault(names[unit_id], "parent", "a way up to the city", "a circle")


def calendars(scope: Scope) -> Iterator[Finding]:
    """calendars and their digests"""
    said = "SELECT c.id, u.code, c.effective_date, c.hours, c.digest FROM organisation_calendarversion c "
    for version_id, code, effective, hours, digest in rows(
        scope, said + "JOIN organisation_unit u ON u.id = c.unit_id ORDER BY c.id"
    ):
        content = journal.canonical([str(effective), json.loads(hours)], floats=True)
        found = hashlib.sha256(content).hexdigest()
        if found != digest:
            yield Fault(f"calendar {version_id} of {code} from {effective}", "content", digest, found)


OF_THE_CITY: tuple[Check, ...] = (tree, calendars)
OF_DOSSIERS: tuple[Check, ...] = ()
