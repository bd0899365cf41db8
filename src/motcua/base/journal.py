"""The journal: the one memory of what was done.

Each subject (a dossier, mostly) has its own chain. Line n carries the SHA-256 digest of

    ["motcua-journal-1", subject, n, kind, actor, at, request, data, digest of line n-1 in hex ("" for the first)]

written as JSON in UTF-8: keys sorted, no spaces, no escapes for non-ASCII letters, moments in UTC as
`2020-06-09T07:30:00.000000Z`, no floats. Anybody can recompute it (`docs/guarantees.md`).
"""

import hashlib
import json
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

SCHEME = "motcua-journal-1"

# Set by the lobby for each request, so that a line can be found from a log and back.
request_id: ContextVar[str] = ContextVar("request_id", default="")


@dataclass(frozen=True)
class Line:
    subject: UUID
    kind: str
    actor: str
    at: datetime
    data: dict[str, Any]


def moment(at: datetime) -> str:
    """UTC to the microsecond, always in the same 27 characters."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(value: Any, *, floats: bool = False) -> bytes:
    """One value, one sequence of bytes. Journal lines have no floats: other languages write them otherwise."""
    if not floats:
        _refuse_floats(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(
    *, subject: UUID, seq: int, kind: str, actor: str, at: datetime, request: str, data: Any, before: bytes
) -> bytes:
    return hashlib.sha256(
        canonical([SCHEME, str(subject), seq, kind, actor, moment(at), request, data, before.hex()])
    ).digest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("no floats in the journal")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        _refuse_floats(inner)
