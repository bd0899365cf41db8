"""Who asks: the one value that every question and every act takes."""

from dataclasses import dataclass
from uuid import UUID

from motcua.people.models import NEVER_DECIDES


@dataclass(frozen=True)
class Who:
    """`duties` are (role, unit id) that run today; `person_id` is set for people of the portal.

    `lent` are those among them that are an absent colleague's, who stands beside: {(role, unit id, colleague)}.
    """

    user_id: UUID | None
    name: str
    person_id: UUID | None = None
    duties: frozenset[tuple[str, UUID]] = frozenset()
    title: str = ""
    lent: frozenset[tuple[str, UUID, UUID]] = frozenset()
    only_lent: frozenset[tuple[str, UUID]] = frozenset()

    @property
    def colleagues(self) -> frozenset[UUID]:
        """The absent officers for whom this person stands in today."""
        return frozenset(colleague for _role, _unit, colleague in self.lent)

    def is_or_stands_for(self, user_id: UUID | None) -> bool:
        """Whether what lies with this officer lies with this person too."""
        return user_id is not None and (user_id == self.user_id or user_id in self.colleagues)

    def for_whom(self, role: str, unit_id: UUID | None, *, holder: UUID | None = None) -> UUID | None:
        """The colleague for whom this person acts in this role at this unit; None when it is their own duty.

        What lies with an absent colleague (`holder`) is done for that colleague, whatever duties are one's own.
        """
        lenders = {who for one, unit, who in self.lent if (one, unit) == (role, unit_id)}
        if holder in lenders:
            return holder
        return min(lenders) if lenders and (role, unit_id) not in self.own else None

    @property
    def own(self) -> frozenset[tuple[str, UUID]]:
        """The duties that are not only lent."""
        return self.duties - self.only_lent

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
