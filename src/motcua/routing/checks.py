"""What `fsck` re-derives here: where a dossier lies on its way, and what became of each question."""

from collections.abc import Iterator

from motcua.base.checks import Check, Finding, Scope, disagreeing, steps_of
from motcua.dossiers.lifecycle import ENDED
from motcua.routing.lifecycle import LIFECYCLE, NEVER_ALONE, OPINIONS


def chains(scope: Scope) -> Iterator[Finding]:
    """hand-overs, one after the other, as the route's lifecycle knows them"""
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'hand-over ' || seq || ' (' || act || ')', "
        "'hand-over ' || (seq_before + 1) || ' from ' || state_before, 'hand-over ' || seq || ' from ' || source FROM ("
        "SELECT dossier_id, seq, act, source, coalesce(lag(seq) OVER w, 0) AS seq_before, "
        "coalesce(lag(target) OVER w, 'none') AS state_before "
        f"FROM routing_routestep WHERE {scope.of('dossier_id')} WINDOW w AS (PARTITION BY dossier_id ORDER BY seq)"
        ") m WHERE seq <> seq_before + 1 OR source <> state_before",
    )
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'hand-over ' || seq || ' (' || act || ')', 'a step of the lifecycle', "
        "source || ' to ' || target || ' by ' || role FROM routing_routestep "
        f"WHERE {scope.of('dossier_id')} AND (act, source, target, role) NOT IN (VALUES {steps_of(LIFECYCLE)})",
    )


def routes(scope: Scope) -> Iterator[Finding]:
    """where each dossier lies, from its hand-overs and its plan"""
    yield from disagreeing(
        scope,
        "WITH last AS (SELECT DISTINCT ON (dossier_id) * FROM routing_routestep "
        f"WHERE {scope.of('dossier_id')} ORDER BY dossier_id, seq DESC) "
        "SELECT r.dossier_id, v.what, v.expected, v.found FROM routing_route r "
        "JOIN last l ON l.dossier_id = r.dossier_id CROSS JOIN LATERAL (VALUES "
        "('state of the route', l.target::text, r.state::text), ('hand-overs', l.seq::text, r.moves::text), "
        "('place on the route', l.onto::text, r.place::text)) v(what, expected, found) "
        f"WHERE {scope.of('r.dossier_id')} AND v.expected IS DISTINCT FROM v.found",
    )
    yield from disagreeing(
        scope,
        "SELECT r.dossier_id, 'hand-overs of a route', 'at least one', 'none' FROM routing_route r "
        f"WHERE {scope.of('r.dossier_id')} AND NOT EXISTS "
        "(SELECT FROM routing_routestep s WHERE s.dossier_id = r.dossier_id)",
    )
    # Where the dossier's own row says that a guest has it.
    yield from disagreeing(
        scope,
        "SELECT d.id, 'guest of the route', x.guest, coalesce(d.step_unit_id::text || ' ' || d.step_role, '') "
        "FROM dossiers_dossier d JOIN routing_route r ON r.dossier_id = d.id CROSS JOIN LATERAL (SELECT CASE WHEN "
        "r.state <> 'ended' AND r.role NOT IN ('counter', 'cashier', 'postal') AND r.unit_id <> d.settling_unit_id "
        "THEN r.unit_id::text || ' ' || r.role ELSE '' END AS guest) x "
        f"WHERE {scope.of('d.id')} AND x.guest <> coalesce(d.step_unit_id::text || ' ' || d.step_role, '')",
    )
    ended = ", ".join(str(int(state)) for state in ENDED)
    yield from disagreeing(
        scope,
        "SELECT d.id, 'route of a dossier that has ended', 'ended', r.state FROM dossiers_dossier d "
        f"JOIN routing_route r ON r.dossier_id = d.id WHERE {scope.of('d.id')} AND d.state IN ({ended}) "
        "AND r.state <> 'ended'",
    )


