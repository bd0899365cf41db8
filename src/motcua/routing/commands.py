"""What may be written about routes and opinions. Called by casework, inside an act."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.catalogue.application import Application
from motcua.dossiers import commands as dossiers
from motcua.dossiers import queries as cases
from motcua.dossiers.clock import local
from motcua.dossiers.lifecycle import IN_SETTLEMENT, State
from motcua.dossiers.models import Dossier
from motcua.people import queries as people
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.routing import plans, queries
from motcua.routing.lifecycle import LIFECYCLE, NEVER_ALONE, NONE, OPINIONS, RUNNING, WAITING, OpinionState, RouteState
from motcua.routing.models import Opinion, OpinionStep, Route, RouteStep

# Which role an act hands the dossier to: the route moves on by itself.
ONTO = {
    "take": (Role.SPECIALIST,), "propose": (Role.HEAD, Role.LEADER), "approve": (Role.LEADER,), "sign": (Role.SEAL,),
    "seal": (Role.COUNTER,),
}  # fmt: skip
BACK = frozenset({"ask", "charge", "send_back"})  # to the specialist, with a draft or without
ENDS = frozenset({"hand_back", "deliver", "stop", "release"})


@dataclass(frozen=True)
class Place:
    """Where the dossier goes: the place in the plan, and with whom it lies there."""

    number: int
    holder: UUID | None = None


def begin(*, dossier: Dossier, applied: Application, by: Who, at: datetime) -> None:
    """Lay down the way that was promised and put the dossier on its first step (NĐ 61/2018 art. 17, 18).

    Raises `Invalid` for a route whose units are not there or that has no end.
    """
    plan = plans.plan(applied, data=applied.data, on=local(at).date())
    route = Route(
        dossier=dossier, plan=plan, place=0, state=NONE, unit_id=dossier.receiving_unit_id, role=Role.COUNTER,
        since_at=at,
    )  # fmt: skip
    _step(route, dossier=dossier, act="begin", onto=Place(plans.first(plan)), by=by, at=at)
    record.add(route)


def passed(*, dossier: Dossier, act: str, by: Who, at: datetime, holder: UUID | None = None) -> None:
    """An act was done: the step that it closes is closed and the next one opens. Nothing for a dossier without route.

    `holder` is who prepared the draft, when it goes back. Raises `NotAllowed` for an act that the step does not know,
    `OutOfOrder` while an opinion is waited for that stops the clock.
    """
    route = queries.running(dossier.pk)
    if route is None:
        return
    _only_what_the_step_may(route, dossier=dossier, act=act, by=by)
    if act == "propose":
        _ask_first(dossier=dossier, route=route, by=by, at=at)
    if act in ENDS:
        call_off(dossier=dossier, by=by, at=at)
        _step(route, dossier=dossier, act="finish", onto=Place(route.place), by=by, at=at)
    elif act in BACK:
        place = plans.back(route.plan, route.place)
        if place is not None and (place != route.place or holder is not None):
            with_whom = holder or dossier.holder_id
            act = "come_back" if with_whom else "pass_on"
            _step(route, dossier=dossier, act=act, onto=Place(place, with_whom), by=by, at=at)
    else:
        _onward(route, dossier=dossier, act=act, by=by, at=at)
    if dossier.paused_at is not None and route.due_at is not None:
        record.change(route, due_at=None)


def _onward(route: Route, *, dossier: Dossier, act: str, by: Who, at: datetime) -> None:
    unit = "" if act in {"take", "seal"} else str(dossier.settling_unit_id)
    here = route.plan[route.place]
    stays = here["role"] in ONTO[act] and unit in {"", here["unit"]}
    onto = route.place if stays else plans.onward(route.plan, route.place, *ONTO[act], unit=unit)
    if act == "seal" and onto is None:
        _step(route, dossier=dossier, act="finish", onto=Place(route.place), by=by, at=at)
    elif onto is not None and onto != route.place:
        _step(route, dossier=dossier, act="pass_on", onto=Place(onto), by=by, at=at)
    if act == "take" and route.state == RouteState.POOL:
        _step(route, dossier=dossier, act="claim", onto=Place(route.place, by.user_id), by=by, at=at, told=False)


def refuse_while_waiting(*, dossier: Dossier) -> None:
    """While the clock stands for an opinion nothing is put forward and nothing else stops it."""
    if dossier.state == State.PROCESSING and dossier.paused_at is not None:
        raise OutOfOrder(_("Đang chờ ý kiến của cơ quan khác; đồng hồ đang dừng vì việc đó."))


def resumed(*, dossier: Dossier, at: datetime) -> None:
    """The clock goes on: the step is due by so much later as it stood still. A step never starts again."""
    route = queries.running(dossier.pk)
    if route is not None:
        record.change(route, due_at=queries.due_after_pauses(route, dossier=dossier, at=at))


def claim(*, dossier: Dossier, by: Who, at: datetime) -> None:
    """Take what waits in the pool of one's own unit."""
    route = _need_route(dossier)
    _only_in_work(dossier)
    _only_at_a_specialist(route)
    _step(route, dossier=dossier, act="claim", onto=Place(route.place, by.user_id), by=by, at=at)
    dossiers.give_to(dossier=dossier, officer_id=by.user_id)


