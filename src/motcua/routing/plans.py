"""From a version's route to the plan of one dossier: conditions decided, units found, an end made sure."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua import worktime
from motcua.base.refusals import Invalid, NotThere
from motcua.catalogue import queries as catalogue
from motcua.catalogue.application import Application
from motcua.catalogue.expressions import Expensive, compile_rule
from motcua.dossiers.clock import aware, local
from motcua.dossiers.models import Dossier
from motcua.organisation import queries as organisation

Planned = dict[str, Any]
LISTED = 20  # agencies that are asked at once
# At a guest (neither receiving nor settling) and at a step of another than the settling unit: examining and passing on.
OF_A_GUEST = frozenset({"take", "hand_on"})
# Acts that a step may name under `may`.
NAMED = frozenset({"take", "ask", "charge", "propose", "approve", "send_back", "sign", "seal", "hand_on"})


def plan(applied: Application, *, data: Mapping[str, Any], on: date) -> list[Planned]:
    """The steps that these answers make. Raises `Invalid` for a way whose units are not there, or that has no end."""
    found = []
    for one in applied.offer.route.steps:
        if one.when is not None and not _holds(one.when, data):
            continue
        try:
            unit = _unit(one.unit, applied)
        except NotThere as gone:
            raise Invalid(
                _("Quy trình của thủ tục này gọi một đơn vị không có ở bước “%(step)s”.") % {"step": str(one.name)}
            ) from gone
        found.append(
            {
                "id": one.id, "name": {"vi": str(one.name), "en": one.name.into("en")}, "role": str(one.role),
                "unit": str(unit), "hours": float(one.hours), "kind": one.kind, "may": list(one.may),
                "pauses": one.pauses,
            }
        )  # fmt: skip
    _need_end(found, settling=applied.settling.pk)
    return found


def _unit(rule: Any, applied: Application) -> UUID:
    if rule == "receiving":
        return applied.receiving.pk
    if rule == "settling":
        return applied.settling.pk
    return catalogue.unit_by_rule(rule, applied.receiving).pk


def _holds(rule: Any, data: Mapping[str, Any]) -> bool:
    try:
        return compile_rule(rule).holds(data)
    except Expensive:
        return False


def _need_end(found: list[Planned], *, settling: UUID) -> None:
    ends = {one["role"] for one in found if one["kind"] == "work" and one["unit"] == str(settling)}
    if not {"leader", "seal"} <= ends:
        raise Invalid(_("Quy trình của thủ tục này không có bước ký và đóng dấu, nên chưa tiếp nhận được."))


def first(found: list[Planned]) -> int:
    """Where a dossier lies once it was received: past the counter's own steps at the beginning."""
    return next(n for n, one in enumerate(found) if one["kind"] == "work" and one["role"] != "counter")


def following(found: list[Planned], place: int) -> int | None:
    """The next place of the way, whoever works there."""
    return next((n for n in range(place + 1, len(found)) if found[n]["kind"] == "work"), None)


def onward(found: list[Planned], place: int, *roles: str, unit: str = "") -> int | None:
    """The next place where one of these roles works (at this unit), past this one."""
    for n in range(place + 1, len(found)):
        one = found[n]
        if one["kind"] == "work" and one["role"] in roles and unit in {"", one["unit"]}:
            return n
    return None


def back(found: list[Planned], place: int) -> int | None:
    """The last place of a specialist up to this one."""
    ours = [n for n, one in enumerate(found[: place + 1]) if one["kind"] == "work" and one["role"] == "specialist"]
    return ours[-1] if ours else None


def may(one: Planned, *, settling: UUID) -> frozenset[str]:
    """What may be done at this step: what it names; else everything inside, and little for a guest."""
    if one["may"]:
        return frozenset(one["may"]) | {"take"}
    return NAMED if one["unit"] == str(settling) else OF_A_GUEST


def opinions(found: list[Planned]) -> list[Planned]:
    return [one for one in found if one["kind"] == "opinion"]


def standing(unit: str, *, on: date) -> UUID:
    """The unit of a step on this day: who took over, when it was abolished on the way."""
    return organisation.standing(UUID(unit), on=on).pk


def hours_on(unit_id: UUID, *, hours: float, at: datetime) -> datetime:
    """When so many working hours are over at this unit, counted from this moment."""
    calendar = organisation.hours(organisation.calendar_at(unit_id, local(at).date()))
    due_at = aware(worktime.step_due_at(calendar=calendar, handed_over_at=local(at), hours=hours))
    assert due_at is not None
    return due_at


def need_a_question(
    unit_ids: list[UUID], *, content: str, due_at: datetime | None, planned: dict[str, Any], dossier: Dossier,
    at: datetime,
) -> None:  # fmt: skip
    """Raises `Invalid` for a question without words, units, or a deadline to come (one or the route's own)."""
    faults: dict[str, Any] = {}
    if not 0 < len(unit_ids) <= LISTED:
        faults["unit"] = _("Chọn ít nhất một cơ quan.")
    for unit_id in unit_ids:
        organisation.unit(unit_id)
        if unit_id in {dossier.settling_unit_id, dossier.receiving_unit_id}:
            faults["unit"] = _("Đơn vị này đang xử lý chính hồ sơ này.")
    if not content.strip():
        faults["content"] = _("Ghi rõ cần ý kiến về điều gì.")
    if due_at is not None and due_at <= at:
        faults["due"] = _("Hạn trả lời phải ở sau lúc này.")
    if due_at is None and any(str(unit_id) not in planned for unit_id in unit_ids):
        faults["due"] = _("Ghi hạn trả lời.")
    if faults:
        raise Invalid(fields=faults)
