"""Identifiers: time-ordered for rows, unguessable for people."""

import secrets
from uuid import UUID

from uuid_utils.compat import uuid7

# Crockford's base 32 without I, L, O, U: can be read out over a telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LENGTH = 20


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): rows written together lie together on disk."""
    return uuid7()


def new_secret() -> str:
    """100 random bits that open one dossier's public page; never derived from its code."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(SECRET_LENGTH))
