"""What is too much is refused before it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.base.refusals import TooLarge
from motcua.doors.lobby.answers import refused
from motcua.doors.lobby.watching import count_refusal
from motcua.doors.lobby.words import size_words

Next = Callable[[HttpRequest], HttpResponse]


def bounded(then: Next) -> Next:
    """Refuse a body larger than POST_LIMIT by the length that it announces (413). What comes without a length is
    not read at all: WSGI has no other end for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.POST_LIMIT:
            count_refusal(TooLarge.kind)
            said = _("Mỗi lần gửi không được quá %(size)s, nên chưa nhận được gì. Hãy gửi ít tệp hơn mỗi lần.")
            response = refused(request, TooLarge(said % {"size": size_words(settings.POST_LIMIT)}))
            response["Connection"] = "close"
            return response
        return then(request)

    return middleware


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
