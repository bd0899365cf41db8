"""Dossiers chosen to be read: several from a list, those of units below, and the notes on them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.base.refusals import NotThere
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier, Note
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import Who


def some(who: Who, dossier_ids: Iterable[UUID]) -> list[Dossier]:
    """Those of these dossiers that this person may see, with the people in them, in one question."""
    found = queries.seen_by(who).filter(pk__in=list(dossier_ids)).select_related("submitter", "owner", "holder")
    return list(found)


def readable_by(who: Who) -> QuerySet[Dossier]:
    """What this person may read: what they see for their work, and as a leader what the units below settle or take in.

    Reading gives no part in a dossier: every act still asks `hold`.
    """
    below = organisation.below(who.units(Role.LEADER)) if who.units(Role.LEADER) else frozenset()
    if not below:
        return queries.seen_by(who)
    overseen = Dossier.objects.filter(Q(receiving_unit_id__in=below) | Q(settling_unit_id__in=below))
    return queries.seen_by(who) | overseen


def readable(who: Who, dossier_id: UUID) -> Dossier:
    """One of these, with the people in it. Raises `NotThere`."""
    found = readable_by(who).filter(pk=dossier_id).select_related("submitter", "owner", "holder", "version").first()
    if found is None:
        raise NotThere()
    return found


def notes(dossier_id: UUID) -> list[Note]:
    """What officers left for one another, newest first. The caller has got the dossier, so the right is settled."""
    return list(Note.objects.filter(dossier_id=dossier_id).select_related("by").order_by("-at", "-id"))