def assign(*, dossier: Dossier, officer_id: UUID, by: Who, at: datetime) -> None:
    """The head gives what waits to a specialist. Raises `NotThere` for somebody who has no such duty there."""
    route = _need_route(dossier)
    place = route.place
    if route.role != Role.SPECIALIST:
        place = _need(plans.onward(route.plan, route.place, Role.SPECIALIST))
    _give_out(route, dossier=dossier, act="assign", onto=Place(place, officer_id), by=by, at=at)


def reassign(*, dossier: Dossier, officer_id: UUID, reason: str, by: Who, at: datetime) -> None:
    """The head gives it to another specialist, with a reason."""
    route = _need_route(dossier)
    _only_at_a_specialist(route)
    dossiers.need_reason(reason=reason)
    if route.holder_id == officer_id:
        raise Invalid(fields={"officer": _("Hồ sơ đang ở chính người này.")})
    _give_out(route, dossier=dossier, act="reassign", onto=Place(route.place, officer_id), by=by, at=at, note=reason)


def _give_out(
    route: Route, *, dossier: Dossier, act: str, onto: Place, by: Who, at: datetime, note: str = ""
) -> None:  # fmt: skip
    _only_in_work(dossier, *IN_SETTLEMENT)
    unit_id = plans.standing(route.plan[onto.number]["unit"], on=local(at).date())
    _step(route, dossier=dossier, act=act, onto=onto, by=by, at=at, note=note)
    if not people.officers_of(unit_id, Role.SPECIALIST).filter(pk=str(onto.holder)).exists():
        raise Invalid(fields={"officer": _("Người này không thụ lý ở đơn vị đang giữ hồ sơ.")})
    dossiers.give_to(dossier=dossier, officer_id=onto.holder)


def hand_on(*, dossier: Dossier, by: Who, at: datetime, note: str) -> None:
    """Close this step and open the next one of the route, where another unit may be waiting; with a word on it."""
    route = _need_route(dossier)
    _only_in_work(dossier)
    dossiers.only_the_holder(dossier=dossier, by=by)
    here = route.plan[route.place]
    onto = queries.hand_on_to(route, dossier)
    if onto is None or (here["may"] and "hand_on" not in here["may"]):
        raise OutOfOrder(_("Bước này không chuyển tiếp được như vậy. Hãy tải lại trang."))
    if (here["role"], route.unit_id) not in by.duties:
        raise NotAllowed(_("Hồ sơ đang ở bước của người khác."))
    if not note.strip():
        raise Invalid(fields={"note": _("Ghi ý kiến của bước này: bước sau sẽ đọc.")})
    same = route.plan[onto]["role"] == here["role"] and route.plan[onto]["unit"] == here["unit"]
    _step(route, dossier=dossier, act="hand_on", onto=Place(onto), by=by, at=at, note=note)
    if same:  # one specialist's two steps: on site, then at the desk
        _step(route, dossier=dossier, act="claim", onto=Place(onto, by.user_id), by=by, at=at, told=False)
    else:
        dossiers.give_to(dossier=dossier, officer_id=None)


