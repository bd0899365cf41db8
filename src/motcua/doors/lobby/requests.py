"""A request as the doors see it: with who asks, and a key for the form that is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from motcua.base.refusals import LogInFirst, NotThere
from motcua.people.who import Who

P = ParamSpec("P")


class Request(HttpRequest):
    who: Who
    new_key: str


View = Callable[Concatenate[Request, P], HttpResponseBase]


def officers_only(*roles: str) -> Callable[[View[P]], View[P]]:
    """Let officers through who have one of these roles somewhere (any role, if none is named).

    Others get the same answer as for a page that does not exist. What they may do with one dossier is decided
    by the dossier.
    """

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.who.user_id is None:
                raise LogInFirst()
            if not request.who.units(*roles):
                raise NotThere()
            return view(request, *args, **kwargs)

        return guarded

    return wrap


def persons_only(view: View[P]) -> View[P]:
    """Let people through who came with a personal account."""

    @wraps(view)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.who.person_id is None:
            raise LogInFirst()
        return view(request, *args, **kwargs)

    return guarded


def key_of(request: HttpRequest) -> str:
    """The idempotency key of a form (`key`) or of an API call (`Idempotency-Key`), at most 80 characters."""
    said = request.POST.get("key") or request.headers.get("Idempotency-Key") or ""
    return "".join(char for char in said if char.isprintable())[:80]
