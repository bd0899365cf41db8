"""What may be written about dossiers. Called by casework, inside an act."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.refusals import DeviceGone, Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.catalogue.models import ProcedureVersion
from motcua.documents import queries as documents
from motcua.dossiers import alarms, clock, codes, consents, queries, selection
from motcua.dossiers.conditions import LEADERS_CAUSES as LEADERS_CAUSES
from motcua.dossiers.conditions import need_leaders_cause as need_leaders_cause
from motcua.dossiers.conditions import need_reason as need_reason
from motcua.dossiers.conditions import need_running_pause as need_running_pause
from motcua.dossiers.conditions import not_while_obliged as not_while_obliged
from motcua.dossiers.conditions import not_within_the_term as not_within_the_term
from motcua.dossiers.conditions import only_counter as only_counter
from motcua.dossiers.conditions import only_in as only_in
from motcua.dossiers.conditions import only_of_the_counter as only_of_the_counter
from motcua.dossiers.conditions import only_the_applicant as only_the_applicant
from motcua.dossiers.conditions import only_the_system as only_the_system
from motcua.dossiers.conditions import only_when_ended as only_when_ended
from motcua.dossiers.conditions import only_when_it_rings as only_when_it_rings
from motcua.dossiers.lifecycle import (
    BEFORE,
    ENDED,
    HOLDERS_ONLY,
    LIFECYCLE,
    ONLY_AFTER_RECEPTION,
    ONLY_BEFORE_RECEPTION,
    State,
)  # fmt: skip
from motcua.dossiers.models import (
    Answers,
    ClockEvent,
    Dossier,
    Draft,
    Movement,
    Note,
    Paper,
    Share,
    SupplementRequest,
    Viewing,
)
from motcua.dossiers.sharing import desk_of
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import SYSTEM, Who

SAME_MOMENT = timedelta(minutes=1)  # two who act at once have looked at the clock before one of them got the lock


def hold(*, dossier_id: UUID, by: Who, at: datetime) -> Dossier:
    """Lock a dossier that this person may see, until the act ends: the only way to one for writing.

    Raises `NotThere` when it does not exist or is not theirs to see (the same answer for both), and `DeviceGone`
    when the machine's clock stands well before the dossier's last act: nobody acts yesterday on what was done today.
    """
    dossier = queries.held.first(dossier_id=dossier_id, **queries.sight(by))
    if dossier is None:
        raise NotThere()
    if dossier.last_at - at > SAME_MOMENT:
        raise DeviceGone(
            _("Đồng hồ của hệ thống đang chạy chậm hơn lần xử lý trước. Chưa có gì thay đổi; hãy thử lại.")
        )
    record.follow(dossier)
    record.change(dossier, last_at=max(dossier.last_at, at))
    return dossier


def begin(
    *, dossier: Dossier, act: str, by: Who, at: datetime, answers: dict[str, Any], papers: Iterable[Paper]
) -> None:
    """Open a dossier with its first movement, the answers and the papers that came with it."""
    dossier.code = codes.next_code(dossier.receiving_unit, at=at)
    step = LIFECYCLE.take(act, BEFORE, queries.roles_on(by, dossier))
    dossier.state, dossier.moves, dossier.last_at = int(step.target), 1, at
    record.add(dossier)
    record.follow(dossier)
    _moved(dossier, act=act, source=BEFORE, role=_role(step.who, dossier, by), by=by, at=at, note="")
    papers = list(papers)
    digest = keep_answers(dossier=dossier, answers=answers, seq=1, by=by, at=at)
    keep_papers(dossier=dossier, papers=papers)
    tell(
        dossier=dossier, kind=f"dossier.{act}", by=by, at=at, code=dossier.code, version=str(dossier.version_id),
        answers=digest, papers=[[p.code, p.digest] for p in papers], channel=dossier.channel,
        assisted_by=str(dossier.assisted_by_id or ""),
    )  # fmt: skip


def move(*, dossier: Dossier, act: str, by: Who, at: datetime, note: str = "", **told: Any) -> Movement:
    """Take one step of the lifecycle: the only code in the house that sets a dossier's state.

    Raises `NotAllowed` or `OutOfOrder` (see `Lifecycle.take`).
    """
    source = State(dossier.state)
    step = LIFECYCLE.take(act, source, queries.roles_on(by, dossier))
    received = dossier.received_at is not None
    if (act in ONLY_BEFORE_RECEPTION and received) or (act in ONLY_AFTER_RECEPTION and not received):
        raise OutOfOrder(_("Việc này không làm được ở bước hiện tại của hồ sơ. Hãy tải lại trang."))
    if act in HOLDERS_ONLY:
        only_the_holder(dossier=dossier, by=by)
    record.change(dossier, state=int(step.target), moves=dossier.moves + 1)
    if step.target in ENDED:
        record.change(dossier, closed_at=at)
    role = _role(step.who, dossier, by)
    moved = _moved(dossier, act=act, source=source, role=role, by=by, at=at, note=note)
    told |= deputised(dossier=dossier, role=role, by=by)
    tell(dossier=dossier, kind=f"dossier.{act}", by=by, at=at, note=note, **told)
    return moved


def deputised(*, dossier: Dossier, role: str, by: Who) -> dict[str, Any]:
    """What the journal tells of an act done for an absent colleague: `{"deputy_for": id}`; else nothing."""
    colleague = by.for_whom(role, _unit(dossier, role), holder=dossier.holder_id)
    return {"deputy_for": str(colleague)} if colleague else {}


def only_the_holder(*, dossier: Dossier, by: Who) -> None:
    if dossier.holder_id is not None and not by.is_or_stands_for(dossier.holder_id):
        raise NotAllowed(_("Hồ sơ đang do cán bộ khác thụ lý."))


def tell(*, dossier: Dossier, kind: str, by: Who, at: datetime, **data: Any) -> None:
    """Leave a line in the dossier's chain. Personal data does not belong there: ids and digests do."""
    record.write(subject=dossier.pk, kind=kind, actor=by.actor, at=at, data=data)