def fall_back(*, dossier: Dossier, by: Who, at: datetime) -> None:
    """Whoever held it has no duty there any more: it lies in the pool again, where the head sees it.

    Raises `OutOfOrder` when the holder is still there.
    """
    route = _need_route(dossier)
    if route.holder_id is None or queries.still_there(route, on=local(at).date()):
        raise OutOfOrder(_("Người đang giữ hồ sơ vẫn còn nhiệm vụ ở đơn vị này."))
    _step(route, dossier=dossier, act="fall_back", onto=Place(route.place), by=by, at=at)
    if dossier.holder_id is not None:
        dossiers.give_to(dossier=dossier, officer_id=None)


def ask_opinion(
    *, dossier: Dossier, unit_ids: list[UUID], content: str, due_at: datetime | None, by: Who, at: datetime
) -> list[Opinion]:
    """Ask agencies beside. The clock stands still only where the route says so, and until its own deadline.

    Raises `Invalid` without words, units or a deadline in working time to come.
    """
    route = _need_route(dossier)
    _only_in_work(dossier)
    dossiers.only_the_holder(dossier=dossier, by=by)
    _only_at_a_specialist(route)
    planned = {one["unit"]: one for one in plans.opinions(route.plan)}
    plans.need_a_question(unit_ids, content=content, due_at=due_at, planned=planned, dossier=dossier, at=at)
    earlier = queries.opinions(dossier.pk)
    asked = []
    for seq, unit_id in enumerate(dict.fromkeys(unit_ids), start=len(earlier) + 1):
        if any(one.unit_id == unit_id and one.state in WAITING for one in earlier):
            raise OutOfOrder(_("Đơn vị này đang được hỏi ý kiến về hồ sơ này."))
        step = planned.get(str(unit_id))
        opinion = Opinion(
            dossier=dossier, seq=seq, unit_id=plans.standing(str(unit_id), on=local(at).date()),
            step=step["id"] if step else "", state=NONE, content=content, pauses=bool(step and step["pauses"]),
            asked_by_id=by.account_id, asked_at=at,
            due_at=due_at or plans.hours_on(unit_id, hours=step["hours"] if step else 0, at=at),
        )  # fmt: skip
        _opinion_step(opinion, dossier=dossier, act="ask_opinion", roles=cases.roles_on(by, dossier), by=by, at=at)
        record.add(opinion)
        dossiers.share(dossier=dossier, unit_id=opinion.unit_id, seq=seq, at=at)
        asked.append(opinion)
    if any(one.pauses for one in asked) and dossier.paused_at is None:
        dossiers.pause_clock(dossier=dossier, cause="opinion", at=at)
        record.change(route, due_at=None)
    return asked


def give_opinion(*, dossier: Dossier, seq: int, answer: str, by: Who, at: datetime) -> Opinion:
    """Answer what one's own unit was asked, late or not. The clock goes on when nothing else is waited for."""
    opinions = queries.opinions(dossier.pk)
    opinion = next((one for one in opinions if one.seq == seq), None)
    roles = frozenset(role for role, unit_id in by.duties if opinion is not None and unit_id == opinion.unit_id)
    if opinion is None or not roles or not by.decides():
        raise NotThere()
    OPINIONS.take("give_opinion", OpinionState(opinion.state), roles)
    if not answer.strip():
        raise Invalid(fields={"answer": _("Ghi ý kiến của cơ quan.")})
    record.change(opinion, answer=answer, answered_by_id=by.account_id, answered_at=at)
    _opinion_step(opinion, dossier=dossier, act="give_opinion", roles=roles, by=by, at=at)
    _no_longer_waited_for(opinion, opinions=opinions, dossier=dossier, at=at)
    return opinion


