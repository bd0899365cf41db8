"""A small brake on guessing: so many tries a minute from one address, counted in each process by itself."""

from django.core.cache import cache
from django.http import HttpRequest

from motcua.base.refusals import TooMany

MINUTE = 60


def brake(request: HttpRequest, *, what: str, most: int) -> None:
    """Count one try of `what`. Raises `TooMany` (429) for the one after `most` within a minute."""
    key = f"tries:{what}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, MINUTE)
    try:
        tries = cache.incr(key)
    except ValueError:  # it ran out between the two calls: a new minute begins
        return
    if tries > most:
        raise TooMany()
