"""Who asks: the one value that every question and every act takes."""

from dataclasses import dataclass
from uuid import UUID

from motcua.people.models import NEVER_DECIDES


@dataclass(frozen=True)
class Who:
    """`duties` are (role, unit id) that run today; `person_id` is set for people of the portal."""

    user_id: UUID | None
    name: str
    person_id: UUID | None = None
    duties: frozenset[tuple[str, UUID]] = frozenset()
    title: str = ""

    @property
    def actor(self) -> str:
        """How the journal names this person: by id, since names change and are personal."""
        if self.user_id is None:
            return "system"
        return f"{'officer' if self.duties else 'person'}:{self.user_id}"

    @property
    def account_id(self) -> UUID:
        """The account, for rows that must name one. Raises `TypeError` for the system, which has none."""
        if self.user_id is None:
            raise TypeError("the system has no account")
        return self.user_id

    @property
    def is_officer(self) -> bool:
        return bool(self.duties)

    def units(self, *roles: str) -> frozenset[UUID]:
        """The units where this person has one of these roles (any role, if none is named)."""
        return frozenset(unit for role, unit in self.duties if not roles or role in roles)

    def decides(self) -> bool:
        """Somebody who configures or inspects can never act on a dossier, whatever else they are given."""
        return not any(role in NEVER_DECIDES for role, _unit in self.duties)


SYSTEM = Who(user_id=None, name="Hệ thống")
NOBODY = Who(user_id=None, name="")
