"""The tracking book of a unit and a period: leafed through, printed, or taken as a file. Nothing in it is typed."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.doors.control.reading import frame, one_of
from motcua.doors.lobby import saved
from motcua.doors.lobby.files import pdf
from motcua.doors.lobby.requests import Request, officers_only
from motcua.doors.lobby.words import HANOI
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.reporting import book as books

READERS = (*books.KEEPERS, Role.INSPECTOR)
SHOWN, MOST_DAYS = 100, 3700


def _asked(request: Request, asked: QueryDict) -> tuple[UUID, date, date]:
    """Unit and period; this month and one's own unit, where the address says nothing that can be read."""
    allowed = books.units_of(request.who)
    own = sorted(request.who.units(*READERS) & allowed, key=lambda u: organisation.unit(u).sort_key)
    unit = one_of(asked.get("unit", ""), allowed) or own[0]
    today = timezone.now().astimezone(HANOI).date()
    first, last = _day(asked.get("from", ""), today.replace(day=1)), _day(asked.get("until", ""), today)
    if last < first:
        first, last = last, first
    return unit, max(first, last - timedelta(days=MOST_DAYS)), last


def _day(typed: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return otherwise


@officers_only(*READERS)
@require_GET
def book(request: Request) -> HttpResponse:
    unit, first, last = _asked(request, request.GET)
    rows = list(islice(books.lines([unit], first=first, last=last), SHOWN + 1))
    address = f"unit={unit}&from={first}&until={last}"
    units = sorted(request.who.units(*READERS) | {unit}, key=lambda u: organisation.unit(u).sort_key)
    context = frame(request, here="book") | {
        "rows": rows[:SHOWN], "more": len(rows) > SHOWN, "shown_most": SHOWN, "first": first, "last": last,
        "units": [(one, organisation.unit(one).name) for one in units], "unit_id": unit, "here_query": address,
        "export_url": reverse("control:book_export"), "print_url": f"{reverse('control:book_print')}?{address}",
        "unit_name": organisation.unit(unit).name, "printed_most": books.MOST_PRINTED,
    }  # fmt: skip
    return render(request, "control/book.html", context)


@officers_only(*READERS)
@require_GET
def printed(request: Request) -> HttpResponse:
    """The form, A4, as it was in force on the last day."""
    unit, first, last = _asked(request, request.GET)
    made = books.printed(unit, first=first, last=last, at=timezone.now())
    return pdf(made, name=f"{_('Sổ theo dõi hồ sơ')} {first} {last}.pdf")


@officers_only(*READERS)
@require_POST
def export(request: Request) -> HttpResponseBase:
    unit, first, last = _asked(request, QueryDict(request.POST.get("query", "")))
    head = [
        _("TT"), _("Mã hồ sơ"), _("Tên thủ tục hành chính"), _("Số bộ"), _("Tên cá nhân, tổ chức"), _("Địa chỉ"),
        _("Số điện thoại"), _("Cơ quan giải quyết"), _("Nhận hồ sơ"), _("Hẹn trả"), _("Chuyển hồ sơ"),
        _("Nhận kết quả"), _("Ngày trả"), _("Cách nhận"), _("Ghi chú"),
    ]  # fmt: skip
    asked = {"unit": str(unit), "from": str(first), "until": str(last)}
    return saved.exported(
        request, what="book", asked=asked, head=head, rows=_rows(unit, first, last), name=f"so-theo-doi-{first}-{last}"
    )


def _rows(unit: UUID, first: date, last: date) -> Iterator[list[Any]]:
    for number, line in enumerate(books.lines([unit], first=first, last=last), 1):
        yield [number, *(line[name] for name in books.COLUMNS)]
