"""Who of the administration looked at a dossier, as it was noted."""

from typing import Any

from motcua.dossiers.models import Viewing


def seen_of(dossier_id: Any) -> list[Viewing]:
    """Newest first."""
    return list(Viewing.objects.filter(dossier_id=dossier_id).order_by("-at"))
