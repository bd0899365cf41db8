"""What `fsck` re-derives here: the columns of a dossier, from its movements, lines, events and declarations."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from motcua.base import journal
from motcua.base.checks import Check, Fault, Finding, Scope, disagreeing, missing, rows, steps_of, texts
from motcua.base.refusals import NotThere
from motcua.catalogue import application, demands
from motcua.catalogue import queries as catalogue
from motcua.dossiers import clock
from motcua.dossiers.lifecycle import ENDED, LIFECYCLE
from motcua.dossiers.models import Channel, ClockEvent
from motcua.dossiers.provenance import representations, reused_papers
from motcua.organisation import queries as organisation
from motcua.organisation.models import CalendarVersion

TOLD = texts(sorted(f"dossier.{s.act}" for s in LIFECYCLE.steps))
# What reading a record raises that no act can have written.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, NotThere, ObjectDoesNotExist)
WITH_ANSWERS = texts(
    ["dossier.submit", "dossier.register", "dossier.note_in", "dossier.open", "dossier.papers"]
)


def heads(scope: Scope) -> Iterator[Finding]:
    """where each dossier's journal ends"""
    yield from disagreeing(
        scope,
        "SELECT d.id, 'end of the journal', "
        "'line ' || d.journal_seq || ' ' || encode(d.journal_digest, 'hex'), "
        "(SELECT 'line ' || l.seq || ' ' || encode(l.digest, 'hex') FROM base_journalline l "
        "WHERE l.subject = d.id ORDER BY l.seq DESC LIMIT 1) FROM dossiers_dossier d "
        "LEFT JOIN base_journalline j ON j.subject = d.id AND j.seq = d.journal_seq "
        "LEFT JOIN base_journalline n ON n.subject = d.id AND n.seq = d.journal_seq + 1 "
        f"WHERE {scope.of('d.id')} AND (j.digest IS DISTINCT FROM d.journal_digest OR n.seq IS NOT NULL)",
    )
    # A file laid beside a dossier that waits for it moves the time, and leaves no line before it is sent.
    yield from disagreeing(
        scope,
        "SELECT d.id, 'last_at', greatest(j.at, f.at), d.last_at FROM dossiers_dossier d "
        "JOIN base_journalline j ON j.subject = d.id AND j.seq = d.journal_seq "
        "LEFT JOIN LATERAL (SELECT max(at) AS at FROM documents_document f WHERE f.dossier_id = d.id) f "
        "ON d.last_at <> j.at "
        f"WHERE {scope.of('d.id')} AND d.last_at IS DISTINCT FROM greatest(j.at, f.at)",
    )


def movements(scope: Scope) -> Iterator[Finding]:
    """movements, one after the other, as the lifecycle knows them"""
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'movement ' || seq || ' (' || act || ')', "
        "'movement ' || (seq_before + 1) || ' from state ' || state_before, "
        "'movement ' || seq || ' from state ' || source FROM ("
        "SELECT dossier_id, seq, act, source, "
        "coalesce(lag(seq) OVER w, 0) AS seq_before, coalesce(lag(target) OVER w, 0) AS state_before "
        f"FROM dossiers_movement WHERE {scope.of('dossier_id')} WINDOW w AS (PARTITION BY dossier_id ORDER BY seq)"
        ") m WHERE seq <> seq_before + 1 OR source <> state_before",
    )
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'movement ' || seq || ' (' || act || ')', 'a step of the lifecycle', "
        "source || ' to ' || target || ' by ' || role FROM dossiers_movement "
        f"WHERE {scope.of('dossier_id')} "
        f"AND (act, source::text, target::text, role) NOT IN (VALUES {steps_of(LIFECYCLE)})",
    )


