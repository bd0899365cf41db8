"""What one line of a register says, and to whom."""

from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.registers import queries as registers
from motcua.registers.validity import Standing

SIGNS = {Standing.IN_FORCE: ("done", "✓"), Standing.EXPIRED: ("soon", "!"), Standing.REPLACED: ("wait", "↺"), Standing.ENDED: ("late", "✕")}


def name_of(register: Any) -> str:
    """The register's name in the reader's language."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return str(register.name.get(language) or register.name["vi"])


def holder_words(registration: Any) -> str:
    """An organisation by its name; of a person only the initials, as on the verification page."""
    name = registration.holder.full_name
    if registration.holder.tax_code:
        return str(name)
    return " ".join(f"{part[0]}." for part in str(name).split())


def line(registration: Any, *, today: date) -> dict[str, Any]:
    """`{number, name, holder, unit, issued, until, standing, kind, sign, why}` without personal data."""
    stands = registers.stands(registration, today=today)
    kind, sign = SIGNS[stands]
    return {
        "id": registration.id, "number": registration.number, "name": registration.name,
        "holder": holder_words(registration), "unit": registration.unit_name, "issued": registration.issued_date,
        "until": registration.valid_until_date, "standing": stands.label, "value": str(stands), "kind": kind,
        "sign": sign, "why": registration.ended_why,
    }  # fmt: skip


def standings() -> list[tuple[str, str]]:
    return [("", str(_("Mọi tình trạng"))), *((s.value, str(s.label)) for s in Standing)]
