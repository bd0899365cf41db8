"""What may be written about results. Called by casework, inside an act."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.models import Counter
from motcua.base.ports import plugged
from motcua.base.refusals import DeviceGone, Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.catalogue import queries as catalogue
from motcua.documents import commands as documents
from motcua.documents import queries as files
from motcua.dossiers import commands as cases
from motcua.dossiers import queries as dossiers
from motcua.dossiers.clock import local
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.organisation import queries as organisation
from motcua.people.who import Who
from motcua.results import queries
from motcua.results.lifecycle import LIFECYCLE, NONE, ResultState
from motcua.results.models import HandOver, Outcome, Result, ResultStep
from motcua.results.ports import Signatures, SigningFailed


def draft(
    *, dossier: Dossier, result_id: UUID, outcome: str, name: str, template: str, data: dict[str, Any], by: Who,
    at: datetime,
) -> Result:  # fmt: skip
    """Print the draft of a result and put it forward. `data` is what the template asks for."""
    _only_in_processing(dossier)
    if outcome not in Outcome.values:
        raise Invalid(fields={"outcome": _("Chọn kết quả: chấp thuận hoặc từ chối giải quyết.")})
    if queries.running(dossier.pk) is not None:
        raise OutOfOrder(_("Hồ sơ này đã có một dự thảo kết quả đang trình. Hãy tải lại trang."))
    letter = catalogue.letter(template, on=local(at).date())
    typeset = plugged("typesetter").render(files=letter.files, main=f"{letter.name}.typ", data=data)
    signatures: Signatures = plugged("signer")
    result = Result(
        id=result_id, dossier=dossier, outcome=outcome, name=name, letter=letter, data=data, state=NONE,
        preparer_id=by.account_id, draft_digest=documents.keep_made(content=signatures.prepare(typeset)), drafted_at=at,
    )  # fmt: skip
    _step(result, dossier=dossier, act="propose", by=by, at=at, told={"file": result.draft_digest, "outcome": outcome})
    return record.add(result)


def move(*, dossier: Dossier, act: str, by: Who, at: datetime, note: str = "") -> Result:
    """Take a step that makes no new file: approve, or send back with a reason."""
    result = _in_hand(dossier)
    if act == "approve" and result.preparer_id == by.user_id:
        raise NotAllowed(_("Người soạn không tự duyệt kết quả của mình."))
    told = {"file": result.signed_digest or result.draft_digest}
    _step(result, dossier=dossier, act=act, by=by, at=at, note=note, told=told)
    return result


def set_aside(*, dossier: Dossier, by: Who, at: datetime) -> None:
    """The applicant is asked for something more, so a draft on its way no longer holds. Not after a decision."""
    refuse_when_decided(dossier=dossier)
    result = queries.running(dossier.pk)
    if result is not None:
        _step(result, dossier=dossier, act="set_aside", by=by, at=at, told={"file": result.draft_digest})


def ask_revocation(*, dossier: Dossier, reason: str, by: Who, at: datetime) -> Result:
    """Say why what was issued must be revoked; somebody else decides. Raises `OutOfOrder` when it was asked already."""
    result = _issued(dossier)
    _need_reason(reason)
    if queries.revocation_asked(result) is not None:
        raise OutOfOrder(_("Đã có đề nghị thu hồi kết quả này, đang chờ lãnh đạo quyết định."))
    _step(result, dossier=dossier, act="ask_revocation", by=by, at=at, note=reason, told={"file": result.sealed_digest})
    return result


def revoke(*, dossier: Dossier, reason: str, by: Who, at: datetime) -> Result:
    """Revoke what was issued, when somebody else asked for it: from here the verification page says so, and why."""
    result = _issued(dossier)
    _need_reason(reason)
    LIFECYCLE.take("revoke", ResultState(result.state), dossiers.roles_on(by, dossier))
    asked = queries.revocation_asked(result)
    if asked is None:
        raise OutOfOrder(_("Chưa ai đề nghị thu hồi kết quả này: thu hồi là việc của hai người."))
    if asked.by_id == by.user_id:
        raise NotAllowed(_("Người đề nghị không tự quyết định thu hồi: đây là việc của hai người."))
    _step(result, dossier=dossier, act="revoke", by=by, at=at, note=reason, told={"file": result.sealed_digest})
    return result


def need_replacement(*, dossier: Dossier) -> Result:
    """The new result of a dossier whose first one was revoked, still to be handed over. Raises `OutOfOrder`."""
    found = queries.waits_to_be_handed(dossier.pk)
    if found is None:
        raise OutOfOrder(_("Không có kết quả cấp lại nào đang chờ trao."))
    return found


def sign(*, dossier: Dossier, by: Who, at: datetime) -> Result:
    """Put the leader's own signature on the very file that was approved.

    Raises `DeviceGone`, and then nothing has happened.
    """
    result = _in_hand(dossier)
    step = LIFECYCLE.take("sign", ResultState(result.state), dossiers.roles_on(by, dossier))
    if result.preparer_id == by.user_id:
        raise NotAllowed(_("Người soạn không tự ký kết quả của mình."))
    signatures: Signatures = plugged("signer")
    try:
        signed = signatures.sign(
            pdf=files.read(result.draft_digest), signer=str(by.user_id), name=by.name, at=at, reason=step.law
        )
    except SigningFailed as fault:
        raise DeviceGone(_("Thiết bị ký số không trả lời, chưa có gì thay đổi. Hãy thử lại sau.")) from fault
    record.change(result, signed_digest=documents.keep_made(content=signed))
    _step(result, dossier=dossier, act="sign", by=by, at=at, told={"file": result.signed_digest})
    return result


def seal(*, dossier: Dossier, by: Who, at: datetime) -> Result:
    """Give the document its number and date, and put the unit's seal on it: the result is issued."""
    result = _in_hand(dossier)
    LIFECYCLE.take("seal", ResultState(result.state), dossiers.roles_on(by, dossier))
    if queries.signer_of(result) == by.user_id:
        raise NotAllowed(_("Người ký không tự đóng dấu: đây là việc của hai người."))
    day = local(at).date()
    unit = organisation.standing(dossier.settling_unit_id, on=day)
    number = f"{Counter.next(f'result:{unit.code}:{day.year}')}/{result.data.get('symbol', 'KQ')}"
    signatures: Signatures = plugged("signer")
    try:
        signed = files.read(result.signed_digest)
        sealed = signatures.seal(pdf=signed, unit=unit.code, name=unit.authority, number=number, date=day, at=at)
    except SigningFailed as fault:
        raise DeviceGone(_("Thiết bị ký số không trả lời, chưa có gì thay đổi. Hãy thử lại sau.")) from fault
    record.change(result, sealed_digest=documents.keep_made(content=sealed), number=number, number_date=day)
    _step(result, dossier=dossier, act="seal", by=by, at=at, told={"file": result.sealed_digest, "number": number})
    return result


