"""What may be written about procedures and letters. Called by casework, inside an act."""

import hashlib
import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from motcua.base import journal, record
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.catalogue import authoring, effect
from motcua.catalogue.authoring import Change
from motcua.catalogue.definition import Definition, canonical, digest
from motcua.catalogue.effect import day_of, search_words
from motcua.catalogue.models import (
    LetterVersion,
    LifeEvent,
    Outcome,
    Procedure,
    ProcedureDraft,
    ProcedureVersion,
    Proposal,
    ProposalKind,
)
from motcua.catalogue.source import read
from motcua.catalogue.yamlsource import Unreadable
from motcua.people.models import Role
from motcua.people.who import Who


def publish(
    *, definition: Definition, synonyms: list[dict[str, list[str]]] | None, by: Who, at: datetime
) -> ProcedureVersion | None:
    """Add this version; the search finds it from its day on (a later day comes by `jobs`). None when published already.

    `synonyms` are the pack's; without them the people's words stay what they were.
    """
    code = definition.id
    found = digest(definition)
    version = ProcedureVersion.objects.filter(code=code, digest=found).first()
    listed = Procedure.objects.select_related("version").filter(pk=code).first()
    if version is None:
        version = record.add(
            ProcedureVersion(
                code=code, effective_date=definition.effective_from, definition=json.loads(canonical(definition)),
                digest=found, published_at=at, published_by=by.actor,
            )
        )  # fmt: skip
    elif listed is not None and (listed.version_id == version.pk or listed.withdrawn_at is not None):
        return None
    if effect.holds_now(version, listed=listed, on=day_of(at)):
        said = search_words(definition, synonyms=synonyms) if synonyms is not None else None
        _index(definition, version, listed=listed, words=said)
    return version


def _index(
    definition: Definition, version: ProcedureVersion, *, listed: Procedure | None, words: str | None
) -> None:
    values = effect.listed_as(definition, version, listed=listed, words=words)
    if listed is None:
        record.add(Procedure(code=definition.id, **values))
    else:
        record.change(listed, **values)


def keep_letters(*, letters: dict[str, dict[str, str]], effective: date, at: datetime) -> list[str]:
    """Add the versions of letters that are new; returns their names."""
    new = []
    for name, files in letters.items():
        found = hashlib.sha256(journal.canonical([name, files])).hexdigest()
        if not LetterVersion.objects.filter(name=name, digest=found).exists():
            record.add(LetterVersion(name=name, digest=found, files=files, effective_date=effective, loaded_at=at))
            new.append(name)
    return new


def keep_life_events(*, rows: list[dict[str, Any]]) -> None:
    """What the front page offers, in the pack's order."""
    known = LifeEvent.objects.in_bulk()
    for place, row in enumerate(rows):
        values = {"place": place, "title": row["title"], "procedures": row["procedures"]}
        if row["id"] in known:
            record.change(known[row["id"]], **values)
        else:
            record.add(LifeEvent(code=row["id"], **values))


def only_administrators(*, by: Who) -> None:
    """Raises `NotAllowed` for everybody who does not keep the catalogue."""
    if not by.units(Role.CATALOGUE):
        raise NotAllowed()


