"""What may be written about units and calendars. Called by casework, inside an act."""

import hashlib
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from motcua import worktime
from motcua.base import journal, record
from motcua.base.refusals import Invalid
from motcua.organisation import queries
from motcua.organisation.models import CalendarVersion, Level, Unit

TZ = ZoneInfo("Asia/Ho_Chi_Minh")
ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# No mark, then huyền, hỏi, ngã, sắc, nặng: the order of dictionaries.
TONES = "\u0300\u0309\u0303\u0301\u0323"


# A city department stands beside the districts, but is of the city's level (NĐ 61/2018 knows three).
LEVELS = {"department": Level.CITY}


def keep_units(*, rows: list[dict[str, Any]]) -> dict[str, Unit]:
    """Make these units, or bring them up to date; parents come before their children. Returns them by code.

    A row with `valid_to` abolishes its unit; `successor` names by its code the unit that takes over.
    """
    known = {u.code: u for u in Unit.objects.order_by("since_date")}
    for row in rows:
        values = {
            "gso_code": row.get("gso_code") or "",
            "name": row["name"],
            "name_en": row.get("name_en", ""),
            "authority": row.get("authority") or row["name"],
            "level": LEVELS.get(row["level"], row["level"]),
            "kind": row["kind"],
            "parent_id": known[row["parent"]].pk if row["parent"] else None,
            "since_date": row["valid_from"],
            "until_date": row.get("valid_to"),
            "sort_key": vietnamese_order(row["name"]),
        }
        found = known.get(row["code"])
        if found is None:
            known[row["code"]] = record.add(Unit(code=row["code"], **values))
        elif different := {k: v for k, v in values.items() if getattr(found, k) != v}:
            record.change(found, **different)
    for row in rows:
        heir = known[row["successor"]].pk if row.get("successor") else None
        if heir is not None and known[row["code"]].successor_id != heir:
            record.change(known[row["code"]], successor_id=heir)
    return known


def keep_calendars(*, rows: list[dict[str, Any]], units: dict[str, Unit], at: datetime) -> int:
    """Add the calendar versions that are new; returns how many. Raises `worktime.ClockError` for an impossible one."""
    added = 0
    for row in rows:
        worktime.Calendar.from_dict(row["hours"])
        unit, effective = units[row["unit"]], row["effective_from"]
        digest = hashlib.sha256(journal.canonical([str(effective), row["hours"]])).hexdigest()
        if not CalendarVersion.objects.filter(unit_id=unit.pk, digest=digest).exists():
            record.add(
                CalendarVersion(unit=unit, effective_date=effective, hours=row["hours"], digest=digest, loaded_at=at)
            )
            added += 1
    return added


def announce_calendar(
    *, version_id: UUID, unit_id: UUID, hours: dict[str, Any], since: date, at: datetime
) -> tuple[CalendarVersion, worktime.Calendar]:
    """A calendar that counts from tomorrow on, for who is received from today on and for what is open.

    What was worked until today stays as it was, day by day from `since`: dates of the past become exceptions, so that
    no moment that has passed can move. Raises `Invalid` for an impossible calendar or one without a working day.
    """
    today = at.astimezone(TZ).date()
    before = queries.hours(queries.calendar_of(unit_id, on=today).pk)
    try:
        wanted = worktime.Calendar.from_dict(hours)
        kept = worktime.with_past_of(wanted, before, since=since, until=today)
    except worktime.ClockError as fault:
        raise Invalid(fields={"hours": _("Lịch không đọc được: %(fault)s.") % {"fault": fault}}) from fault
    if not worktime.works_within(kept, first=today + timedelta(days=1), days=366):
        raise Invalid(
            fields={
                "hours": _("Lịch này không có ngày làm việc nào trong một năm tới, nên không hẹn được ngày trả nào.")
            }
        )
    if kept == before:
        raise Invalid(fields={"hours": _("Lịch này không khác gì lịch đang dùng.")})
    shape = kept.to_dict()
    digest = hashlib.sha256(journal.canonical([str(today), shape])).hexdigest()
    version = CalendarVersion(
        id=version_id, unit_id=unit_id, effective_date=today, hours=shape, digest=digest, loaded_at=at
    )
    return record.add(version), kept


def tell_change(*, version_id: UUID, unit_id: UUID, open: int, moved: int, reason: str, by: str, at: datetime) -> None:
    """The line of the calendar itself: for how many it counts now, and how many dates it moved."""
    data = {"unit": str(unit_id), "open": open, "moved": moved, "reason": reason}
    record.write(subject=version_id, kind="calendar.change", actor=by, at=at, data=data)


def vietnamese_order(name: str) -> str:
    """A key by which names sort as the Vietnamese alphabet does: letters first (a ă â b … d đ e ê …), marks after."""
    letters, marks = [], []
    for char in unicodedata.normalize("NFC", name.lower()):
        base = "".join(c for c in unicodedata.normalize("NFD", char) if c not in TONES)
        base = unicodedata.normalize("NFC", base)
        letters.append(f"{ALPHABET.find(base):02d}" if base in ALPHABET else base)
        marks.append(next((str(TONES.index(c) + 1) for c in unicodedata.normalize("NFD", char) if c in TONES), "0"))
    return "".join(letters) + "\t" + "".join(marks)  # a tab comes before all: "Bồ" before "Bông"
