"""What `fsck` re-derives here: the state and files of a result from its steps and the journal, and who holds what."""

from collections.abc import Iterator

from motcua.base.checks import Check, Fault, Finding, Scope, disagreeing, missing, rows, steps_of, texts
from motcua.documents.checks import looked_at
from motcua.documents.queries import store
from motcua.results.lifecycle import LIFECYCLE

ACTS = texts(sorted({f"results.{s.act}" for s in LIFECYCLE.steps}))


def steps(scope: Scope) -> Iterator[Finding]:
    """steps of results, one after the other, as their lifecycle knows them"""
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'step ' || seq || ' (' || act || ') of result ' || result_id, "
        "'step ' || (seq_before + 1) || ' from ' || state_before, 'step ' || seq || ' from ' || source FROM ("
        "SELECT dossier_id, result_id, seq, act, source, "
        "coalesce(lag(seq) OVER w, 0) AS seq_before, coalesce(lag(target) OVER w, 'none') AS state_before "
        f"FROM results_resultstep WHERE {scope.of('dossier_id')} "
        "WINDOW w AS (PARTITION BY dossier_id, result_id ORDER BY seq)"
        ") s WHERE seq <> seq_before + 1 OR source <> state_before",
    )
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'step ' || seq || ' (' || act || ') of result ' || result_id, 'a step of the lifecycle', "
        f"source || ' to ' || target || ' by ' || role FROM results_resultstep WHERE {scope.of('dossier_id')} "
        f"AND (act, source, target, role) NOT IN (VALUES {steps_of(LIFECYCLE)})",
    )
    yield from disagreeing(
        scope,
        "SELECT s.dossier_id, 'result ' || s.result_id, 'a result', NULL FROM results_resultstep s "
        "LEFT JOIN results_result r ON r.dossier_id = s.dossier_id AND r.id = s.result_id "
        f"WHERE {scope.of('s.dossier_id')} AND s.seq = 1 AND r.id IS NULL",
    )


def steps_told(scope: Scope) -> Iterator[Finding]:
    """steps of results and what the journal tells of them"""
    yield from missing(
        scope, what="step of a result",
        expected="SELECT subject, concat_ws(' ', data->>'result', row_number() OVER "
        "(PARTITION BY subject, data->>'result' ORDER BY seq), split_part(kind, '.', 2), actor, at, data->>'note') "
        f"FROM base_journalline WHERE kind IN ({ACTS}) AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', result_id, seq, act, actor, at, note) FROM results_resultstep "
        f"WHERE {scope.of('dossier_id')}",
    )  # fmt: skip


def columns(scope: Scope) -> Iterator[Finding]:
    """states of results that follow from their steps"""
    yield from disagreeing(
        scope,
        "WITH derived AS (SELECT dossier_id, result_id, count(*) AS moves, "
        "(array_agg(target ORDER BY seq DESC))[1] AS state, min(at) FILTER (WHERE seq = 1) AS drafted_at, "
        "(array_agg(by_id) FILTER (WHERE seq = 1))[1] AS preparer, "
        "(max(at) FILTER (WHERE act = 'seal') AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS number_date "
        f"FROM results_resultstep WHERE {scope.of('dossier_id')} GROUP BY dossier_id, result_id) "
        "SELECT r.dossier_id, v.what || ' of result ' || r.id, v.expected, v.found FROM results_result r "
        "LEFT JOIN derived x ON x.dossier_id = r.dossier_id AND x.result_id = r.id CROSS JOIN LATERAL (VALUES "
        "('state', x.state, r.state), ('moves', x.moves::text, r.moves::text), "
        "('drafted_at', x.drafted_at::text, r.drafted_at::text), "
        "('preparer', x.preparer::text, r.preparer_id::text), "
        "('number_date', x.number_date::text, r.number_date::text)) v(what, expected, found) "
        f"WHERE {scope.of('r.dossier_id')} AND v.expected IS DISTINCT FROM v.found",
    )


