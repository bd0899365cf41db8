"""Questions about satisfaction."""

from uuid import UUID

from motcua.feedback.models import Rating


def is_rated(dossier_id: UUID) -> bool:
    return Rating.objects.filter(dossier_id=dossier_id).exists()
