"""A bank's statement as CSV: one line for each movement of the city's account."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.base.refusals import Invalid

COLUMNS = ("date", "reference", "amount_vnd", "memo")
MOST = 20_000


@dataclass(frozen=True)
class Line:
    day: date
    reference: str
    amount_vnd: int
    memo: str


def read(text: str) -> list[Line]:
    """The lines of a statement: columns `date` (2020-06-09 or 09/06/2020), `reference`, `amount_vnd`, `memo`.

    Money that leaves the account is below zero. Raises `Invalid`, naming the line, for anything that cannot be read:
    a statement is kept whole or not at all.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := set(COLUMNS) - set(rows.fieldnames or ()):
        raise Invalid(_("Tệp sao kê thiếu cột: %(names)s.") % {"names": ", ".join(sorted(missing))})
    found: dict[str, Line] = {}
    try:
        for number, row in enumerate(rows, start=2):
            line = _line(row, number=number)
            if found.setdefault(line.reference, line) != line or len(found) > MOST:
                raise _wrong(number)
    except csv.Error as fault:
        raise _wrong(len(found) + 2) from fault
    return list(found.values())


def _line(row: dict[str, str | None], *, number: int) -> Line:
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    amount = said["amount_vnd"]
    plain = re.sub(r"[.,](?=\d{3}(\D|$))", "", amount)
    if not re.fullmatch(r"[+-]?\d{1,15}", plain) or int(plain) == 0 or not 0 < len(said["reference"]) <= 80:
        raise _wrong(number)
    day = _day(said["date"])
    if day is None:
        raise _wrong(number)
    memo = "".join(c for c in said["memo"] if c.isprintable())[:400]
    return Line(day=day, reference=said["reference"], amount_vnd=int(plain), memo=memo)


def _day(text: str) -> date | None:
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None


def _wrong(number: int) -> Invalid:
    return Invalid(_("Dòng %(number)s của tệp sao kê không đọc được. Chưa có gì được nhập.") % {"number": number})
