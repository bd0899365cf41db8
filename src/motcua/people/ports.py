"""How people prove who they are. A national login will fill this port; a demo identity fills it now."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Choice:
    """Somebody who can be chosen on a demo's login page."""

    token: str
    name: str
    about: str


class Identity(Protocol):
    def choices(self) -> list[Choice]:
        """People to choose from on the login page; a real provider has none and sends the browser away instead."""

    def account(self, token: str) -> str | None:
        """The account id of the person whom this token proves; None when it proves nobody."""
