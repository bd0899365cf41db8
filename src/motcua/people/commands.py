"""What may be written about people. Called by casework, inside an act."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.vn import mst

from motcua.base import record
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.people import deputies
from motcua.people.models import NEVER_DECIDES, Absence, Duty, Person, Role, SavedView, User
from motcua.people.who import Who

MOST_VIEWS = 30


def only_catalogue(*, by: Who) -> None:
    """Calendars and procedures are configured by who may never decide a dossier."""
    if not by.units(Role.CATALOGUE):
        raise NotAllowed(_("Chỉ quản trị danh mục đổi được lịch làm việc."))


def keep_person(*, found: Person | None, values: dict[str, Any]) -> Person:
    """Make a person, or bring what is known of one up to date.

    Raises `Invalid`: a personal number is 12 digits, a tax code has a right check digit.
    """
    faults: dict[str, str] = {}
    if (number := values.get("personal_number", "")) and not re.fullmatch(r"\d{12}", number):
        faults["personal_number"] = _("Số định danh cá nhân gồm đúng 12 chữ số.")
    if tax_code := values.get("tax_code", ""):
        try:
            values = {**values, "tax_code": mst.validate(tax_code)}
        except NotANumber:
            faults["tax_code"] = _("Mã số thuế không đúng; hãy xem lại trên giấy chứng nhận đăng ký.")
    if faults:
        raise Invalid(fields=faults)
    if found is None:
        return record.add(Person(**values))
    different = {k: v for k, v in values.items() if v and getattr(found, k) != v}
    if different:
        record.change(found, **different)
    return found


def keep_account(
    *, found: User | None, account_id: UUID, username: str, full_name: str, title: str = "", password_hash: str = "",
    person: Person | None = None,
) -> User:  # fmt: skip
    """Make an account. Officers come with the hash of a password (argon2); people of the portal with none."""
    if found is not None:
        record.change(found, full_name=full_name, title=title)
        if password_hash:
            record.change(found, password=password_hash, failed_logins=0)
        return found
    user = User(id=account_id, username=username, full_name=full_name, title=title, person=person)
    user.password = password_hash or make_password(None)
    return record.add(user)


def give_duty(*, officer: User, unit_id: UUID, role: str, since: date) -> Duty | None:
    """Give an officer a role at a unit, unless it runs already."""
    if Duty.objects.filter(officer_id=officer.pk, unit_id=unit_id, role=role, until_date__isnull=True).exists():
        return None
    return record.add(Duty(officer=officer, unit_id=unit_id, role=role, since_date=since))


def close_account(*, user: User) -> None:
    """Nobody comes in by this account any more, and whoever is in it is out at the next page."""
    record.change(user, is_active=False)


def keep_absence(*, officer_id: UUID, deputy_id: UUID, since: date, until: date, reason: str, by: Who) -> Absence:
    """Enter who is away and who stands in. Raises `NotAllowed` for a stranger, `Invalid` for a deputy who cannot."""
    _only_self_or_head(officer_id=officer_id, by=by)
    faults: dict[str, str] = {}
    if until < since:
        faults["until"] = _("Ngày cuối phải không trước ngày đầu.")
    touching = list(deputies.between(since=since, until=until))
    if any(one.officer_id == officer_id for one in touching):
        faults["since"] = _("Những ngày này đã có trong lịch vắng mặt.")
    if deputy_id == officer_id:
        faults["deputy"] = _("Không ai tự làm thay mình.")
    elif any(one.officer_id == deputy_id for one in touching):
        faults["deputy"] = _("Người này cũng vắng trong những ngày đó: việc đã giao thay không giao tiếp được.")
    elif not _can_stand_in(officer_id=officer_id, deputy_id=deputy_id):
        faults["deputy"] = _("Người làm thay phải là cán bộ giải quyết hồ sơ của cùng đơn vị.")
    if faults:
        raise Invalid(fields=faults)
    return record.add(
        Absence(
            officer_id=officer_id, deputy_id=deputy_id, since_date=since, until_date=until, reason=reason.strip()[:300]
        )
    )


def end_absence(*, officer_id: UUID, on: date, by: Who) -> Absence:
    """Back on this day: the absence ended the day before. Raises `NotThere` when none runs."""
    _only_self_or_head(officer_id=officer_id, by=by)
    found = deputies.between(since=on, until=on).select_for_update(no_key=True).filter(officer_id=officer_id).first()
    if found is None:
        raise NotThere()
    # A first day that is given up leaves that one day: rows are never deleted.
    record.change(found, until_date=max(found.since_date, on - timedelta(days=1)))
    return found


def _only_self_or_head(*, officer_id: UUID, by: Who) -> None:
    led = by.units(Role.HEAD, Role.LEADER)
    theirs = Duty.objects.filter(officer_id=officer_id, until_date__isnull=True, unit_id__in=led)
    if not by.is_officer or (by.user_id != officer_id and not theirs.exists()):
        raise NotAllowed(_("Chỉ chính cán bộ hoặc lãnh đạo đơn vị ghi được lịch vắng mặt."))


def _can_stand_in(*, officer_id: UUID, deputy_id: UUID) -> bool:
    """Of the same unit, and nobody who only configures or inspects."""
    rows = Duty.objects.filter(officer_id__in=[officer_id, deputy_id], until_date__isnull=True, officer__is_active=True)
    units: dict[UUID, set[UUID]] = {officer_id: set(), deputy_id: set()}
    for one in rows:
        if one.officer_id == deputy_id and one.role in NEVER_DECIDES:
            return False
        units[one.officer_id].add(one.unit_id)
    return bool(units[officer_id] & units[deputy_id])


def keep_view(*, place: str, name: str, query: str, by: Who) -> SavedView:
    """Keep a list's address under a name; the same name takes the new address. Raises `Invalid`."""
    name = name.strip()[:60]
    if not name:
        raise Invalid(fields={"name": _("Hãy đặt tên cho bộ lọc.")})
    found = SavedView.objects.filter(officer_id=by.account_id, place=place, name=name).first()
    if found is not None:
        record.change(found, query=query[:500])
        return found
    if SavedView.objects.filter(officer_id=by.account_id, place=place).count() >= MOST_VIEWS:
        raise Invalid(fields={"name": _("Bạn đã lưu quá nhiều bộ lọc; hãy bỏ bớt.")})
    return record.add(SavedView(officer_id=by.account_id, place=place, name=name, query=query[:500]))


def drop_view(*, view_id: UUID, by: Who) -> None:
    record.run('DELETE FROM "people_savedview" WHERE id = %s AND officer_id = %s', [view_id, by.account_id])
