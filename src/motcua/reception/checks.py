"""What `fsck` re-derives here: numbers without gaps, seconds from steps, whereabouts from the register's lines."""

from collections.abc import Iterator

from motcua.base.checks import Check, Finding, Scope, disagreeing, missing
from motcua.reception.lifecycle import NONE

LINE = "('waiting', 'called', 'missed')"


def numbers(scope: Scope) -> Iterator[Finding]:
    """numbers of tickets, without gaps in each unit, day and series"""
    yield from disagreeing(
        scope,
        "SELECT u.code || ' ' || t.day || ' ' || t.series, 'numbers of tickets', "
        "'1 to ' || count(*)::text, min(t.number)::text || ' to ' || max(t.number)::text "
        "FROM reception_ticket t JOIN organisation_unit u ON u.id = t.unit_id "
        "GROUP BY u.code, t.day, t.series HAVING min(t.number) <> 1 OR max(t.number) <> count(*)",
    )
    yield from disagreeing(
        scope,
        "SELECT c.series, 'tickets drawn', c.value::text, coalesce(t.n, 0)::text FROM base_counter c "
        "LEFT JOIN (SELECT 'ticket:' || u.code || ':' || t.day || ':' || t.series AS series, count(*) AS n "
        "FROM reception_ticket t JOIN organisation_unit u ON u.id = t.unit_id GROUP BY u.code, t.day, t.series) t "
        "ON t.series = c.series WHERE c.series LIKE 'ticket:%' AND c.value <> coalesce(t.n, 0)",
    )


def tickets(scope: Scope) -> Iterator[Finding]:
    """states of tickets, and seconds waited and served, from their steps"""
    spent = "greatest(0, floor(extract(epoch FROM s.at - lag(s.at) OVER w)))"
    yield from disagreeing(
        scope,
        "WITH step AS (SELECT s.ticket_id, s.seq, s.source, s.target, s.at, "
        f"CASE WHEN s.source IN {LINE} THEN {spent} ELSE 0 END AS waited, "
        f"CASE WHEN s.source = 'serving' THEN {spent} ELSE 0 END AS served, "
        f"coalesce(lag(s.target) OVER w, '{NONE}') AS before FROM reception_ticketstep s "
        "WINDOW w AS (PARTITION BY s.ticket_id ORDER BY s.seq)), "
        "whole AS (SELECT ticket_id, max(seq) AS last, sum(waited) AS waited, sum(served) AS served, "
        "(array_agg(target ORDER BY seq DESC))[1] AS state, bool_or(source <> before) AS broken "
        "FROM step GROUP BY ticket_id) "
        "SELECT t.id, v.what, v.expected, v.found FROM reception_ticket t LEFT JOIN whole h ON h.ticket_id = t.id "
        "CROSS JOIN LATERAL (VALUES ('state of the ticket', h.state::text, t.state::text), "
        "('steps of the ticket', h.last::text, t.moves::text), "
        "('seconds waited', h.waited::int::text, t.waited_seconds::text), "
        "('seconds served', h.served::int::text, t.served_seconds::text), "
        "('steps that follow on each other', 'f', left(coalesce(h.broken, true)::text, 1))) v(what, expected, found) "
        "WHERE v.expected IS DISTINCT FROM v.found",
    )


def folders(scope: Scope) -> Iterator[Finding]:
    """whereabouts of paper folders, from the lines of the register"""
    mine = scope.of("dossier_id")
    yield from disagreeing(
        scope,
        f"WITH line AS (SELECT *, coalesce(lag(target) OVER w, '{NONE}') AS before FROM reception_folderstep "
        f"WHERE {mine} WINDOW w AS (PARTITION BY dossier_id ORDER BY seq)), "
        "last AS (SELECT DISTINCT ON (dossier_id) * FROM line ORDER BY dossier_id, seq DESC), "
        # Refusing to take it changes nothing of where it is and who answers for it.
        "held AS (SELECT DISTINCT ON (dossier_id) * FROM line WHERE act <> 'turn_down' ORDER BY dossier_id, seq DESC), "
        "broken AS (SELECT dossier_id, bool_or(source <> before) AS it FROM line GROUP BY dossier_id) "
        f"SELECT f.dossier_id, v.what, v.expected, v.found FROM (SELECT * FROM reception_folder WHERE {mine}) f "
        "LEFT JOIN last l ON l.dossier_id = f.dossier_id LEFT JOIN held h ON h.dossier_id = f.dossier_id "
        "LEFT JOIN broken b ON b.dossier_id = f.dossier_id CROSS JOIN LATERAL (VALUES "
        "('state of the folder', l.target::text, f.state::text), ('lines of the folder', l.seq::text, f.moves::text), "
        "('unit of the folder', h.unit_id::text, f.unit_id::text), "
        "('keeper of the folder', CASE WHEN h.act = 'give_out' THEN f.keeper_id ELSE h.by_id END::text, "
        "f.keeper_id::text), ('destination of the folder', coalesce(h.to_unit_id::text, ''), "
        "coalesce(f.to_unit_id::text, '')), "
        "('lines that follow on each other', 'f', left(coalesce(b.it, true)::text, 1))) v(what, expected, found) "
        "WHERE v.expected IS DISTINCT FROM v.found",
    )


def register(scope: Scope) -> Iterator[Finding]:
    """lines of the hand-over register, and what the journal tells of them"""
    yield from missing(
        scope, what="line of the hand-over register",
        expected="SELECT subject, kind || ' ' || at::text FROM base_journalline "
        f"WHERE kind LIKE 'reception.folder\\_%' AND {scope.of('subject')}",
        found="SELECT dossier_id, 'reception.folder_' || act || ' ' || at::text FROM reception_folderstep "
        f"WHERE {scope.of('dossier_id')}",
    )  # fmt: skip


def originals(scope: Scope) -> Iterator[Finding]:
    """originals that were given back: never more than were handed in"""
    yield from disagreeing(
        scope,
        "SELECT g.dossier_id, 'originals of ' || g.code, coalesce(p.n, 0)::text || ' at most', g.n::text FROM ("
        "SELECT dossier_id, o->>0 AS code, sum((o->>1)::int) AS n FROM reception_givenback, "
        f"jsonb_array_elements(originals) o WHERE {scope.of('dossier_id')} GROUP BY 1, 2) g LEFT JOIN ("
        "SELECT dossier_id, code, sum(originals) AS n FROM dossiers_paper GROUP BY 1, 2) p "
        "ON p.dossier_id = g.dossier_id AND p.code = g.code WHERE g.n > coalesce(p.n, 0)",
    )


OF_THE_CITY: tuple[Check, ...] = (numbers, tickets)
OF_DOSSIERS: tuple[Check, ...] = (folders, register, originals)
