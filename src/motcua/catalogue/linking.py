"""Liên thông: which dossiers a linked application opens, at which units, with which answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.refusals import NotThere
from motcua.catalogue import application, demands, queries
from motcua.catalogue.offering import Member
from motcua.organisation import queries as organisation
from motcua.organisation.models import Unit


@dataclass(frozen=True)
class Opening:
    """One member dossier as it is to be opened: taken in where the lead was, settled by another agency."""

    version_id: UUID
    settling_id: UUID
    answers: dict[str, Any]
    case: str
    about: str
    limit: dict[str, Any] | None
    cutoff: str | None


def members(version_id: UUID) -> list[Member]:
    """What a version links, in the order of its file; nothing for an ordinary procedure."""
    linked = queries.definition(version_id).linked
    return list(linked.members) if linked else []


def version_of(member: Member) -> UUID:
    """The version of the member's procedure that is in force. Raises `NotThere`."""
    return queries.current(member.procedure).version_id


def settling_unit(member: Member, *, receiving: Unit) -> Unit:
    """The nearest unit of the member's kind: the receiving one itself, one above it, or one beside those above.

    Raises `NotThere` when there is none: then the application cannot be taken in as a linked one.
    """
    if member.settles == "same":
        return receiving
    line = organisation.parents(receiving)
    for one in line:
        if one.kind == member.settles:
            return one
    for above in line:
        for beside in organisation.children(above.pk):
            if beside.kind == member.settles:
                return beside
    raise NotThere()


def opening(
    member: Member, *, version_id: UUID, settling_id: UUID, answers: Mapping[str, Any], receiving_id: UUID,
    channel: str, at: datetime,
) -> Opening:  # fmt: skip
    """The member's dossier, made of the answers of the linked application."""
    definition, form = queries.definition(version_id), queries.form(version_id)
    own = {name: answers[source] for name, source in member.answers.items() if source in answers}
    visible = form.visible(own, situation=application.situation(channel=channel, at=at))
    offer = demands.offer(definition, channel=channel, unit=organisation.unit(receiving_id), case=visible.case)
    return Opening(
        version_id=version_id, settling_id=settling_id, answers=own, case=visible.case.id if visible.case else "",
        about=str(definition.name), limit=dict(offer.limit.for_clock()) if offer.limit else None, cutoff=offer.cut_off,
    )  # fmt: skip
