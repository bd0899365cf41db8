"""What an administrator of the catalogue asks: drafts with their faults, proposals, who offers a procedure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.base.refusals import Invalid, NotThere
from motcua.catalogue import lint, lint_definition, rules
from motcua.catalogue.definition import Approval, Definition
from motcua.catalogue.models import LetterVersion, Outcome, Procedure, ProcedureDraft, ProcedureVersion, Proposal
from motcua.catalogue.queries import plain
from motcua.catalogue.source import Source, read, read_source
from motcua.catalogue.workbook import WorkbookSource
from motcua.catalogue.yamlsource import Problem
from motcua.organisation import queries as organisation
from motcua.organisation.models import Level

_PROCEDURES = UUID("6f1d1c9e-6b36-5d43-9a55-0d6f43a5d0c1")


def subject_of(code: str) -> UUID:
    """The id under which the journal tells of this procedure."""
    return uuid5(_PROCEDURES, code)


@dataclass(frozen=True)
class Change:
    """What is proposed. `rules` are places as `rules.switchable` names them."""

    kind: str
    code: str
    effective: date
    reason: str
    draft_id: UUID | None = None
    approval: str = ""
    rules: tuple[str, ...] = ()


def definition_of(change: Change, listed: Procedure | None) -> Definition | None:
    """What this change would publish; None for a withdrawal. Raises `Invalid` for what the lint refuses."""
    if change.kind == "withdraw":
        return None
    if change.kind == "switch_off":
        if listed is None:
            raise NotThere()
        known = Definition.model_validate(listed.version.definition)
        return rules.without(known, change.rules).model_copy(update={"effective_from": change.effective})
    written = ProcedureDraft.objects.filter(code=change.code, closed_at=None)
    draft = written.filter(pk=change.draft_id).first() if change.draft_id else None
    if draft is None:
        raise NotThere()
    definition = read(draft.text, name="").model_copy(update={"effective_from": change.effective})
    if change.approval.strip():
        approval = Approval(by=change.approval.strip()[:200], on=change.effective)
        definition = definition.model_copy(update={"approval": approval})
    need_sound(definition)
    return definition


def need_sound(definition: Definition) -> None:
    """Raises `Invalid`: nothing with a fault goes live, and nothing unverified without a name under it."""
    found = list(_findings(definition))
    doubtful = {place for place, said in lint_definition.unapproved(definition)}
    if faults := [said for place, said in found if place not in doubtful]:
        said = _("Còn %(n)d lỗi; sửa hết rồi mới đề nghị ban hành được.") % {"n": len(faults)}
        raise Invalid(said, fields={"text": "; ".join(faults[:5])})
    if doubtful:
        said = _("Có %(n)d điều chờ xác minh. Ghi tên và chức vụ người chịu trách nhiệm.") % {"n": len(doubtful)}
        raise Invalid(said, fields={"approval": said})


def _findings(definition: Definition) -> Iterable[tuple[tuple[str | int, ...], str]]:
    return lint.findings_of(definition, pack=city())


def city() -> lint.Pack:
    """The units and letters that the database knows, for the lint."""
    units = {u.code: (str(u.level), u.kind) for level in Level.values for u in organisation.of_level(level)}
    letters = LetterVersion.objects.values_list("name", flat=True).distinct()
    return lint.Pack(units=units, letters=frozenset(name.replace("-", "_") for name in letters))


def problems(text: str) -> list[Problem]:
    """The lint's findings in a draft that can be read, by line."""
    return lint.check_procedure(read_source(text, name=""), pack=city())


def cells(source: WorkbookSource) -> list[Any]:
    """The lint's findings in a workbook, by sheet and cell."""
    return [source.fault(path, said) for path, said in lint.findings_of(source.definition, pack=city())]


def draft(draft_id: UUID) -> ProcedureDraft:
    """Raises `NotThere`."""
    found = ProcedureDraft.objects.select_related("saved_by", "begun_by", "based_on").filter(pk=draft_id).first()
    if found is None:
        raise NotThere()
    return found


def read_draft(found: ProcedureDraft) -> Source:
    """The definition of a draft with its lines: it was read when it was saved."""
    return read_source(found.text, name="")


def drafts(words: str = "") -> QuerySet[ProcedureDraft]:
    """What is being written, the latest first."""
    found = ProcedureDraft.objects.filter(closed_at=None).select_related("saved_by").order_by("-saved_at")
    return found.filter(Q(name__icontains=words) | Q(code__icontains=words)) if words else found


def procedure(code: str) -> Procedure:
    """Also one that is withdrawn. Raises `NotThere`."""
    found = Procedure.objects.select_related("version").filter(pk=code).first()
    if found is None:
        raise NotThere()
    return found


def procedures(words: str = "", *, field: str = "", level: str = "", state: str = "") -> QuerySet[Procedure]:
    """All procedures, withdrawn ones too, by name; `state` is `offered` or `withdrawn`."""
    found = Procedure.objects.select_related("version").order_by("name", "code")
    for word in plain(words).split():
        found = found.filter(Q(words__contains=word) | Q(code__contains=word))
    if field:
        found = found.filter(field_code=field)
    if level:
        found = found.filter(level=level)
    return found.filter(offered=state == "offered") if state in {"offered", "withdrawn"} else found


def fields() -> list[tuple[str, str]]:
    """(code, name) of all fields, also of those in which everything is withdrawn."""
    return list(Procedure.objects.order_by("field_name").values_list("field_code", "field_name").distinct())


def version(code: str, version_id: UUID) -> ProcedureVersion:
    """Raises `NotThere`."""
    found = ProcedureVersion.objects.filter(pk=version_id, code=code).first()
    if found is None:
        raise NotThere()
    return found


def proposal(proposal_id: UUID) -> Proposal:
    """Raises `NotThere`."""
    found = proposals().filter(pk=proposal_id).first()
    if found is None:
        raise NotThere()
    return found


def proposals(*, code: str = "", waiting: bool = False) -> QuerySet[Proposal]:
    """The latest first; of one procedure, or those that wait for a second person."""
    found = Proposal.objects.select_related("proposed_by", "decided_by", "draft", "version", "published")
    found = found.filter(code=code) if code else found
    return (found.filter(outcome=Outcome.OPEN) if waiting else found).order_by("-proposed_at")


def doubts(definition: Definition) -> Iterable[Any]:
    """What needs somebody's name before it goes live."""
    return lint_definition.unapproved(definition)