def movements_told(scope: Scope) -> Iterator[Finding]:
    """movements and what the journal tells of them"""
    yield from disagreeing(
        scope,
        "WITH told AS (SELECT subject, row_number() OVER (PARTITION BY subject ORDER BY seq) AS seq, "
        "split_part(kind, '.', 2) AS act, actor, at, coalesce(data->>'note', '') AS note FROM base_journalline "
        f"WHERE kind IN ({TOLD}) AND {scope.of('subject')}), "
        f"moved AS (SELECT * FROM dossiers_movement WHERE {scope.of('dossier_id')}) "
        "SELECT coalesce(t.subject, m.dossier_id), 'movement ' || coalesce(t.seq, m.seq), "
        "t.act || ' by ' || t.actor || ' at ' || t.at || coalesce(': ' || nullif(t.note, ''), ''), "
        "m.act || ' by ' || m.actor || ' at ' || m.at || coalesce(': ' || nullif(m.note, ''), '') "
        "FROM told t FULL JOIN moved m ON m.dossier_id = t.subject AND m.seq = t.seq "
        "WHERE (t.act, t.actor, t.at, t.note) IS DISTINCT FROM (m.act, m.actor, m.at, m.note)",
    )


def columns(scope: Scope) -> Iterator[Finding]:
    """states and moments that follow from the movements"""
    ended = texts(int(s) for s in ENDED)
    derived = ("state", "moves", "requests", "submitted_at", "received_at", "finished_at", "closed_at")
    yield from disagreeing(
        scope,
        "WITH derived AS (SELECT dossier_id, count(*) AS moves, count(*) FILTER (WHERE act = 'ask') AS requests, "
        "(array_agg(target ORDER BY seq DESC))[1] AS state, min(at) FILTER (WHERE source = 0) AS submitted_at, "
        "min(at) FILTER (WHERE act IN ('receive', 'register', 'open', 'complete')) AS received_at, "
        "max(at) FILTER (WHERE act = 'seal') AS finished_at, "
        f"(array_agg(at ORDER BY seq DESC) FILTER (WHERE target IN ({ended})))[1] AS closed_at "
        f"FROM dossiers_movement WHERE {scope.of('dossier_id')} GROUP BY dossier_id) "
        "SELECT d.id, v.what, v.expected, v.found FROM dossiers_dossier d "
        "LEFT JOIN derived x ON x.dossier_id = d.id CROSS JOIN LATERAL (VALUES "
        + ", ".join(f"('{c}', x.{c}::text, d.{c}::text)" for c in derived)
        + f") v(what, expected, found) WHERE {scope.of('d.id')} AND "
        f"({', '.join(f'x.{c}' for c in derived)}) IS DISTINCT FROM ({', '.join(f'd.{c}' for c in derived)}) "
        "AND v.expected IS DISTINCT FROM v.found",
    )


def columns_told(scope: Scope) -> Iterator[Finding]:
    """codes, versions and channels, as the journal's first line tells them"""
    told = {"code": "d.code", "version": "d.version_id::text", "channel": "d.channel::text"}
    told |= {"assisted_by": "coalesce(d.assisted_by_id::text, '')"}
    yield from disagreeing(
        scope,
        "SELECT d.id, v.what, v.expected, v.found FROM dossiers_dossier d "
        "JOIN base_journalline j ON j.subject = d.id AND j.seq = 1 CROSS JOIN LATERAL (VALUES "
        + ", ".join(f"('{name}', j.data->>'{name}', {column})" for name, column in told.items())
        + f") v(what, expected, found) WHERE {scope.of('d.id')} "
        "AND j.kind IN ('dossier.submit', 'dossier.register', 'dossier.note_in', 'dossier.open') "
        "AND v.expected IS DISTINCT FROM v.found",
    )


def requests(scope: Scope) -> Iterator[Finding]:
    """requests for supplements and the movements that made them"""
    yield from missing(
        scope, what="request for a supplement",
        expected=f"SELECT dossier_id, act || ' ' || at FROM dossiers_movement "
        f"WHERE act IN ('ask', 'guide') AND {scope.of('dossier_id')}",
        found="SELECT dossier_id, CASE WHEN before_reception THEN 'guide ' ELSE 'ask ' END || at "
        f"FROM dossiers_supplementrequest WHERE {scope.of('dossier_id')}",
    )  # fmt: skip
    yield from disagreeing(
        scope,
        "SELECT r.dossier_id, 'items of supplement request ' || r.seq, j.data->>'items', r.items::text "
        "FROM dossiers_supplementrequest r JOIN base_journalline j ON j.subject = r.dossier_id AND j.at = r.at "
        "AND j.kind = CASE WHEN r.before_reception THEN 'dossier.guide' ELSE 'dossier.ask' END "
        f"WHERE {scope.of('r.dossier_id')} AND (j.data->'items', j.data->>'note') IS DISTINCT FROM (r.items, r.reason)",
    )


