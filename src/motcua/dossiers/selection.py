"""Several dossiers chosen from a list, for whoever may see them."""

from collections.abc import Iterable
from uuid import UUID

from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.people.who import Who


def some(who: Who, dossier_ids: Iterable[UUID]) -> list[Dossier]:
    """Those of these dossiers that this person may see, with the people in them, in one question."""
    found = queries.seen_by(who).filter(pk__in=list(dossier_ids)).select_related("submitter", "owner", "holder")
    return list(found)