def take_in(*, dossier: Dossier, case: str, at: datetime) -> None:
    """Received, as the case that the answers make now: they may have been completed since it was sent."""
    alarms.when_received_late(dossier=dossier, at=at)
    record.change(dossier, received_at=at, case=case)


def give_to(*, dossier: Dossier, officer_id: UUID | None) -> None:
    record.change(dossier, holder_id=officer_id)


def lie_at(*, dossier: Dossier, unit_id: UUID | None, role: str) -> None:
    """The route has it at this unit now, whose role counts instead of the settling unit's; None: there again."""
    if (unit_id, role) != (dossier.step_unit_id, dossier.step_role):
        record.change(dossier, step_unit_id=unit_id, step_role=role)


def share(*, dossier: Dossier, unit_id: UUID, seq: int, at: datetime) -> Share:
    """Let a unit read this dossier until it has answered."""
    return record.add(Share(dossier=dossier, seq=seq, unit_id=unit_id, since_at=at))


def end_share(*, share: Share, at: datetime) -> None:
    record.change(share, until_at=at)


def finish(*, dossier: Dossier, at: datetime) -> None:
    """The result is at the one-stop unit: what lateness is measured by."""
    record.change(dossier, finished_at=at)


def start_clock(
    *, dossier: Dossier, limit: dict[str, Any], cutoff: str | None, at: datetime, waits_for: str = ""
) -> None:
    """The administration's time begins. The rule and the calendar that were promised are kept with the event.

    `waits_for` is the cause of a pause that begins in the same moment, "" for none.
    """
    calendar = organisation.calendar_at(dossier.settling_unit_id, clock.local(at).date())
    data = {"limit": limit, "cutoff": cutoff, "calendar": str(calendar)}
    events = [record.add(ClockEvent(dossier=dossier, seq=1, kind=ClockEvent.Kind.START, at=at, data=data))]
    if waits_for:
        pause = ClockEvent(dossier=dossier, seq=2, kind=ClockEvent.Kind.PAUSE, at=at, data={"cause": waits_for})
        events.append(record.add(pause))
    record.change(dossier, **clock.columns(clock.derive(events)))