def hand_over(*, dossier: Dossier, to_name: str, identity: str, by: Who, at: datetime) -> HandOver:
    """Note to whom the result went, and on what identity."""
    faults = {
        name: _("Cần ghi mục này.")
        for name, value in {"to_name": to_name, "identity": identity}.items()
        if not value.strip()
    }
    if faults:
        raise Invalid(fields=faults)
    seq = dossier.handovers.count() + 1
    return record.add(
        HandOver(dossier=dossier, seq=seq, to_name=to_name[:200], identity=identity[:200], by_id=by.account_id, at=at)
    )


def refuse_when_decided(*, dossier: Dossier) -> None:
    """Withdrawing, stopping and asking are possible only while there is no decision (TT 03/2025 art. 7)."""
    if queries.is_decided(dossier.pk):
        raise OutOfOrder(_("Hồ sơ đã có quyết định được ký, nên không làm việc này được nữa."))


def need_issued(*, dossier: Dossier) -> None:
    if dossier.state != State.DONE:
        raise OutOfOrder(_("Chưa có kết quả để trả."))


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(fields={"reason": _("Ghi rõ lý do: ai kiểm tra kết quả này cũng sẽ đọc được.")})


def _issued(dossier: Dossier) -> Result:
    """The result that holds now. Raises `NotThere` when none was issued."""
    result = queries.running(dossier.pk)
    if result is None or dossier.state not in {State.DONE, State.RETURNED}:
        raise NotThere()
    return result


def _only_in_processing(dossier: Dossier) -> None:
    if dossier.state != State.PROCESSING and not queries.is_replaced(dossier):
        raise OutOfOrder(
            _(
                "Không thể thực hiện: %(thing)s đang ở trạng thái “%(state)s”. "
                "Có thể người khác vừa xử lý; hãy tải lại trang."
            )
            % {"thing": _("hồ sơ"), "state": dossier.get_state_display()}
        )


def _in_hand(dossier: Dossier) -> Result:
    _only_in_processing(dossier)
    result = queries.running(dossier.pk)
    if result is None:
        raise NotThere()
    return result


def _step(
    result: Result, *, dossier: Dossier, act: str, by: Who, at: datetime, told: dict[str, Any], note: str = ""
) -> None:
    source = ResultState(result.state) if result.state != NONE else NONE
    roles = dossiers.roles_on(by, dossier)
    step = LIFECYCLE.take(act, source, roles)
    if source == NONE:
        result.state, result.moves = step.target, 1
    else:
        record.change(result, state=step.target, moves=result.moves + 1)
    role = min(step.who & roles)
    deputised = cases.deputised(dossier=dossier, role=role, by=by)
    record.add(
        ResultStep(
            dossier=dossier, result_id=result.id, seq=result.moves, act=act, source=str(source),
            target=str(step.target), role=role, by_id=by.user_id, actor=by.actor, at=at, note=note,
        )
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind=f"results.{act}", actor=by.actor, at=at,
        data={"result": str(result.id), "note": note, **told, **deputised},
    )  # fmt: skip
