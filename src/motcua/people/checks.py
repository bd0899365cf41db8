"""What `fsck` re-derives here: accounts and duties that somebody gave, and the journal tells by whom."""

from collections.abc import Iterator

from motcua.base.checks import Check, Finding, Scope, disagreeing


def accounts(scope: Scope) -> Iterator[Finding]:
    """accounts and who gave them"""
    yield from disagreeing(
        scope,
        "SELECT u.id, 'account ' || u.username, 'a journal line that gives it', NULL FROM people_user u "
        f"WHERE {scope.of('u.id')} AND NOT EXISTS (SELECT FROM base_journalline j WHERE j.subject = u.id "
        "AND j.kind IN ('people.appoint', 'people.enrol'))",
    )


def duties(scope: Scope) -> Iterator[Finding]:
    """duties of officers and who gave them"""
    yield from disagreeing(
        scope,
        "SELECT d.officer_id, 'duty ' || d.role || ' at ' || u.code, 'a journal line that gives it', NULL "
        "FROM people_duty d JOIN organisation_unit u ON u.id = d.unit_id "
        f"WHERE {scope.of('d.officer_id')} AND NOT EXISTS (SELECT FROM base_journalline j "
        "WHERE j.subject = d.officer_id AND j.kind = 'people.appoint' "
        "AND j.data->'duties' @> jsonb_build_array(jsonb_build_array(d.role, d.unit_id::text)))",
    )
    yield from disagreeing(
        scope,
        "SELECT d.officer_id, 'duty ' || d.role || ' at ' || u.code, 'given once at a time', "
        "'again from ' || o.since_date FROM people_duty d "
        "JOIN people_duty o ON o.officer_id = d.officer_id AND o.unit_id = d.unit_id AND o.role = d.role "
        "AND o.id > d.id AND daterange(o.since_date, o.until_date) && daterange(d.since_date, d.until_date) "
        f"JOIN organisation_unit u ON u.id = d.unit_id WHERE {scope.of('d.officer_id')}",
    )


OF_THE_CITY: tuple[Check, ...] = (accounts, duties)
OF_DOSSIERS: tuple[Check, ...] = ()