def told(scope: Scope) -> Iterator[Finding]:
    """hand-overs and what the journal tells of them"""
    # What moves with another act (taken, proposed, signed, …) is told by that act's own line.
    yield from disagreeing(
        scope,
        "SELECT s.dossier_id, 'hand-over ' || s.seq || ' (' || s.act || ')', 'a line of the journal', 'none' "
        f"FROM routing_routestep s WHERE {scope.of('s.dossier_id')} AND NOT EXISTS (SELECT FROM base_journalline j "
        "WHERE j.subject = s.dossier_id AND j.at = s.at AND j.actor = s.actor)",
    )
    acts = ", ".join(f"'routing.{s.act}'" for s in LIFECYCLE.steps if s.act not in NEVER_ALONE)
    yield from disagreeing(
        scope,
        "SELECT j.subject, 'hand-over (' || split_part(j.kind, '.', 2) || ')', "
        "j.actor || ' at ' || j.at || ': ' || coalesce(j.data->>'note', ''), 'none' FROM base_journalline j "
        f"WHERE j.kind IN ({acts}) AND {scope.of('j.subject')} AND NOT EXISTS (SELECT FROM routing_routestep s "
        "WHERE s.dossier_id = j.subject AND s.act = split_part(j.kind, '.', 2) AND s.at = j.at "
        "AND s.actor = j.actor AND s.note = coalesce(j.data->>'note', ''))",
    )


def holders(scope: Scope) -> Iterator[Finding]:
    """who holds which dossier"""
    yield from disagreeing(
        scope,
        "WITH given AS ("
        "SELECT dossier_id, at, 0 AS seq, by_id AS holder FROM dossiers_movement "
        f"WHERE act = 'take' AND {scope.of('dossier_id')} UNION ALL "
        "SELECT s.dossier_id, s.at, 0, r.preparer_id FROM results_resultstep s JOIN results_result r "
        "ON r.dossier_id = s.dossier_id AND r.id = s.result_id "
        f"WHERE s.act = 'send_back' AND {scope.of('s.dossier_id')} UNION ALL "
        "SELECT s.dossier_id, s.at, s.seq, CASE WHEN s.act = 'claim' THEN s.by_id "
        "ELSE nullif(j.data->>'holder', '')::uuid END FROM routing_routestep s LEFT JOIN base_journalline j "
        "ON j.subject = s.dossier_id AND j.at = s.at AND j.kind = 'routing.' || s.act "
        f"WHERE s.act IN ('claim', 'assign', 'reassign', 'hand_on', 'fall_back') AND {scope.of('s.dossier_id')}), "
        "last AS (SELECT DISTINCT ON (dossier_id) * FROM given ORDER BY dossier_id, at DESC, seq DESC) "
        "SELECT d.id, 'holder', l.holder, d.holder_id FROM dossiers_dossier d "
        "LEFT JOIN last l ON l.dossier_id = d.id "
        f"WHERE {scope.of('d.id')} AND d.holder_id IS DISTINCT FROM l.holder",
    )


def opinions(scope: Scope) -> Iterator[Finding]:
    """questions to agencies, their steps, and who may still read"""
    yield from disagreeing(
        scope,
        "SELECT o.dossier_id, 'state of opinion ' || o.seq, l.target, o.state FROM routing_opinion o "
        "LEFT JOIN LATERAL (SELECT target FROM routing_opinionstep s WHERE s.dossier_id = o.dossier_id "
        "AND s.opinion = o.seq ORDER BY s.seq DESC LIMIT 1) l ON true "
        f"WHERE {scope.of('o.dossier_id')} AND o.state IS DISTINCT FROM l.target",
    )
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'opinion ' || opinion || ' (' || act || ')', 'a step of the lifecycle', "
        "source || ' to ' || target || ' by ' || role FROM routing_opinionstep "
        f"WHERE {scope.of('dossier_id')} AND (act, source, target, role) NOT IN (VALUES {steps_of(OPINIONS)})",
    )
    yield from disagreeing(
        scope,
        "SELECT o.dossier_id, 'share of opinion ' || o.seq, "
        "CASE WHEN o.state IN ('asked', 'silent') THEN 'running' ELSE 'ended' END, "
        "CASE WHEN s.seq IS NULL THEN 'none' WHEN s.until_at IS NULL THEN 'running' ELSE 'ended' END "
        "FROM routing_opinion o LEFT JOIN dossiers_share s ON s.dossier_id = o.dossier_id AND s.seq = o.seq "
        f"WHERE {scope.of('o.dossier_id')} AND (s.seq IS NULL OR "
        "(o.state IN ('asked', 'silent')) <> (s.until_at IS NULL))",
    )


OF_THE_CITY: tuple[Check, ...] = ()
OF_DOSSIERS: tuple[Check, ...] = (chains, routes, told, holders, opinions)
