"""Questions about money: sums of the ledger."""

from dataclasses import dataclass
from uuid import UUID

from motcua.base.asking import Asked
from motcua.payments.models import Account, Entry


@dataclass(frozen=True)
class State:
    """A dossier's account: its entries, and the sums that follow from them."""

    entries: tuple[Entry, ...]

    @property
    def charged_vnd(self) -> int:
        return self._balance(Account.REVENUE, sign=-1)

    @property
    def due_vnd(self) -> int:
        """What the applicant still owes; negative when too much was paid."""
        return self._balance(Account.OWED, sign=1)

    @property
    def paid_vnd(self) -> int:
        return sum(e.amount_vnd for e in self.entries if e.kind == Entry.Kind.PAYMENT)

    @property
    def receipts(self) -> list[Entry]:
        return [e for e in self.entries if e.kind == Entry.Kind.PAYMENT]

    def _balance(self, account: str, *, sign: int) -> int:
        debits = sum(e.amount_vnd for e in self.entries if e.debit == account)
        credits = sum(e.amount_vnd for e in self.entries if e.credit == account)
        return sign * (debits - credits)


def account(dossier_id: UUID) -> State:
    return State(tuple(_entries(dossier_id=dossier_id)))


_entries = Asked(lambda *, dossier_id: Entry.objects.filter(dossier_id=dossier_id).order_by("seq"))
