"""What has happened to a dossier, newest first, in words."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.dossiers.lifecycle import LIFECYCLE


def history(found: Any, moves: list[Any], *, units: dict[UUID, str]) -> list[dict[str, Any]]:
    """For the lobby's `parts/timeline.html`: what, when, who, by which article, with what reason."""
    steps = {step.act: step for step in LIFECYCLE.steps}
    found_entries = []
    for move in reversed(moves):
        step = steps.get(move.act)
        officer = move.by.full_name if move.by else ""
        who = ", ".join(part for part in (officer, units.get(move.unit_id, "")) if part)
        found_entries.append(
            {
                "title": step.name if step else move.act,
                "at": move.at,
                "who": who or found.submitter.full_name,
                "law": step.law.replace(" art. ", f", {_('điều')} ") if step else "",
                "note": move.note,
            }
        )
    return found_entries
