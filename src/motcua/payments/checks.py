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
        "SELECT dossier_id, 'what was given back', 'no more than was paid', sum(CASE kind WHEN 'refund' "
        "THEN amount_vnd ELSE -amount_vnd END) || ' đ more' FROM payments_entry WHERE kind IN ('payment', 'refund') "
        f"AND {scope.of('dossier_id')} GROUP BY dossier_id "
        "HAVING sum(CASE kind WHEN 'refund' THEN amount_vnd ELSE -amount_vnd END) > 0",
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
        f"FROM base_journalline WHERE kind IN ('payments.cash', 'payments.paid') AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', reference, amount_vnd, 'đ', at, actor) FROM payments_entry "
        f"WHERE kind = 'payment' AND {scope.of('dossier_id')}",
    )  # fmt: skip


def from_outside(scope: Scope) -> Iterator[Finding]:
    """money from outside: what was heard and ordered, exempted, given back, and found on the statement"""
    yield from missing(
        scope, what="exemption or refund",
        expected="SELECT subject, concat_ws(' ', coalesce(data->>'exemption', data->>'number'), data->>'amount_vnd', "
        f"'đ') FROM base_journalline WHERE kind IN ('payments.waiver', 'payments.refund') AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', reference, amount_vnd, 'đ') FROM payments_entry "
        f"WHERE kind IN ('waiver', 'refund') AND {scope.of('dossier_id')}",
    )  # fmt: skip
    yield from missing(
        scope, what="message of a gateway",
        expected="SELECT subject, data->>'digest' FROM base_journalline "
        f"WHERE kind = 'payments.heard' AND {scope.of('subject')}",
        found=f"SELECT dossier_id, digest FROM payments_hearing WHERE {scope.of('dossier_id')}",
    )  # fmt: skip
    yield from disagreeing(
        scope,
        "SELECT e.dossier_id, 'payment of order ' || e.line, coalesce(o.amount_vnd || ' đ', 'an order'), "
        "e.amount_vnd || ' đ' FROM payments_entry e LEFT JOIN payments_order o "
        "ON o.dossier_id = e.dossier_id AND o.reference = e.line WHERE e.kind = 'payment' AND e.line <> '' "
        f"AND o.amount_vnd IS DISTINCT FROM e.amount_vnd AND {scope.of('e.dossier_id')}",
    )
    yield from disagreeing(
        scope,
        "SELECT e.dossier_id, 'payment ' || e.external, 'a line of the bank', NULL FROM payments_entry e "
        "WHERE e.kind = 'payment' AND e.debit = 'bank' AND NOT EXISTS (SELECT FROM payments_statementline l "
        "WHERE l.booked_for = e.dossier_id AND 'bank:' || l.account || ':' || l.reference = e.external "
        f"AND l.amount_vnd = e.amount_vnd) AND {scope.of('e.dossier_id')}",
    )


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
OF_DOSSIERS: tuple[Check, ...] = (sums, told, from_outside)
