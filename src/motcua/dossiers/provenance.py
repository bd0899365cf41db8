"""What `fsck` re-derives of who stands behind a dossier, and of where its papers come from."""

import json
from collections.abc import Iterator

from motcua.base.checks import Fault, Finding, Scope, disagreeing, missing, rows
from motcua.dossiers import representation


def representations(scope: Scope) -> Iterator[Finding]:
    """who sent it for whom, and what the journal tells of it"""
    of = scope.of("dossier_id")
    yield from missing(
        scope, what="representation",
        expected="SELECT subject, concat_ws(' ', data->>'basis', data->>'mandate', data->>'digest') "
        f"FROM base_journalline WHERE kind = 'dossier.represent' AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', basis, coalesce(mandate_id::text, ''), digest) "
        f"FROM dossiers_representation WHERE {of}",
    )  # fmt: skip
    yield from missing(
        scope, what="objection",
        expected="SELECT subject, concat_ws(' ', data->>'seq', actor) FROM base_journalline "
        f"WHERE kind = 'dossier.object_to' AND {scope.of('subject')}",
        found=f"SELECT dossier_id, concat_ws(' ', seq, 'person:' || by_id) FROM dossiers_objection WHERE {of}",
    )  # fmt: skip
    yield from disagreeing(
        scope,
        "SELECT d.id, 'owner and submitter', 'a basis on which one applied for the other', NULL "
        "FROM dossiers_dossier d "
        f"WHERE {scope.of('d.id')} AND d.owner_id <> d.submitter_id "
        "AND NOT EXISTS (SELECT FROM dossiers_representation r WHERE r.dossier_id = d.id)",
    )
    for dossier_id, copy, digest in rows(
        scope, f"SELECT dossier_id, copy, digest FROM dossiers_representation WHERE digest <> '' AND {of}"
    ):
        if (computed := representation.digest_of(json.loads(copy))) != digest:
            yield Fault(dossier_id, "mandate kept with its dossier", digest, computed)


def reused_papers(scope: Scope) -> Iterator[Finding]:
    """papers that were used again"""
    yield from disagreeing(
        scope,
        "SELECT p.dossier_id, 'paper ' || p.code || ' used again', d.reused_from IS NOT NULL, p.reused "
        "FROM dossiers_paper p JOIN documents_document d ON d.dossier_id = p.dossier_id AND d.id = p.document_id "
        f"WHERE {scope.of('p.dossier_id')} AND p.reused <> (d.reused_from IS NOT NULL)",
    )
