"""Whoever watches the house from outside is told of every act that ended, and can change nothing about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from motcua.base.refusals import Refusal

# Each is called with the act's name, how it ended (`done`, `repeated`, a refusal's kind, `failed`) and the seconds.
watchers: list[Callable[[str, str, float], None]] = []


class Ending:
    outcome = "failed"


@contextmanager
def watched(act: str) -> Iterator[Ending]:
    """Tell the watchers how the block ended; it says itself when it was well."""
    ending, began = Ending(), perf_counter()
    try:
        yield ending
    except Refusal as refusal:
        ending.outcome = refusal.kind
        raise
    finally:
        for tell in watchers:
            tell(act, ending.outcome, perf_counter() - began)
