"""What the results room asks of whoever holds the keys: a leader's signature, a unit's seal, a check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


class SigningFailed(Exception):
    """No signature was made; the document is as it was."""


class SigningDeviceGone(SigningFailed):
    """The token, the module or the time-stamping authority does not answer; trying again later may help."""


class CertificateExpired(SigningFailed):
    """The certificate was not valid at the moment of signing, before its first or after its last day."""


class CertificateUnknown(SigningFailed):
    """No key is held for this person or unit."""


class DocumentNotSignable(SigningFailed):
    """The file has no such empty field: it was not prepared, or this act was done on it before."""


@dataclass(frozen=True, kw_only=True)
class SignatureFound:
    """One signature as it stands in a file.

    `intact`: the bytes it covers are unchanged, the cryptography holds, and whatever was added later is only
    what the signature allows (filling in number and date, one more signature). `trusted`: the certificate
    leads to a root that this installation trusts. `signed_at` is the signer's own clock unless
    `timestamped`. `serial` is the certificate's serial number in decimal.
    """

    field: str
    signer: str
    serial: str
    signed_at: datetime | None
    timestamped: bool
    intact: bool
    trusted: bool
    covers_whole_document: bool


class Signatures(Protocol):
    """PAdES signatures on one PDF: prepared once, signed by the leader, numbered and sealed by the clerk.

    All keep PDF/A-2a and PDF/UA-1; `sign` and `seal` only add to the end of the file. They raise a
    SigningFailed, and then nothing was done.
    """

    def prepare(self, pdf: bytes) -> bytes:
        """Turn the places that the template marked into empty tagged fields; once, before signing."""
        ...

    def sign(self, *, pdf: bytes, signer: str, name: str, at: datetime, reason: str) -> bytes:
        """The leader's personal signature; `signer` names the key, `name` is shown, `at` is aware."""
        ...

    def seal(self, *, pdf: bytes, unit: str, name: str, number: str, date: date, at: datetime) -> bytes:
        """Number, date and the unit's seal in one addition; the leader's signature stays valid."""
        ...

    def check(self, pdf: bytes) -> list[SignatureFound]:
        """Every signature in the file, oldest first; an empty list when there is none or it is no PDF."""
        ...
