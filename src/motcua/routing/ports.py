"""What a machine does here by itself: one act a dossier, on the floor above."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Machine(Protocol):
    """Acts that nobody's hand begins."""

    def report_silence(self, *, dossier_id: UUID, at: datetime) -> None:
        """See `casework.report_silence`."""
        ...

    def fall_back(self, *, dossier_id: UUID, at: datetime) -> None:
        """See `casework.fall_back`."""
        ...
