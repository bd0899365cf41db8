"""What the notices need from outside. Adapters fill these; settings say which."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol


class Typesetter(Protocol):
    def render(self, *, files: Mapping[str, str], main: str, data: Mapping[str, Any]) -> bytes:
        """Print `main` (one of `files`, with the others beside it) with this data: PDF/A and PDF/UA.

        The same input gives the same bytes.
        """


class Signatures(Protocol):
    """What a letter asks of the signer; the results room asks more of the same one."""

    def prepare(self, pdf: bytes) -> bytes:
        """Turn the places that the template marked into empty fields."""

    def sign(self, *, pdf: bytes, signer: str, name: str, at: datetime, reason: str) -> bytes:
        """A person's own signature, added to the end of the file."""


class Mailer(Protocol):
    def send(self, *, address: str, subject: str, body: str) -> None:
        """Hand a message to the carrier. Raises `CouldNotSend`; sending it twice is better than never."""


class Texter(Protocol):
    @property
    def sends(self) -> bool:
        """Whether a gateway is there at all: pages offer text messages only then."""

    def send(self, *, number: str, body: str) -> None:
        """Hand a text message to the carrier. Raises `CouldNotSend`; sending it twice is better than never."""


class CouldNotSend(Exception):
    """The message did not go; it stays owed and is tried again."""
