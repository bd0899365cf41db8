"""One HTTP request to a gateway: JSON there, JSON back, and never longer than the patience."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from motcua.payments.ports import Silent

PATIENCE = 10.0  # seconds
MOST = 1_000_000  # bytes of an answer


def post(url: str, message: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of the other side. Raises `Silent` for a time-out, a refusal, or anything that is not JSON."""
    request = urllib.request.Request(
        url, data=json.dumps(message).encode(), headers={"Content-Type": "application/json"}, method="POST"
    )
    if not url.startswith(("https://", "http://")):
        raise Silent(f"{url}: no address of the web")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            found = json.loads(answer.read(MOST))
    except (urllib.error.URLError, OSError, ValueError) as fault:
        raise Silent(f"{type(fault).__name__}: {fault}") from fault
    if not isinstance(found, dict):
        raise Silent("the answer is no object")
    return found