def pause_clock(*, dossier: Dossier, cause: str, at: datetime) -> None:
    """Let the clock stand still for a cause. Raises `OutOfOrder` when it stands still already: pauses never overlap."""
    if dossier.paused_at is not None:
        raise OutOfOrder(_("Thời gian giải quyết đang tạm dừng. Hãy cho tiếp tục trước khi làm việc này."))
    _clock_event(dossier, kind=ClockEvent.Kind.PAUSE, at=at, data={"cause": cause})


def resume_clock(*, dossier: Dossier, at: datetime) -> None:
    """End the running pause; nothing happens if none runs."""
    if dossier.paused_at is not None:
        _clock_event(dossier, kind=ClockEvent.Kind.RESUME, at=at, data={})


def extend_clock(*, dossier: Dossier, new_due_at: datetime, reason: str, at: datetime) -> None:
    """A leader's new date (NĐ 61/2018 art. 19.9): once, which the database holds too."""
    due = clock.local(new_due_at).isoformat(timespec="minutes")
    _clock_event(dossier, kind=ClockEvent.Kind.EXTEND, at=at, data={"due_at": due, "reason": reason})


def keep_answers(*, dossier: Dossier, answers: dict[str, Any], seq: int, by: Who, at: datetime) -> str:
    """Add what was declared; returns its digest, which the journal tells."""
    digest = queries.answers_digest(answers)
    record.add(Answers(dossier=dossier, seq=seq, answers=answers, digest=digest, at=at, actor=by.actor))
    return digest


def keep_papers(*, dossier: Dossier, papers: Iterable[Paper]) -> None:
    for paper in papers:
        paper.dossier = dossier
        record.add(paper)


def papers_of_draft(*, draft: Draft, by: Who, at: datetime) -> list[Paper]:
    """The files that the applicant attached to the draft, as papers of the first round."""
    return list(_papers(draft.pk, files=draft.papers, round=1, by=by, at=at))


def papers_counted(*, papers: list[dict[str, Any]], by: Who, at: datetime) -> list[Paper]:
    """What was counted: `{"code", "originals", "certified", "copies"}`; nothing counted, nothing kept."""
    counts = ("originals", "certified", "copies")
    return [
        Paper(code=p["code"], round=1, at=at, actor=by.actor, **{c: int(p.get(c) or 0) for c in counts})
        for p in papers
        if any(int(p.get(c) or 0) > 0 for c in counts)
    ]


def request_supplement(
    *, dossier: Dossier, items: list[dict[str, str]], reason: str, by: Who, at: datetime, days: int = 0
) -> SupplementRequest:
    """What is missing, all at once. Before reception it is guidance and does not count as a supplement.

    `days` are the calendar days that the applicant gets, 0 when no term is set. Raises `Invalid` without items or
    reasons, `OutOfOrder` for a second one without a leader's consent (NĐ 61/2018 art. 11.2c).
    """
    if not items or not all(item.get("reason", "").strip() for item in items):
        raise Invalid(fields={"items": _("Chọn ít nhất một mục cần bổ sung và ghi rõ lý do cho từng mục.")})
    need_reason(reason=reason)
    before = dossier.received_at is None
    earlier = queries.requests(dossier.pk)
    allowed = 1 if before else 1 + consents.how_many(dossier.pk)
    if sum(r.before_reception == before for r in earlier) >= allowed:
        raise OutOfOrder(_("Chỉ được yêu cầu bổ sung một lần, và hồ sơ này đã được yêu cầu (NĐ 61/2018 điều 11.2c)."))
    if not before:
        record.change(dossier, requests=dossier.requests + 1)
    return record.add(
        SupplementRequest(
            dossier=dossier, seq=len(earlier) + 1, items=items, reason=reason, at=at, by_id=by.account_id,
            before_reception=before, answer_by=consents.term(days=days, at=at),
        )
    )  # fmt: skip


