"""What `fsck` re-derives here: the lines of the registers, from what the journal tells of results."""

from collections.abc import Iterator

from motcua.base.checks import Check, Finding, Scope, disagreeing, missing


def registrations(scope: Scope) -> Iterator[Finding]:
    """lines of registers and what the journal tells of them"""
    for kind, column in (("enter", "issued"), ("strike_off", "ended"), ("remind", "reminded")):
        found = {"issued": "true", "ended": "ended_at IS NOT NULL", "reminded": "reminded_at IS NOT NULL"}[column]
        yield from missing(
            scope, what=f"line of a register ({kind})",
            expected="SELECT subject, concat_ws(' ', data->>'registration', data->>'register') FROM base_journalline "
            f"WHERE kind = 'registers.{kind}' AND {scope.of('subject')}",
            found=f"SELECT dossier_id, concat_ws(' ', id, register) FROM registers_registration "
            f"WHERE {found} AND {scope.of('dossier_id')}",
        )  # fmt: skip


def numbers(scope: Scope) -> Iterator[Finding]:
    """numbers in registers and on results"""
    yield from disagreeing(
        scope,
        "SELECT g.dossier_id, v.what || ' of line ' || g.id, v.expected, v.found FROM registers_registration g "
        "LEFT JOIN results_result r ON r.dossier_id = g.dossier_id AND r.id = g.id CROSS JOIN LATERAL (VALUES "
        "('number', r.number, g.number), ('date', r.number_date::text, g.issued_date::text), "
        "('struck off', CASE WHEN r.state = 'revoked' THEN 'yes' ELSE 'no' END, "
        "CASE WHEN g.ended_at IS NULL THEN 'no' ELSE 'yes' END)) v(what, expected, found) "
        f"WHERE {scope.of('g.dossier_id')} AND v.expected IS DISTINCT FROM v.found",
    )


OF_THE_CITY: tuple[Check, ...] = ()
OF_DOSSIERS: tuple[Check, ...] = (registrations, numbers)
