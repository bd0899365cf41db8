"""What is known already, so that nobody types it twice: the account, and what was declared last time."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.forms import Form
from motcua.dossiers import queries as dossiers
from motcua.people import queries as people
from motcua.people.who import Who


def sources(who: Who, *, procedure: str) -> dict[str, Any]:
    """First answers by their source (`profile.name`, `organisation.tax_code`, `earlier.<question>`)."""
    assert who.person_id is not None
    person = people.person(who.person_id)
    earlier = dossiers.last_answers_of(who.person_id, version_code=procedure)
    found = {f"earlier.{name}": value for name, value in earlier.items()}
    own = _organisation(person) if person.tax_code else _citizen(person)
    return found | {name: value for name, value in own.items() if value}


def _citizen(person: Any) -> dict[str, Any]:
    number = person.personal_number
    parts = {
        "name": person.full_name,
        "personal_number": number,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        # The fourth digit of a personal number tells century and sex: odd for women (NĐ 137/2015 art. 7).
        "sex": ("female" if int(number[3]) % 2 else "male") if number else "",
        "nationality": _("Việt Nam") if number else "",
        "address": {"line": person.address} if person.address else None,
        "telephone": person.phone,
        "email": person.email,
    }
    whole = {name: value for name, value in parts.items() if value}
    return {"profile.person": whole, **{f"profile.{name}": value for name, value in parts.items()}}


def _organisation(company: Any) -> dict[str, Any]:
    parts = {
        "name": company.full_name,
        "tax_code": company.tax_code,
        "address": {"line": company.address} if company.address else None,
        "telephone": company.phone,
        "email": company.email,
    }
    whole = {name: value for name, value in parts.items() if value}
    return {"organisation.organisation": whole, **{f"organisation.{name}": value for name, value in parts.items()}}


def said_sources(form: Form, answers: dict[str, Any], known: dict[str, Any]) -> dict[str, str]:
    """For each question whose answer still is the one that was filled in: where it came from, in words."""
    first, used = form.prefill(known)
    return {
        name: _("hồ sơ trước của bạn") if source.startswith("earlier.") else _("tài khoản của bạn")
        for name, source in used.items()
        if answers.get(name) == first[name]
    }
