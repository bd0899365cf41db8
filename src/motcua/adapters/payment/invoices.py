"""Electronic invoices: none, or the demo's own, whose numbers are worth nothing."""

import hashlib
from collections.abc import Mapping
from typing import Any


class Nowhere:
    """No electronic invoices are issued here: the receipt (biên lai) is what the applicant gets."""

    def issue(self, *, key: str, receipt: Mapping[str, Any]) -> str:
        return ""


class Sandbox:
    """A number that follows from the key, so that asking twice issues once."""

    def issue(self, *, key: str, receipt: Mapping[str, Any]) -> str:
        return f"MH-{int(hashlib.sha256(key.encode()).hexdigest()[:10], 16) % 10**8:08d}"