def hold_procedure(*, code: str) -> Procedure | None:
    """Nobody else changes this procedure until the act ends, also when it is not listed yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('catalogue'), hashtext(%s))", [code])
    return Procedure.objects.select_related("version").filter(pk=code).first()


def hold_written(*, draft_id: UUID) -> ProcedureDraft:
    """The draft, locked. Raises `NotThere`, or `OutOfOrder` when it is closed or its proposal waits for an answer."""
    found = ProcedureDraft.objects.select_for_update().filter(pk=draft_id).first()
    if found is None:
        raise NotThere()
    if found.closed_at is not None:
        raise OutOfOrder(_("Bản soạn này đã được ban hành hoặc đã bỏ."))
    if found.proposals.filter(outcome=Outcome.OPEN).exists():
        raise OutOfOrder(_("Bản soạn đang chờ người thứ hai đồng ý. Hãy rút đề nghị trước khi sửa."))
    return found


def write_draft(
    *, draft_id: UUID, text: str, based_on: UUID | None, saves: int | None, by: Who, at: datetime
) -> ProcedureDraft:
    """Begin a draft (`saves` is None) or save it. What cannot be read is refused; what the lint says is not.

    Raises `Invalid` with the first faults, `OutOfOrder` when somebody saved since `saves`.
    """
    try:
        definition = read(text, name="")
    except Unreadable as fault:
        said = "; ".join(f"{p.line}: {p.message}" for p in fault.problems[:5])
        raise Invalid(_("Không đọc được bản soạn."), fields={"text": said}) from fault
    values = {
        "code": definition.id, "name": str(definition.name)[:500], "text": text, "saved_by_id": by.account_id,
        "saved_at": at,
    }  # fmt: skip
    if saves is None:
        first = {"id": draft_id, "based_on_id": based_on, "begun_by_id": by.account_id, "begun_at": at}
        return record.add(ProcedureDraft(**first, **values))
    draft = hold_written(draft_id=draft_id)
    if draft.saves != saves:
        raise OutOfOrder(_("Người khác vừa lưu bản soạn này. Hãy mở lại, xem khác gì rồi mới lưu."))
    if draft.based_on_id is not None and draft.code != definition.id:
        said = _("Phiên bản mới của một thủ tục giữ nguyên id “%(id)s”.") % {"id": draft.code}
        raise Invalid(said, fields={"text": said})
    record.change(draft, saves=saves + 1, **values)
    return draft


def close_draft(*, draft: ProcedureDraft, at: datetime) -> None:
    record.change(draft, closed_at=at)


def propose_change(*, change: Change, by: Who, at: datetime) -> Proposal:
    """Put a change of a procedure before a second administrator. Raises `Invalid` naming what is missing."""
    faults = {}
    if not change.reason.strip():
        faults["reason"] = _("Ghi rõ lý do: người thứ hai và người kiểm tra sau này sẽ đọc.")
    if change.effective < day_of(at):
        faults["effective"] = _("Ngày hiệu lực không được trước hôm nay.")
    if faults:
        raise Invalid(fields=faults)
    listed = hold_procedure(code=change.code)
    if Proposal.objects.filter(code=change.code, outcome=Outcome.OPEN).exists():
        raise OutOfOrder(_("Thủ tục này đang có một đề nghị chờ người thứ hai."))
    if change.kind != ProposalKind.PUBLISH and (listed is None or not listed.offered):
        raise OutOfOrder(_("Thủ tục này không được cung cấp."))
    definition = authoring.definition_of(change, listed)
    if definition is not None and ProcedureVersion.objects.filter(code=change.code, digest=digest(definition)).exists():
        raise Invalid(_("Đúng phiên bản này đã được ban hành rồi."))
    return record.add(
        Proposal(
            kind=change.kind, code=change.code, draft_id=change.draft_id,
            version_id=listed.version_id if listed else None,
            definition=json.loads(canonical(definition)) if definition else None,
            digest=digest(definition) if definition else "", effective_date=change.effective,
            reason=change.reason.strip(), approval=change.approval.strip(), rules=list(change.rules),
            proposed_by_id=by.account_id, proposed_at=at,
        )
    )  # fmt: skip


def hold_proposal(*, proposal_id: UUID) -> Proposal:
    """The proposal, locked, with its procedure. Raises `NotThere`, or `OutOfOrder` when it is decided."""
    known = Proposal.objects.filter(pk=proposal_id).values_list("code", flat=True).first()
    if known is None:
        raise NotThere()
    hold_procedure(code=known)
    found = Proposal.objects.select_for_update().get(pk=proposal_id)
    if found.outcome != Outcome.OPEN:
        raise OutOfOrder(_("Đề nghị này đã được trả lời. Hãy tải lại trang."))
    return found


def carry_out(*, proposal: Proposal, by: Who, at: datetime) -> ProcedureVersion | None:
    """A second person consents: publish what was proposed, or withdraw the procedure.

    Raises `NotAllowed` for whoever proposed it, `OutOfOrder` when something else was published since, or when the
    day was let pass.
    """
    if proposal.proposed_by_id == by.user_id:
        raise NotAllowed(_("Người đề nghị không tự đồng ý được: cần một quản trị danh mục khác."))
    listed = Procedure.objects.select_related("version").filter(pk=proposal.code).first()
    if (listed.version_id if listed else None) != proposal.version_id:
        raise OutOfOrder(_("Từ khi đề nghị, một phiên bản khác đã có hiệu lực. Hãy trả lại và đề nghị lại."))
    version = None
    if proposal.kind == ProposalKind.WITHDRAW:
        assert listed is not None
        record.change(listed, offered=False, withdrawn_at=at)
    else:
        definition = Definition.model_validate(proposal.definition)
        version = publish(definition=definition, synonyms=None, by=by, at=at)
        if version is None:
            raise OutOfOrder(_("Đúng phiên bản này đã được ban hành rồi."))
    if proposal.draft_id is not None:
        close_draft(draft=ProcedureDraft.objects.select_for_update().get(pk=proposal.draft_id), at=at)
    record.change(
        proposal, outcome=Outcome.CONSENTED, decided_by_id=by.account_id, decided_at=at,
        published_id=version.pk if version else None,
    )  # fmt: skip
    return version


def turn_down(*, proposal: Proposal, reason: str, by: Who, at: datetime) -> None:
    """Nothing changes; the draft can be edited again. Who proposed it takes it back this way. Raises `Invalid`."""
    if not reason.strip():
        raise Invalid(fields={"reason": _("Ghi rõ lý do.")})
    record.change(
        proposal, outcome=Outcome.REJECTED, decided_by_id=by.account_id, decided_at=at, answer=reason.strip()
    )
