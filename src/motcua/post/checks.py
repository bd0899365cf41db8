"""What `fsck` re-derives here: where a parcel is, from what the journal tells of it."""

from collections.abc import Iterator

from motcua.base.checks import Check, Finding, Scope, disagreeing, missing, texts
from motcua.post.lifecycle import LIFECYCLE, ParcelState


def parcels(scope: Scope) -> Iterator[Finding]:
    """parcels and what the journal tells of them"""
    yield from missing(
        scope, what="parcel ordered",
        expected=f"SELECT subject, at::text FROM base_journalline WHERE kind = 'post.order' AND {scope.of('subject')}",
        found=f"SELECT dossier_id, ordered_at::text FROM post_parcel WHERE {scope.of('dossier_id')}",
    )  # fmt: skip
    targets = ", ".join(
        [f"('post.order', '{ParcelState.ORDERED}')"]
        + [f"('post.{s.act}', '{getattr(s.target, 'value', s.target)}')" for s in LIFECYCLE.steps]
    )
    # Only the last parcel of a dossier moves: one that came back stays as it is.
    yield from disagreeing(
        scope,
        "WITH parcel AS (SELECT DISTINCT ON (dossier_id) * FROM post_parcel "
        f"WHERE {scope.of('dossier_id')} ORDER BY dossier_id, ordered_at DESC), "
        "line AS (SELECT DISTINCT ON (subject) subject, kind, at, data->>'item' AS item FROM base_journalline "
        f"WHERE kind IN ({texts(kinds())}) AND {scope.of('subject')} ORDER BY subject, seq DESC) "
        "SELECT p.dossier_id, v.what, v.expected, v.found FROM parcel p JOIN line l ON l.subject = p.dossier_id "
        f"JOIN (VALUES {targets}) t(kind, state) ON t.kind = l.kind "
        "CROSS JOIN LATERAL (VALUES ('state of the parcel', t.state, p.state::text), "
        "('item code of the parcel', coalesce(l.item, ''), p.item_code::text), "
        "('time of the parcel', l.at::text, coalesce(p.ended_at, p.handed_at, p.ordered_at)::text)"
        ") v(what, expected, found) WHERE v.expected IS DISTINCT FROM v.found",
    )


def item_codes(scope: Scope) -> Iterator[Finding]:
    """codes of parcels"""
    yield from disagreeing(
        scope,
        "SELECT 'parcel ' || p.item_code, 'item code', 'one parcel', string_agg(d.code, ', ') FROM post_parcel p "
        "JOIN dossiers_dossier d ON d.id = p.dossier_id WHERE p.item_code <> '' "
        "GROUP BY p.item_code HAVING count(*) > 1",
    )


def kinds() -> list[str]:
    """The kinds of lines that tell of a parcel."""
    return ["post.order", *(f"post.{s.act}" for s in LIFECYCLE.steps)]


OF_THE_CITY: tuple[Check, ...] = (item_codes,)
OF_DOSSIERS: tuple[Check, ...] = (parcels,)