def only_what_was_asked(
    *, dossier: Dossier, declared: dict[str, Any], answers: dict[str, Any], papers: dict[str, list[str]]
) -> dict[str, Any]:
    """The declaration with the new answers in it. Raises `Invalid` for what was not asked for, or is still missing."""
    requests = queries.requests(dossier.pk)
    asked = requests[-1].items if requests else []
    questions = {item["question"] for item in asked if "question" in item}
    wanted = {item["paper"] for item in asked if "paper" in item}
    faults = {name: _("Mục này không nằm trong yêu cầu bổ sung.") for name in answers.keys() - questions}
    faults |= {f"paper.{code}": _("Giấy tờ này không nằm trong yêu cầu bổ sung.") for code in papers.keys() - wanted}
    faults |= {name: _("Còn thiếu mục này.") for name in questions - answers.keys()}
    faults |= {f"paper.{code}": _("Còn thiếu giấy tờ này.") for code in wanted if not papers.get(code)}
    if faults:
        raise Invalid(_("Chưa đủ các mục được yêu cầu bổ sung."), fields=faults)
    return {**declared, **answers}


def add_supplement(
    *, dossier: Dossier, answers: dict[str, Any], papers: dict[str, list[str]], by: Who, at: datetime,
    counted: Iterable[Paper] = (),
) -> None:  # fmt: skip
    """A new round of answers and papers (files, or counted) beside the old ones: the officer sees the difference."""
    rounds = len(queries.answers(dossier.pk)) + 1
    digest = keep_answers(dossier=dossier, answers=answers, seq=rounds, by=by, at=at)
    added = [*_papers(dossier.pk, files=papers, round=rounds, by=by, at=at), *counted]
    for paper in added:
        paper.round = rounds
    keep_papers(dossier=dossier, papers=added)
    tell(
        dossier=dossier, kind="dossier.papers", by=by, at=at, answers=digest, papers=[[p.code, p.digest] for p in added]
    )




def _papers(dossier_id: UUID, *, files: dict[str, list[str]], round: int, by: Who, at: datetime) -> Iterator[Paper]:
    """Papers for these documents. Raises `NotThere` for a document that is not this dossier's."""
    known = {str(d.id): d for d in documents.of_dossier(dossier_id)}
    for code, ids in files.items():
        for document_id in ids:
            document = known.get(document_id)
            if document is None:
                raise NotThere()
            yield Paper(
                code=code, round=round, document_id=document.id, digest=document.digest, name=document.name,
                reused=document.reused_from is not None, at=at, actor=by.actor,
            )  # fmt: skip


def note_viewing(*, dossier_id: UUID, by: Who, what: str, at: datetime) -> None:
    """Somebody looked at personal data: the applicant may see who. Raises `NotThere` for who may not look."""
    if not selection.readable_by(by).filter(pk=dossier_id).exists():
        raise NotThere()
    record.add(Viewing(dossier_id=dossier_id, by_id=by.account_id, what=what, at=at))


def leave_note(*, dossier: Dossier, text: str, by: Who, at: datetime) -> Note:
    """Add a note for colleagues. Raises `Invalid` for an empty one, `NotAllowed` for who works nowhere on it."""
    if not queries.roles_on(by, dossier) & (queries.AT_RECEIVING_UNIT | queries.AT_SETTLING_UNIT):
        raise NotAllowed()
    if not text.strip():
        raise Invalid(fields={"text": _("Hãy ghi nội dung.")})
    note = record.add(Note(dossier=dossier, text=text.strip()[:2000], by_id=by.account_id, at=at))
    tell(dossier=dossier, kind="dossier.note", by=by, at=at, note_id=str(note.id))
    return note


