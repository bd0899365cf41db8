"""What `fsck` re-derives here: the sums of the ledger, and that the journal says the same."""

from collections.abc import Iterator

from motcua.base.checks import Check, Finding, Scope, disagreeing, missing


def sums(scope: Scope) -> Iterator[Finding]:
    """the ledger's order and sums"""
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'ledger entry ' || (before + 1), 'the entry', 'the next is entry ' || seq FROM ("
        "SELECT dossier_id, seq, coalesce(lag(seq) OVER (PARTITION BY dossier_id ORDER BY seq), 0) AS before "
        f"FROM payments_entry WHERE {scope.of('dossier_id')}) e WHERE seq <> before + 1",
    )
    yield from disagreeing(
        scope,
        "SELECT dossier_id, 'what is owed after ledger entry ' || min(seq), 'nothing or more', min(owed) FROM ("
        "SELECT dossier_id, seq, sum(CASE WHEN debit = 'owed' THEN amount_vnd ELSE 0 END "
        "- CASE WHEN credit = 'owed' THEN amount_vnd ELSE 0 END) "
        "OVER (PARTITION BY dossier_id ORDER BY seq) AS owed "
        f"FROM payments_entry WHERE {scope.of('dossier_id')}) e WHERE owed < 0 GROUP BY dossier_id",
    )


def told(scope: Scope) -> Iterator[Finding]:
    """the ledger and what the journal tells of it"""
    yield from missing(
        scope, what="charge",
        expected="SELECT j.subject, concat_ws(' ', l->>0, l->>1, 'đ', j.at, j.actor) FROM base_journalline j "
        "CROSS JOIN LATERAL jsonb_array_elements(j.data->'lines') l "
        f"WHERE j.kind = 'payments.charge' AND {scope.of('j.subject')}",
        found="SELECT dossier_id, concat_ws(' ', line, amount_vnd, 'đ', at, actor) FROM payments_entry "
        f"WHERE kind = 'charge' AND {scope.of('dossier_id')}",
    )  # fmt: skip
    yield from missing(
        scope, what="payment",
        expected="SELECT subject, concat_ws(' ', data->>'receipt', data->>'amount_vnd', 'đ', at, actor) "
        f"FROM base_journalline WHERE kind = 'payments.cash' AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', reference, amount_vnd, 'đ', at, actor) FROM payments_entry "
        f"WHERE kind = 'payment' AND {scope.of('dossier_id')}",
    )  # fmt: skip


def receipts(scope: Scope) -> Iterator[Finding]:
    """numbers of receipts"""
    yield from disagreeing(
        scope,
        "SELECT 'receipt ' || e.reference || ' of ' || u.code, 'number', 'one payment', string_agg(d.code, ', ') "
        "FROM payments_entry e JOIN dossiers_dossier d ON d.id = e.dossier_id "
        "JOIN organisation_unit u ON u.id = d.receiving_unit_id WHERE e.kind = 'payment' "
        "GROUP BY u.code, e.reference HAVING count(*) > 1",
    )


OF_THE_CITY: tuple[Check, ...] = (receipts,)
OF_DOSSIERS: tuple[Check, ...] = (sums, told)
