"""A public register to take away: all its lines as CSV or JSON, streamed row by row."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.doors.licences.words import line
from motcua.doors.lobby.requests import Request
from motcua.registers import queries as registers

COLUMNS = ("number", "name", "holder", "unit", "issued", "until", "standing")


class _Echo:
    """A file that gives back each line that is written to it."""

    def write(self, text: str) -> str:
        return text


@require_safe
def as_csv(request: Request, code: str) -> HttpResponseBase:
    """UTF-8 with a mark in front, so that spreadsheets read the Vietnamese letters."""
    registers.public(code)
    writer = csv.writer(_Echo())

    def rows() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(COLUMNS)
        for one in _lines(code):
            yield writer.writerow([_safe(one[name]) for name in COLUMNS])

    response = StreamingHttpResponse(rows(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}.csv"'
    return response


@require_safe
def as_json(request: Request, code: str) -> HttpResponseBase:
    """`{"register", "at", "lines": [{number, name, holder, unit, issued, until, standing}]}`; dates as ISO 8601."""
    found = registers.public(code)

    def parts() -> Iterator[str]:
        head = {"register": found.code, "name": found.name, "law": found.law, "at": timezone.now().isoformat()}
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "lines": [\n'
        for place, one in enumerate(_lines(code)):
            row = {name: _plain(one["value" if name == "standing" else name]) for name in COLUMNS}
            yield (",\n" if place else "") + json.dumps(row, ensure_ascii=False)
        yield "\n]}\n"

    return StreamingHttpResponse(parts(), content_type="application/json")


def _lines(code: str) -> Iterator[dict[str, Any]]:
    today = timezone.localdate()
    for one in registers.lines(code, today=today).iterator(chunk_size=500):
        yield line(one, today=today)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _safe(value: Any) -> str:
    """A spreadsheet takes a text that begins with one of these for a formula."""
    text = "" if value is None else str(_plain(value))
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text
