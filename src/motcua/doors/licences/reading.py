"""Looking a licence up: by its very number in every register, by words in those that the law makes public."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.cleaning import plain_text
from motcua.doors.licences.words import line, name_of, standings
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request
from motcua.registers import queries as registers

PAGE, NUMBERS_A_MINUTE = 30, 20


@require_safe
def look_up(request: Request) -> HttpResponse:
    """The public registers, and one question: is the licence with this number real, and does it hold today?"""
    number, today = plain_text(request.GET.get("number", "")[:60]).strip(), timezone.localdate()
    found = []
    if number:
        brake(request, what="number", most=NUMBERS_A_MINUTE)
        found = [line(one, today=today) for one in registers.by_number(number)]
    words = {
        "number": number, "lines": found,
        "field": {
            "kind": "text", "name": "number", "label": _("Số giấy phép, giấy chứng nhận"), "value": number,
            "help": _("Ghi đúng như trên giấy, ví dụ 12/GP."),
        },
        "open": [{"code": o.code, "name": name_of(o), "law": o.law} for o in registers.registers() if o.public],
    }  # fmt: skip
    return render(request, "licences/look_up.html", words)


@require_safe
def register(request: Request, code: str) -> HttpResponse:
    """One public register: its lines, newest first, by words and by what they are today."""
    found, today = registers.public(code), timezone.localdate()
    asked, standing = plain_text(request.GET.get("q", "")[:100]), request.GET.get("standing", "")[:20]
    rows = registers.lines(code, words=asked, standing=standing, today=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    words = {
        "register": found, "name": name_of(found), "q": asked, "standing": standing, "standings": standings(),
        "page": page, "lines": [line(one, today=today) for one in page],
    }  # fmt: skip
    return render(request, "licences/register.html", words)