def clock_events(scope: Scope) -> Iterator[Finding]:
    """the clock's events and the movements that made them"""
    for act, event in {
        "IN ('receive', 'register', 'open', 'complete')": "kind = 'start'",
        "= 'ask'": "kind = 'pause' AND data->>'cause' = 'supplement'",
        "= 'charge'": "kind = 'pause' AND data->>'cause' = 'payment'",
        "= 'pause'": "kind = 'pause' AND data->>'cause' IN ('inspection', 'force_majeure')",
        "= 'extend'": "kind = 'extend'",
    }.items():
        name = event.split("'")[1]
        yield from missing(
            scope, what=f"event of the clock ({name})",
            expected=f"SELECT dossier_id, at::text FROM dossiers_movement WHERE act {act} AND {scope.of('dossier_id')}",
            found=f"SELECT dossier_id, at::text FROM dossiers_clockevent WHERE {event} AND {scope.of('dossier_id')}",
        )  # fmt: skip
    # Pauses of other causes end by other acts, so a resumption may be there without one of these two.
    yield from disagreeing(
        scope,
        "SELECT m.dossier_id, 'event of the clock (resume)', m.at, NULL FROM dossiers_movement m "
        f"WHERE m.act IN ('supplement', 'acquit', 'resume') AND {scope.of('m.dossier_id')} AND NOT EXISTS ("
        "SELECT FROM dossiers_clockevent e WHERE e.dossier_id = m.dossier_id AND e.kind = 'resume' AND e.at = m.at)",
    )


def linked(scope: Scope) -> Iterator[Finding]:
    """linked applications, the members that they opened, and calendars that changed"""
    yield from disagreeing(
        scope,
        "SELECT d.id, 'member ' || d.member || ' of group', d.group::text, m.dossier_id::text FROM dossiers_dossier d "
        "LEFT JOIN dossiers_linkedmember m ON m.dossier_id = d.group AND m.opens = d.id AND m.member = d.member "
        f"WHERE d.member <> '' AND m.dossier_id IS NULL AND {scope.of('d.id')}",
    )
    told = (
        "SELECT subject, concat_ws(' ', data->>'member', nullif(data->>'outcome', '')) FROM base_journalline "
        f"WHERE kind = 'dossier.member' AND {scope.of('subject')}"
    )
    kept = (
        f"SELECT dossier_id, member FROM dossiers_linkedmember WHERE opened_at IS NOT NULL AND {scope.of('dossier_id')} "  # noqa: E501
        "UNION ALL SELECT dossier_id, member || ' ' || outcome FROM dossiers_linkedmember "
        f"WHERE ended_at IS NOT NULL AND {scope.of('dossier_id')}"
    )
    yield from missing(scope, what="news of a member", expected=told, found=kept)
    yield from missing(
        scope, what="event of the clock (calendar)",
        expected=f"SELECT subject, at::text FROM base_journalline WHERE kind = 'dossier.calendar' AND {scope.of('subject')}",  # noqa: E501
        found=f"SELECT dossier_id, at::text FROM dossiers_clockevent WHERE kind = 'calendar' AND {scope.of('dossier_id')}",  # noqa: E501
    )  # fmt: skip


def due_dates(scope: Scope) -> Iterator[Finding]:
    """due dates that follow from the clock's events"""
    found = rows(
        scope,
        "SELECT d.id, d.due_at, d.indicator_due_at, d.paused_at, e.seq, e.kind, e.at, e.data FROM dossiers_dossier d "
        "LEFT JOIN dossiers_clockevent e ON e.dossier_id = d.id "
        f"WHERE {scope.of('d.id')} AND (e.seq IS NOT NULL OR d.due_at IS NOT NULL OR d.paused_at IS NOT NULL "
        "OR d.indicator_due_at IS NOT NULL) ORDER BY d.id, e.seq",
    )
    for (dossier_id, *kept), own in groupby(found, key=itemgetter(0, 1, 2, 3)):
        events = [
            ClockEvent(seq=seq, kind=kind, at=at, data=json.loads(data)) for *_, seq, kind, at, data in own if seq
        ]
        numbers = [event.seq for event in events]
        if numbers != list(range(1, len(events) + 1)):
            yield Fault(dossier_id, "events of the clock", "numbered without a gap", str(numbers))
        try:
            derived = clock.columns(clock.derive(events)) if events else {}
        except UNREADABLE as fault:
            yield Fault(dossier_id, "events of the clock", "events that go together", str(fault) or repr(fault))
            continue
        for name, is_kept in zip(("due_at", "indicator_due_at", "paused_at"), kept, strict=True):
            if derived.get(name) != is_kept:
                yield Fault(dossier_id, name, _moment(derived.get(name)), _moment(is_kept))