def _clock_event(dossier: Dossier, *, kind: str, at: datetime, data: dict[str, Any]) -> None:
    events = list(dossier.clockevents.order_by("seq"))
    if not events:
        return  # not received yet: no clock runs
    event = record.add(ClockEvent(dossier=dossier, seq=len(events) + 1, kind=kind, at=at, data=data))
    record.change(dossier, **clock.columns(clock.derive([*events, event])))


def _moved(dossier: Dossier, *, act: str, source: int, role: str, by: Who, at: datetime, note: str) -> Movement:
    return record.add(
        Movement(
            dossier=dossier, seq=dossier.moves, act=act, source=int(source), target=dossier.state, role=role,
            unit_id=_unit(dossier, role), by_id=by.user_id, actor=by.actor, at=at, note=note,
        )
    )  # fmt: skip


def _role(allowed: frozenset[str], dossier: Dossier, by: Who) -> str:
    """In which of their roles the person acts here."""
    if by is SYSTEM:
        return Role.SYSTEM
    return min(allowed & queries.roles_on(by, dossier))


def _unit(dossier: Dossier, role: str) -> UUID | None:
    if role in {Role.APPLICANT, Role.SYSTEM}:
        return None
    return dossier.receiving_unit_id if role in queries.AT_RECEIVING_UNIT else desk_of(dossier, role)


def discard_draft(*, draft: Draft) -> None:
    """The draft has become a dossier, or was thrown away by its writer."""
    record.run('DELETE FROM "dossiers_draft" WHERE id = %s', [draft.pk])


def open_draft(*, draft_id: UUID, version: ProcedureVersion, answers: dict[str, Any], by: Who, at: datetime) -> Draft:
    """A new draft of this person. Raises `NotAllowed` for somebody without a personal account."""
    if by.person_id is None:
        raise NotAllowed(_("Hãy đăng nhập bằng tài khoản công dân để nộp hồ sơ."))
    return record.add(Draft(id=draft_id, person_id=by.person_id, version=version, answers=answers, updated_at=at))


def keep_draft(*, draft: Draft, at: datetime, saves_seen: int | None = None, **changes: Any) -> None:
    """Save what its writer changed. Private until it is sent, so the journal does not tell of it.

    Raises `OutOfOrder` when the page that sends it is older than what is kept: two tabs, and the other was faster.
    """
    if saves_seen is not None and saves_seen != draft.saves:
        raise OutOfOrder(_("Bản nháp này đã được sửa ở một cửa sổ khác. Hãy tải lại trang để thấy bản mới nhất."))
    record.change(draft, updated_at=at, saves=draft.saves + 1, **changes)


def lay_with(*, dossier_id: UUID, paper: str, document_id: UUID, by: Who, at: datetime) -> None:
    """Lay a file under a paper of the draft; for a dossier that waits for a supplement it stays loose until sent."""
    draft = Draft.objects.filter(pk=dossier_id).exists()
    if draft:
        kept = hold_draft(draft_id=dossier_id, by=by)
        papers = {**kept.papers, paper: [*kept.papers.get(paper, []), str(document_id)]}
        keep_draft(draft=kept, at=at, papers=papers)
        return
    dossier = hold(dossier_id=dossier_id, by=by, at=at)
    only_the_applicant(dossier=dossier, by=by)
    if dossier.state != State.SUPPLEMENT:
        raise OutOfOrder(_("Hồ sơ này đang không chờ bổ sung giấy tờ."))


def hold_draft(*, draft_id: UUID, by: Who) -> Draft:
    """Lock a draft of this person. Raises `NotThere`."""
    found = (
        Draft.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk=draft_id, person_id=by.person_id)
        .select_related("version", "person")
        .first()
        if by.person_id
        else None
    )
    if found is None:
        raise NotThere()
    return found
