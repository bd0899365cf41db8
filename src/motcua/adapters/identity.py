"""Who vouches for citizens: in the demo, a list to choose from; without a provider, nobody."""

from django.utils.translation import gettext as _

from motcua.people import queries as people
from motcua.people.models import Person
from motcua.people.ports import Choice


class Demo:
    """The sandbox twin of a national login: everybody who was enrolled can be chosen, without a password."""

    def choices(self) -> list[Choice]:
        return [
            Choice(token=account.username, name=account.full_name, about=_about(account.person))
            for account in people.citizens_with_accounts()
        ]

    def account(self, token: str) -> str | None:
        found = people.account(token)
        return str(found.pk) if found is not None and found.person_id is not None and found.is_active else None


class Closed:
    """No provider is configured: nobody is let in by this door."""

    def choices(self) -> list[Choice]:
        return []

    def account(self, token: str) -> str | None:
        return None


def _about(person: Person | None) -> str:
    if person is None:
        return ""
    return (
        _("Mã số thuế %(n)s") % {"n": person.tax_code}
        if person.tax_code
        else _("Số định danh %(n)s") % {"n": person.personal_number}
    )