def promises(scope: Scope) -> Iterator[Finding]:
    """cases, limits and cut-offs, as the procedure's version promises them"""
    by_case = "d.version_id IN (SELECT id FROM catalogue_procedureversion WHERE definition ? 'cases')"
    offer, case, fits = _offers(), _cases(), _calendars()
    for row in rows(
        scope,
        "SELECT d.id, d.version_id, d.channel, d.receiving_unit_id, d.settling_unit_id, d.case, d.submitted_at, "
        "first.answers, e.at, e.data, held.answers FROM dossiers_dossier d "
        "LEFT JOIN dossiers_clockevent e ON e.dossier_id = d.id AND e.kind = 'start' "
        f"LEFT JOIN dossiers_answers first ON first.dossier_id = d.id AND first.seq = 1 AND {by_case} "
        # What was declared when it was received: before that, each new hand-in added a declaration.
        f"LEFT JOIN dossiers_answers held ON {by_case} AND held.dossier_id = d.id AND held.seq = 1 + "
        "(SELECT count(*) FROM dossiers_movement m WHERE m.dossier_id = d.id AND m.act IN ('resubmit', 'complete')) "
        f"WHERE {scope.of('d.id')}",
    ):
        dossier_id, version, channel, receiving, settling, kept, submitted_at, first, at, data, held = row
        channel = Channel(channel).name.lower()
        try:
            sent = case(version, channel, first, submitted_at) if first else ""
            if sent != kept:
                yield Fault(dossier_id, "case", sent, kept)
            if data is None:
                continue
            told = json.loads(data)
            promised = offer(version, channel, receiving, case(version, channel, held, at) if held else "")
        except UNREADABLE as fault:
            yield Fault(dossier_id, "promise", "a version and answers that go together", str(fault) or repr(fault))
            continue
        for name in ("limit", "cutoff"):
            if promised[name] != told.get(name):
                yield Fault(dossier_id, f"{name} of the clock", str(promised[name]), str(told.get(name)))
        if not fits(told.get("calendar", ""), settling, at):
            found = str(told.get("calendar"))
            yield Fault(dossier_id, "calendar of the clock", "one of the settling unit or above it", found)


def answers(scope: Scope) -> Iterator[Finding]:
    """declarations and their digests"""
    for dossier_id, seq, text, digest in rows(
        scope,
        f"SELECT dossier_id, seq, answers, digest FROM dossiers_answers WHERE {scope.of('dossier_id')} "
        "ORDER BY dossier_id, seq",
    ):
        found = hashlib.sha256(journal.canonical(json.loads(text), floats=True)).hexdigest()
        if found != digest:
            yield Fault(dossier_id, f"content of declaration {seq}", digest, found)


def answers_told(scope: Scope) -> Iterator[Finding]:
    """declarations and papers, and what the journal tells of them"""
    told = (
        "SELECT subject, row_number() OVER (PARTITION BY subject ORDER BY seq) AS seq, data, actor, at "
        f"FROM base_journalline WHERE kind IN ({WITH_ANSWERS}) AND {scope.of('subject')}"
    )
    yield from missing(
        scope, what="declaration",
        expected=f"SELECT subject, concat_ws(' ', seq, data->>'answers', actor, at) FROM ({told}) t",
        found="SELECT dossier_id, concat_ws(' ', seq, digest, actor, at) FROM dossiers_answers "
        f"WHERE {scope.of('dossier_id')}",
    )  # fmt: skip
    yield from missing(
        scope, what="paper",
        expected="SELECT subject, concat_ws(' ', p->>0, 'of round', seq, nullif(p->>1, '')) "
        f"FROM ({told}) t CROSS JOIN LATERAL jsonb_array_elements(t.data->'papers') p "
        "UNION ALL SELECT subject, concat_ws(' ', data->>'paper', 'of round', data->>'round', data->>'digest') "
        f"FROM base_journalline WHERE kind = 'dossier.scan' AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', code, 'of round', round, nullif(digest, '')) FROM dossiers_paper "
        f"WHERE {scope.of('dossier_id')}",
    )  # fmt: skip