def files_told(scope: Scope) -> Iterator[Finding]:
    """files and numbers of results, as the journal tells them"""
    yield from disagreeing(
        scope,
        "WITH told AS (SELECT subject, data->>'result' AS result, "
        "max(data->>'file') FILTER (WHERE kind = 'results.propose') AS draft, "
        "max(data->>'outcome') FILTER (WHERE kind = 'results.propose') AS outcome, "
        "max(data->>'file') FILTER (WHERE kind = 'results.sign') AS signed, "
        "max(data->>'file') FILTER (WHERE kind = 'results.seal') AS sealed, "
        "max(data->>'number') FILTER (WHERE kind = 'results.seal') AS number "
        f"FROM base_journalline WHERE kind IN ({ACTS}) AND {scope.of('subject')} GROUP BY 1, 2) "
        "SELECT r.dossier_id, v.what || ' of result ' || r.id, nullif(v.expected, ''), nullif(v.found, '') "
        "FROM results_result r LEFT JOIN told t ON t.subject = r.dossier_id AND t.result = r.id::text "
        "CROSS JOIN LATERAL (VALUES ('draft', t.draft, r.draft_digest), ('outcome', t.outcome, r.outcome), "
        "('signed file', t.signed, r.signed_digest), ('sealed file', t.sealed, r.sealed_digest), "
        "('number', t.number, r.number)) v(what, expected, found) "
        f"WHERE {scope.of('r.dossier_id')} AND coalesce(v.expected, '') <> v.found",
    )


def hand_overs(scope: Scope) -> Iterator[Finding]:
    """hand-overs and the movements that made them"""
    yield from missing(
        scope, what="hand-over",
        expected="SELECT dossier_id, concat_ws(' ', by_id, at) FROM dossiers_movement "
        f"WHERE act IN ('hand_back', 'give_back', 'deliver') AND {scope.of('dossier_id')} "
        "UNION ALL SELECT subject, concat_ws(' ', split_part(actor, ':', 2), at) FROM base_journalline "
        f"WHERE kind = 'results.hand_again' AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', by_id, at) FROM results_handover "
        f"WHERE {scope.of('dossier_id')}",
    )  # fmt: skip


def files(scope: Scope) -> Iterator[Finding]:
    """files of results"""
    kept = store()
    for dossier_id, result_id, *digests in rows(
        scope,
        "SELECT dossier_id, id, draft_digest, signed_digest, sealed_digest FROM results_result "
        f"WHERE {scope.of('dossier_id')} ORDER BY dossier_id, id",
    ):
        for stage, digest in zip(("draft", "signed", "sealed"), digests, strict=True):
            fault = looked_at(kept, digest=digest, rehash=scope.rehash) if digest else ""
            if fault:
                yield Fault(dossier_id, f"file of result {result_id} ({stage})", digest, fault)


def numbers(scope: Scope) -> Iterator[Finding]:
    """numbers of results"""
    yield from disagreeing(
        scope,
        "SELECT 'number ' || n.serial || ' of ' || n.unit || ' in ' || n.year, 'number', 'one result', "
        "string_agg(n.code, ', ') FROM ("
        "SELECT split_part(r.number, '/', 1) AS serial, coalesce(h.code, u.code) AS unit, "
        "extract(year FROM r.number_date) AS year, "
        "d.code FROM results_result r JOIN dossiers_dossier d ON d.id = r.dossier_id "
        "JOIN organisation_unit u ON u.id = d.settling_unit_id "
        # Who took over an abolished unit numbers in its own series.
        "LEFT JOIN organisation_unit h ON h.id = u.successor_id AND u.until_date <= r.number_date "
        "WHERE r.number <> '') n "
        "GROUP BY n.serial, n.unit, n.year HAVING count(*) > 1",
    )


OF_THE_CITY: tuple[Check, ...] = (numbers,)
OF_DOSSIERS: tuple[Check, ...] = (steps, steps_told, columns, files_told, hand_overs, files)