def report_silence(*, dossier: Dossier, by: Who, at: datetime) -> list[int]:
    """Questions of this dossier whose deadline has passed: the head sees the silence, and the clock goes on.

    Raises `OutOfOrder` when there is none.
    """
    opinions = queries.opinions(dossier.pk)
    late = [one for one in opinions if one.state == OpinionState.ASKED and one.due_at <= at]
    if not late:
        raise OutOfOrder(_("Không có ý kiến nào quá hạn."))
    for opinion in late:
        _opinion_step(opinion, dossier=dossier, act="report_silence", roles=cases.roles_on(by, dossier), by=by, at=at)
    if dossier.paused_at is not None and not _still_paused(opinions) and any(one.pauses for one in late):
        dossiers.resume_clock(dossier=dossier, at=at)
        resumed(dossier=dossier, at=at)
    return [one.seq for one in late]


def call_off(*, dossier: Dossier, by: Who, at: datetime) -> None:
    """Whoever has not answered need not any more."""
    opinions = queries.opinions(dossier.pk)
    for opinion in opinions:
        if opinion.state in WAITING:
            _opinion_step(opinion, dossier=dossier, act="call_off", roles=cases.roles_on(by, dossier), by=by, at=at)
            _end_share(opinion, dossier=dossier, at=at)


def _no_longer_waited_for(opinion: Opinion, *, opinions: list[Opinion], dossier: Dossier, at: datetime) -> None:
    _end_share(opinion, dossier=dossier, at=at)
    if opinion.pauses and dossier.paused_at is not None and not _still_paused(opinions):
        dossiers.resume_clock(dossier=dossier, at=at)
        resumed(dossier=dossier, at=at)


def _end_share(opinion: Opinion, *, dossier: Dossier, at: datetime) -> None:
    share = next(one for one in queries.shares(dossier.pk) if one.seq == opinion.seq)
    dossiers.end_share(share=share, at=at)


def _still_paused(opinions: list[Opinion]) -> bool:
    return any(one.pauses and one.state == OpinionState.ASKED for one in opinions)


def _ask_first(*, dossier: Dossier, route: Route, by: Who, at: datetime) -> None:
    """What the route wants to be asked was asked; whoever has not answered in time need not any more."""
    asked = {one.step for one in queries.opinions(dossier.pk)}
    for one in plans.opinions(route.plan):
        if one["id"] not in asked:
            raise OutOfOrder(_("Quy trình yêu cầu “%(step)s” trước khi trình kết quả.") % {"step": one["name"]["vi"]})
    if asked:
        call_off(dossier=dossier, by=by, at=at)


def _only_what_the_step_may(route: Route, *, dossier: Dossier, act: str, by: Who) -> None:
    here = route.plan[route.place]
    mine = (here["role"], route.unit_id) in by.duties
    if act in plans.NAMED and mine and act not in plans.may(here, settling=dossier.settling_unit_id):
        raise NotAllowed(_("Bước này của quy trình không được làm việc đó."))


def _only_in_work(dossier: Dossier, *states: State) -> None:
    if dossier.state not in (states or (State.PROCESSING,)):
        raise OutOfOrder(
            _("Việc này không làm được nữa: hồ sơ đang ở trạng thái “%(state)s”. Có thể người khác vừa xử lý.")
            % {"state": dossier.get_state_display()}
        )


def _only_at_a_specialist(route: Route) -> None:
    if route.role != Role.SPECIALIST:
        raise OutOfOrder(_("Hồ sơ không ở bước thụ lý. Có thể người khác vừa xử lý; hãy tải lại trang."))


def _need(place: int | None) -> int:
    if place is None:
        raise OutOfOrder(_("Quy trình không còn bước nào như vậy."))
    return place


def _need_route(dossier: Dossier) -> Route:
    route = queries.running(dossier.pk)
    if route is None:
        raise OutOfOrder(_("Hồ sơ này không có quy trình đang chạy."))
    return route