def papers(scope: Scope) -> Iterator[Finding]:
    """papers and their documents"""
    yield from disagreeing(
        scope,
        "SELECT p.dossier_id, 'document ' || p.document_id || ' (' || p.code || ')', p.digest, f.digest "
        "FROM dossiers_paper p "
        "LEFT JOIN documents_document f ON f.dossier_id = p.dossier_id AND f.id = p.document_id "
        f"WHERE {scope.of('p.dossier_id')} AND p.document_id IS NOT NULL AND f.digest IS DISTINCT FROM p.digest",
    )


def names(scope: Scope) -> Iterator[Finding]:
    """codes and look-up secrets, each of one dossier"""
    for column, what in (("code", "code"), ("secret", "look-up secret")):
        # The secret opens a public page, so it is never printed.
        yield from disagreeing(
            scope,
            f"SELECT min(code), '{what}', 'one dossier', string_agg(code || ' ' || id, ', ') FROM dossiers_dossier "
            f"GROUP BY {column} HAVING count(*) > 1",
        )


def _moment(at: datetime | None) -> str:
    return "none" if at is None else at.astimezone(clock.TZ).isoformat()


def _cases() -> Callable[[UUID, str, str, datetime], str]:
    """Which case declared answers make; the same answers on the same day are asked once."""

    @lru_cache(maxsize=4096)
    def asked(version_id: UUID, channel: str, declared: str, day: str) -> str:
        found = application.situation(channel=channel, at=datetime.fromisoformat(day))
        case = catalogue.form(version_id).visible(json.loads(declared), situation=found).case
        return case.id if case else ""

    def case_of(version_id: UUID, channel: str, declared: str, at: datetime) -> str:
        day = at.astimezone(clock.TZ).replace(hour=12, minute=0, second=0, microsecond=0)
        return asked(version_id, channel, declared, day.isoformat())

    return case_of


def _offers() -> Callable[[UUID, str, UUID, str], Mapping[str, Any]]:
    """The limit and the cut-off that a version promises for a channel, a unit and a case."""

    @lru_cache(maxsize=65536)
    def offer(version_id: UUID, channel: str, unit_id: UUID, case_id: str) -> Mapping[str, Any]:
        definition = catalogue.definition(version_id)
        case = next((case for case in definition.cases if case.id == case_id), None)
        found = demands.offer(definition, channel=channel, unit=organisation.unit(unit_id), case=case)
        return {"limit": found.limit.for_clock() if found.limit else None, "cutoff": found.cut_off}

    return offer


def _calendars() -> Callable[[str, UUID, datetime], bool]:
    """Whether a calendar is the settling unit's or one's above it, and in effect on the day of a start."""
    known = {str(version.pk): version for version in CalendarVersion.objects.all()}

    @lru_cache(maxsize=65536)
    def above(unit_id: UUID) -> frozenset[UUID]:
        found: set[UUID] = set()
        step: UUID | None = unit_id
        while step is not None and step not in found:  # a tree with a circle in it must not hold the check up
            found.add(step)
            step = organisation.unit(step).parent_id
        return frozenset(found)

    def fits(version_id: str, unit_id: UUID, at: datetime) -> bool:
        version = known.get(version_id)
        return (
            version is not None
            and version.unit_id in above(unit_id)
            and version.effective_date <= clock.local(at).date()
        )

    return fits


OF_THE_CITY: tuple[Check, ...] = (names,)
OF_DOSSIERS: tuple[Check, ...] = (
    heads, movements, movements_told, columns, columns_told, requests, clock_events, linked, due_dates, promises,
    answers, answers_told, papers, representations, reused_papers,
)  # fmt: skip
