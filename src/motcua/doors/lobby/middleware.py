"""What every request passes: an id, who asks, in which language, and one place where refusals become answers."""

import logging
import secrets
from collections.abc import Callable
from typing import cast
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from psycopg_pool import PoolTimeout

from motcua.base import journal
from motcua.base.refusals import LogInFirst, Refusal, TooLarge
from motcua.doors.lobby.answers import busy, refused
from motcua.doors.lobby.requests import Request
from motcua.doors.lobby.watching import count_refusal
from motcua.people.queries import who_is
from motcua.people.who import NOBODY

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("motcua")

SESSION_KEY = "user_id"
CSP = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def request_id(then: Next) -> Next:
    """Give the request an id, which stands in its logs, on its error page and in the journal lines it causes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = journal.request_id.set(uuid4().hex)
        try:
            response = then(request)
            response["X-Request-Id"] = journal.request_id.get()
            return response
        finally:
            journal.request_id.reset(token)

    return middleware


def packed(then: Next) -> Next:
    """Pages travel compressed: a form with a city's wards in it weighs a fifth. Papers are compressed already.

    What of a page is secret changes with each answer (the CSRF token is masked), and each answer's length is blurred
    by random bytes, so that the length tells nothing (BREACH).
    """
    gzip = GZipMiddleware(then)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = then(request)
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return cast(HttpResponse, gzip.process_response(request, response))

    return middleware


def security_headers(then: Next) -> Next:
    """Nothing from elsewhere, nothing inline, nothing framed; pages with personal data are not kept by caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = then(request)
        response.setdefault("Content-Security-Policy", CSP)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def language(then: Next) -> Next:
    """Vietnamese, unless the person chose English."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language() or "vi"
            response = then(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return middleware


def who(then: Next) -> Next:
    """Say who asks. One question to the database, and none for somebody who has not logged in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        found = cast(Request, request)
        found.who = NOBODY
        try:
            user_id = request.session.get(SESSION_KEY) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
            found.who = who_is(user_id) if user_id else NOBODY
        except (OperationalError, PoolTimeout) as fault:  # outside the view, where `refusals` does not see it
            return away(request, fault)
        found.new_key = secrets.token_urlsafe(16)
        return then(request)

    return middleware


class refusals:
    """Turn refusals into pages (or problem+json), and a database that cannot answer into 503."""

    def __init__(self, then: Next) -> None:
        self.then = then

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.then(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, LogInFirst | Refusal):
            count_refusal(fault.kind)
            return refused(request, fault)
        if isinstance(fault, RequestDataTooBig | TooManyFilesSent):
            count_refusal(TooLarge.kind)
            return refused(request, TooLarge())
        if isinstance(fault, OperationalError | PoolTimeout):
            return away(request, fault)
        return None


def away(request: HttpRequest, fault: Exception) -> HttpResponse:
    """The database has no connection for us, or is not there: nothing was done, and it may be tried again."""
    log.warning("the database does not answer: %s", fault)
    count_refusal("busy")
    return busy(request)
