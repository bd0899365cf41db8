"""What `fsck` re-derives here: published versions say what was published, and the journal tells who did it."""

import hashlib
import json
from collections.abc import Iterator

from motcua.base import journal
from motcua.base.checks import Check, Fault, Finding, Scope, disagreeing, rows


def procedures(scope: Scope) -> Iterator[Finding]:
    """versions of procedures and their digests"""
    for code, effective, definition, digest in rows(
        scope, "SELECT code, effective_date, definition, digest FROM catalogue_procedureversion ORDER BY code, id"
    ):
        name, content = f"procedure {code} from {effective}", json.loads(definition)
        found = hashlib.sha256(journal.canonical(content, floats=True)).hexdigest()
        if found != digest:
            yield Fault(name, "content", digest, found)
        said = (content.get("id"), content.get("effective_from"))
        if said != (code, str(effective)):
            yield Fault(name, "code and day", f"{said[0]} from {said[1]}", f"{code} from {effective}")
    yield from disagreeing(
        scope,
        "WITH told AS (SELECT p->>0 AS code, p->>1 AS digest FROM base_journalline j "
        "CROSS JOIN LATERAL jsonb_array_elements(j.data->'procedures') p "
        "WHERE j.kind IN ('pack.load', 'procedure.consent')) "
        "SELECT 'procedure ' || v.code || ' from ' || v.effective_date, 'publication', "
        "'a journal line that publishes ' || v.digest, NULL FROM catalogue_procedureversion v "
        "WHERE NOT EXISTS (SELECT FROM told t WHERE t.code = v.code AND t.digest = v.digest)",
    )
    yield from disagreeing(
        scope,
        "SELECT 'procedure ' || p.code, 'version in force', p.code, v.code FROM catalogue_procedure p "
        "LEFT JOIN catalogue_procedureversion v ON v.id = p.version_id WHERE v.code IS DISTINCT FROM p.code",
    )
    # The list follows within a minute; yesterday's day must have come by now.
    yield from disagreeing(
        scope,
        "SELECT 'procedure ' || p.code, 'day of the version in force', later.day, v.effective_date "
        "FROM catalogue_procedure p JOIN catalogue_procedureversion v ON v.id = p.version_id "
        "CROSS JOIN LATERAL (SELECT max(o.effective_date) AS day FROM catalogue_procedureversion o "
        "WHERE o.code = p.code AND o.effective_date < CURRENT_DATE - 1 "
        "AND (p.withdrawn_at IS NULL OR o.published_at > p.withdrawn_at)) later "
        "WHERE p.offered AND later.day > v.effective_date",
    )


def proposals(scope: Scope) -> Iterator[Finding]:
    """what was proposed for procedures and who consented"""
    yield from disagreeing(
        scope,
        "SELECT 'proposal ' || p.id, 'a second person', 'somebody other than ' || p.proposed_by_id, p.decided_by_id "
        "FROM catalogue_proposal p WHERE p.outcome = 'consented' AND p.decided_by_id = p.proposed_by_id",
    )
    yield from disagreeing(
        scope,
        "SELECT 'proposal ' || p.id, 'answer', 'a journal line', p.outcome FROM catalogue_proposal p "
        "WHERE p.outcome <> '' AND NOT EXISTS (SELECT FROM base_journalline j WHERE j.data->>'proposal' = p.id::text "
        "AND j.kind = CASE p.outcome WHEN 'consented' THEN 'procedure.consent' ELSE 'procedure.reject' END)",
    )
    yield from disagreeing(
        scope,
        "SELECT 'proposal ' || p.id, 'what was published', p.digest, v.digest FROM catalogue_proposal p "
        "LEFT JOIN catalogue_procedureversion v ON v.id = p.published_id "
        "WHERE p.outcome = 'consented' AND p.kind <> 'withdraw' AND v.digest IS DISTINCT FROM p.digest",
    )


def letters(scope: Scope) -> Iterator[Finding]:
    """versions of letters and their digests"""
    for name, effective, files, digest in rows(
        scope, "SELECT name, effective_date, files, digest FROM catalogue_letterversion ORDER BY name, id"
    ):
        found = hashlib.sha256(journal.canonical([name, json.loads(files)], floats=True)).hexdigest()
        if found != digest:
            yield Fault(f"letter {name} from {effective}", "content", digest, found)


OF_THE_CITY: tuple[Check, ...] = (procedures, proposals, letters)
OF_DOSSIERS: tuple[Check, ...] = ()
