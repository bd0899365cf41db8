"""What may be written about people. Called by casework, inside an act."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.vn import mst

from motcua.base import record
from motcua.base.refusals import Invalid, NotAllowed
from motcua.people.models import Duty, Person, Role, User
from motcua.people.who import Who


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