def _step(
    route: Route, *, dossier: Dossier, act: str, onto: Place, by: Who, at: datetime, note: str = "", told: bool = True
) -> None:  # fmt: skip
    """Take a step of the lifecycle; with another place, close the one and open the other."""
    source = RouteState(route.state) if route.state != NONE else NONE
    roles = _roles(route, dossier=dossier, act=act, onto=onto, by=by, at=at)
    step = LIFECYCLE.take(act, source, roles)
    role = min(step.who & roles)
    moved = onto.number != route.place or source == NONE or act in {"come_back", "finish"}
    deputy_for = dossiers.deputised(dossier=dossier, role=role, by=by)
    seq = route.moves + 1
    record.add(
        RouteStep(
            dossier=dossier, seq=seq, act=act, source=str(source), target=str(step.target), role=role, by_id=by.user_id,
            actor=by.actor, at=at, note=note, place=route.place, onto=onto.number, unit_id=route.unit_id,
            holder_id=route.holder_id, deputy_for_id=deputy_for.get("deputy_for"), since_at=route.since_at,
            due_at=route.due_at, **(queries.spent(route, dossier=dossier, at=at) if moved else {}),
        )
    )  # fmt: skip
    values: dict[str, Any] = {"state": step.target, "moves": seq, "holder_id": onto.holder, "place": onto.number}
    if moved and step.target in RUNNING:
        here = route.plan[onto.number]
        unit_id = plans.standing(here["unit"], on=local(at).date())
        due_at = plans.hours_on(unit_id, hours=here["hours"], at=at)
        values |= {"unit_id": unit_id, "role": here["role"], "since_at": at, "due_at": due_at}
    if source == NONE:
        for name, value in values.items():
            setattr(route, name, value)
    else:
        record.change(route, **values)
    _lie(dossier, route)
    if act in NEVER_ALONE or not told:
        return  # the line of the act that moved it tells of it
    record.write(
        subject=dossier.pk, kind=f"routing.{act}", actor=by.actor, at=at,
        data={"onto": route.place, "unit": str(route.unit_id), "holder": str(route.holder_id or ""), "note": note}
        | deputy_for,
    )  # fmt: skip


def _roles(
    route: Route, *, dossier: Dossier, act: str, onto: Place, by: Who, at: datetime
) -> frozenset[str]:  # fmt: skip
    """Who this person is towards the step: work is given out by the head of the unit where it lies or goes."""
    if act not in {"assign", "reassign"}:
        return cases.roles_on(by, dossier)
    unit_id = plans.standing(route.plan[onto.number]["unit"], on=local(at).date())
    return frozenset(role for role, at_unit in by.duties if at_unit == unit_id) if by.decides() else frozenset()


def _lie(dossier: Dossier, route: Route) -> None:
    away = route.role not in cases.AT_RECEIVING_UNIT and route.unit_id != dossier.settling_unit_id
    if away and route.state in RUNNING:
        dossiers.lie_at(dossier=dossier, unit_id=route.unit_id, role=route.role)
    else:
        dossiers.lie_at(dossier=dossier, unit_id=None, role="")


def _opinion_step(
    opinion: Opinion, *, dossier: Dossier, act: str, roles: Any, by: Who, at: datetime
) -> None:  # fmt: skip
    source = OpinionState(opinion.state) if opinion.state != NONE else NONE
    step = OPINIONS.take(act, source, roles)
    if source == NONE:
        opinion.state, opinion.moves = step.target, 1
    else:
        record.change(opinion, state=step.target, moves=opinion.moves + 1)
    role = min(step.who & frozenset(str(one) for one in roles))
    record.add(
        OpinionStep(
            dossier=dossier, opinion=opinion.seq, seq=opinion.moves, act=act, source=str(source),
            target=str(step.target), role=role, by_id=by.user_id, actor=by.actor, at=at,
        )
    )  # fmt: skip
    if act in NEVER_ALONE:
        return
    colleague = by.for_whom(role, opinion.unit_id)
    record.write(
        subject=dossier.pk, kind=f"routing.{act}", actor=by.actor, at=at,
        data={"opinion": opinion.seq, "unit": str(opinion.unit_id)}
        | ({"deputy_for": str(colleague)} if colleague else {}),
    )  # fmt: skip
