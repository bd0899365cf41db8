"""What payments need from outside. Adapters fill these; settings say which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol


class Forged(Exception):
    """The message does not bear the gateway's signature, or says what no gateway says."""


class Silent(Exception):
    """The outside system gives no answer, or one that makes no sense. Nothing was done."""


@dataclass(frozen=True)
class Asked:
    """An order as a gateway needs it; `about` is plain ASCII."""

    reference: str
    amount_vnd: int
    at: datetime
    until: datetime
    about: str
    return_url: str
    ip: str = "127.0.0.1"
    # What the national platform prints on its own receipt (ThongTinBienLai).
    receipt: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Said:
    """What a gateway says of an order: `paid` or `failed`. The amount is what it claims, no more."""

    reference: str
    outcome: str
    amount_vnd: int
    transaction: str


class Gateway(Protocol):
    label: str

    def address(self, asked: Asked) -> str:
        """Where the applicant goes to pay. Raises `Silent`."""

    def read(self, message: Mapping[str, str]) -> Said:
        """What a callback or a return says, after its signature was verified. Raises `Forged`."""

    def ask(self, asked: Asked) -> Said | None:
        """Ask again what became of an order; None while nothing is decided. Raises `Silent` or `Forged`."""

    def reply(self, outcome: str) -> Mapping[str, str]:
        """What the callback is answered with: `done`, `again`, `unknown`, `differs`, `forged`."""


class Gateways(Protocol):
    def all(self) -> Mapping[str, Gateway]:
        """What is configured now, by name."""


class Bank(Protocol):
    def statements(self, *, since: date) -> Sequence[tuple[str, str]]:
        """What is there since this day, as (account, CSV): the city's account (""), or a gateway's name for the list
        of what it settled. The same lines may come again. Raises `Silent`.
        """


class Invoices(Protocol):
    def issue(self, *, key: str, receipt: Mapping[str, Any]) -> str:
        """Issue an electronic invoice for a receipt and return its number; the same key gives the same number.

        Raises `Silent`.
        """


class Imitation(Protocol):
    """The outside systems as the demo imitates them, for its own pages."""

    def gateway_order(self, name: str, *, reference: str) -> Mapping[str, Any]: ...

    def gateway_orders(self, name: str) -> Sequence[Mapping[str, Any]]: ...

    def enter(self, name: str, message: Mapping[str, str]) -> Mapping[str, Any]: ...

    def decide(self, name: str, *, reference: str, paid: bool, at: datetime) -> str: ...

    def query(self, name: str, message: Mapping[str, str]) -> Mapping[str, str]: ...

    def transfers(self) -> Sequence[Mapping[str, Any]]: ...

    def transfer(self, *, amount_vnd: int, memo: str, at: datetime) -> None: ...

    def statement(self, name: str) -> str: ...
