"""The machine's own hand: acts that a clock begins, each by the system and once for a moment."""

from datetime import datetime
from uuid import UUID

from motcua import casework
from motcua.people.who import SYSTEM


class Machine:
    """Fills `routing.ports.Machine`."""

    def report_silence(self, *, dossier_id: UUID, at: datetime) -> None:
        casework.report_silence(dossier_id=dossier_id, by=SYSTEM, at=at, key=f"silence:{at.isoformat()}")

    def fall_back(self, *, dossier_id: UUID, at: datetime) -> None:
        casework.fall_back(dossier_id=dossier_id, by=SYSTEM, at=at, key=f"fall_back:{at.isoformat()}")
