"""Who is what towards a dossier, and who may see it: the units that took it in and settle it, and their guests.

A guest is the unit where the route has the dossier now, or an agency that was asked for its opinion. Both rights are
narrow: one role, or reading only; and they end with the step or the answer.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.dossiers.models import Dossier, Share
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import SYSTEM, Who

# Nobody's id: what somebody without any right sees.
NOBODYS = UUID(int=0)
AT_RECEIVING_UNIT = frozenset({Role.COUNTER, Role.CASHIER, Role.POSTAL})
AT_SETTLING_UNIT = frozenset({Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL})


def roles_on(who: Who, dossier: Dossier) -> frozenset[str]:
    """Who this person is towards this dossier: the one place where that is decided.

    Least privilege: one-stop roles count at the unit that took it in, the others at the unit that settles it (the
    role of the running step: at the unit where the route has it), and whoever configures or inspects has no role in
    a case at all. Whoever is only asked for an opinion has none either.
    """
    if who is SYSTEM:
        return frozenset({Role.SYSTEM})
    roles: set[str] = set()
    if who.person_id is not None and who.person_id in {dossier.submitter_id, dossier.owner_id}:
        roles.add(Role.APPLICANT)
    if who.decides():
        for role, unit_id in who.duties:
            if role in AT_RECEIVING_UNIT and unit_id == dossier.receiving_unit_id:
                roles.add(role)
            if role in AT_SETTLING_UNIT and unit_id == desk_of(dossier, role):
                roles.add(role)
    return frozenset(roles)


def desk_of(dossier: Dossier, role: str) -> UUID:
    """At which unit this role of the settling side counts now."""
    if dossier.step_unit_id is not None and role == dossier.step_role:
        return dossier.step_unit_id
    return dossier.settling_unit_id


def shares(dossier_id: UUID) -> list[Share]:
    return list(Share.objects.filter(dossier_id=dossier_id).select_related("unit").order_by("seq"))


def sight(who: Who) -> dict[str, Any]:
    """What this person's sight of dossiers depends on: nothing (the system), a person, or two sets of units."""
    if who is SYSTEM:
        return {}
    if not who.is_officer:
        return {"person_id": who.person_id or NOBODYS}
    at_counter, at_desk = who.units(*AT_RECEIVING_UNIT), who.units(*AT_SETTLING_UNIT)
    if inspected := who.units(Role.INSPECTOR):
        watched = organisation.below(inspected)
        at_counter, at_desk = at_counter | watched, at_desk | watched
    return {name: units for name, units in {"at_counter": at_counter, "at_desk": at_desk}.items() if units} or {
        "person_id": NOBODYS
    }


def in_sight(
    *, person_id: UUID | None = None, at_counter: Collection[UUID] = (), at_desk: Collection[UUID] = ()
) -> QuerySet[Dossier]:
    """The dossiers within such a sight, in one question: a guest sees as long as its step or its question runs."""
    if person_id is not None:
        return Dossier.objects.filter(Q(submitter_id=person_id) | Q(owner_id=person_id))
    if not at_counter and not at_desk:
        return Dossier.objects.all()
    seen = Q(receiving_unit_id__in=at_counter) if at_counter else Q()
    if at_desk:
        seen |= Q(settling_unit_id__in=at_desk) | Q(step_unit_id__in=at_desk)
        asked = Share.objects.filter(dossier_id=OuterRef("pk"), unit_id__in=at_desk, until_at__isnull=True)
        seen |= Q(Exists(asked))
    return Dossier.objects.filter(seen)
