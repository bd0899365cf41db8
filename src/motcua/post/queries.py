"""Questions about parcels."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.base.asking import Asked
from motcua.base.lifecycle import Step
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.post.lifecycle import LIFECYCLE, ParcelState
from motcua.post.models import Parcel


def parcel(dossier_id: UUID) -> Parcel | None:
    """The last parcel of a dossier."""
    return _parcels.first(dossier_id=dossier_id)


_parcels = Asked(lambda *, dossier_id: Parcel.objects.filter(dossier_id=dossier_id).order_by("-ordered_at"))


def open_acts(who: Who, dossier: Dossier, found: Parcel | None) -> list[Step]:
    if found is None or dossier.state != State.DONE:
        return []
    # A parcel is called off by returning the result at the counter, not by a button of its own.
    steps = LIFECYCLE.open_to(ParcelState(found.state), dossiers.roles_on(who, dossier))
    return [step for step in steps if step.act != "call_off"]


def on_the_way(who: Who) -> QuerySet[Parcel]:
    """What the carrier's staff has to deliver: no more of the dossier than the label needs."""
    return (
        Parcel.objects.filter(state=ParcelState.ON_ITS_WAY, dossier__receiving_unit_id__in=who.units(Role.POSTAL))
        .select_related("dossier")
        .order_by("handed_at")
    )
