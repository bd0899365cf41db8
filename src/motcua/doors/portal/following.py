"""Where is my dossier: for its applicant, for whoever holds the receipt's secret, and for whoever has only the code."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.base.refusals import NotThere
from motcua.catalogue import queries as catalogue
from motcua.documents import queries as documents
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request, persons_only
from motcua.doors.portal.files import own
from motcua.doors.portal.front import CODE_FIELD, code_field
from motcua.doors.portal.history import history
from motcua.doors.portal.pages import language, show, typed, unit_name, whole_place
from motcua.doors.portal.promise import reception_due
from motcua.doors.portal.rail import Facts, rail
from motcua.doors.portal.todo import Todo, todo
from motcua.doors.portal.words import quantity_words
from motcua.dossiers import calendars, groups, representation
from motcua.dossiers import queries as dossiers
from motcua.feedback import queries as feedback
from motcua.notices import queries as notices
from motcua.organisation import queries as organisation
from motcua.payments import queries as payments
from motcua.post import queries as post
from motcua.results import queries as results
from motcua.results.lifecycle import ResultState
from motcua.routing import queries as routing

CODES_A_MINUTE, SECRETS_A_MINUTE = 20, 20


@require_http_methods(["GET", "POST"])
def track(request: Request) -> HttpResponse:
    """By the code alone: how far it is, and nothing else (TT 01/2018 art. 16.2d). Typing codes at random is braked."""
    if request.method != "POST":
        return show(
            request, "track", {"here": "track", "field": code_field(value=request.GET.get(CODE_FIELD, "")[:60])}
        )
    brake(request, what="code", most=CODES_A_MINUTE)
    code = typed(request.POST.get(CODE_FIELD, ""), most=60)
    words: dict[str, Any] = {"here": "track"}
    try:
        found = dossiers.publicly(code)
    except NotThere:
        said = _("Không có hồ sơ nào mang mã này. Hãy xem lại mã trên giấy tiếp nhận.")
        words |= {"field": code_field(value=code, error=said), "errors": [{"name": CODE_FIELD, "message": said}]}
        return show(request, "track", words, status=404)
    words |= {"field": code_field(value=found.code), "found": found, "percent": found.steps_done * 20}
    return show(request, "track", words)


@require_safe
def follow(request: Request, secret: str) -> HttpResponse:
    """By the secret of the receipt: the way and the due date, without papers, answers or acts."""
    try:
        found = dossiers.by_secret(typed(secret, most=40))
    except NotThere:
        brake(request, what="secret", most=SECRETS_A_MINUTE)
        raise
    if request.who.person_id is not None and request.who.person_id in {found.submitter_id, found.owner_id}:
        return redirect("portal:dossier", found.pk)
    return show(request, "dossier", {**_way(found), "here": "track", "own": False})


@require_safe
@persons_only
def dossier(request: Request, dossier_id: UUID) -> HttpResponse:
    """Everything about one's own dossier on one page."""
    found = own(request, dossier_id)
    acts = {step.act for step in dossiers.open_acts(request.who, found)}
    words = {
        **_way(found, acts=frozenset(acts)),
        "here": "mine",
        "own": True,
        **_things(found),
        **_behalf(found, person_id=request.who.person_id),
        "may_withdraw": "withdraw" in acts and not results.is_decided(found.pk),
        "crumbs": [(_("Hồ sơ của tôi"), reverse("portal:mine")), (found.code, "")],
    }
    return show(request, "dossier", words)


def head(found: Any) -> dict[str, Any]:
    """What stands at the top of every page of a dossier."""
    definition = catalogue.definition(found.version_id)
    return {
        "dossier": found,
        "code": found.code,
        "state": found.state,
        "state_label": found.get_state_display(),
        "procedure": (definition.short_name or definition.name).into(language()),
    }


def _way(found: Any, *, acts: frozenset[str] | None = None) -> dict[str, Any]:
    """The way so far. `acts` are the applicant's open ones; None for somebody who only holds the secret."""
    moves = dossiers.movements(found.pk)
    receiving, settling = organisation.unit(found.receiving_unit_id), organisation.unit(found.settling_unit_id)
    result, parcel = results.running(found.pk), post.parcel(found.pk)
    requests = dossiers.requests(found.pk)
    facts = Facts(
        dossier=found,
        movements=moves,
        result=result.state if result else None,
        receiving=whole_place(receiving),
        settling=whole_place(settling),
        parcel=parcel,
        handed_to=results.hand_over(found.pk),
        levels=tuple(whole_place(unit) for unit in routing.levels(found.pk)),
        decided_since=_decided_since(found, result),
        paused_for=_paused_for(found),
        reception_due=reception_due(receiving, submitted_at=moves[-1].at if moves else found.submitted_at),
    )
    now = Todo(
        dossier=found,
        acts=acts or frozenset(),
        own=acts is not None,
        request=requests[-1] if requests else None,
        due_vnd=payments.account(found.pk).due_vnd,
        office=whole_place(receiving),
        parcel=parcel,
        rated=feedback.is_rated(found.pk),
        online=bool(payments.ways()),
    )
    return {
        **head(found),
        "rail": rail(facts),
        "todo": todo(now),
        "why": calendars.explained(dossiers.clock_events(found.pk), language=language()),
        "entries": history(found, moves, units={receiving.pk: unit_name(receiving), settling.pk: unit_name(settling)}),
        "minutes_left": None
        if found.finished_at or found.closed_at
        else dossiers.minutes_left(found, now=timezone.now()),
        "paused": found.paused_at is not None,
        "due_at": found.due_at,
        "parcel": parcel,
        "members": linked(found),
        "lead": groups.lead_named(found),
    }


def linked(found: Any) -> list[dict[str, Any]]:
    """Of a linked application, every part that other agencies settle: how far it is, until when, what it waits for."""
    if found.group != found.pk:
        return []
    opened, names = groups.dossiers_of(found.pk), {groups.LEAD: head(found)["procedure"]}
    rows = groups.of(found.pk)
    for row in rows:
        definition = catalogue.definition(row.version_id)
        names[row.member] = (definition.short_name or definition.name).into(language())
    return [
        {
            "name": names[row.member], "unit": whole_place(row.unit), "dossier": opened.get(row.opens),
            "minutes_left": _left(opened.get(row.opens)), "outcome": row.outcome,
            "waits_for": [names[name] for name in row.after if not row.ended_at],
        }
        for row in rows
    ]  # fmt: skip


def _left(one: Any) -> int | None:
    return None if one is None or one.finished_at or one.closed_at else dossiers.minutes_left(one, now=timezone.now())


def _decided_since(found: Any, result: Any) -> Any:
    """Since when the result in hand lies where it lies."""
    steps = [step.at for step in results.steps(found.pk) if result is not None and step.result_id == result.id]
    return steps[-1] if steps else None


def _paused_for(found: Any) -> str:
    """The cause of the pause that runs now; "" while the clock runs."""
    if found.paused_at is None:
        return ""
    return next((e.data["cause"] for e in reversed(dossiers.clock_events(found.pk)) if e.kind == "pause"), "")


def _things(found: Any) -> dict[str, Any]:
    """Letters, money, result, papers: only for the applicant."""
    account, result = payments.account(found.pk), results.running(found.pk)
    issued = result if result is not None and result.state == ResultState.SEALED else None
    return {
        "letters": letters_of(found),
        "account": account,
        "pay_url": reverse("portal:pay", args=[found.pk])
        if account.due_vnd > 0 and found.closed_at is None and payments.ways()
        else "",
        "bill": [
            {"label": e.label, "amount_vnd": e.amount_vnd, "mark": e.mark == "R"}
            for e in account.entries
            if e.kind == "charge"
        ],
        "result": issued,
        "papers": _papers(found),
        "verify_url": reverse("portal:verify", args=[issued.id]) if issued else "",
        "grievance": feedback.grievance(found.pk),
    }


def letters_of(found: Any) -> list[dict[str, Any]]:
    names = {
        "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
        "supplement": _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
        "refusal": _("Phiếu từ chối tiếp nhận hồ sơ"),
        "stop_notice": _("Thông báo dừng giải quyết"),
        "fee_receipt": _("Biên lai phí, lệ phí"),
        "apology": _("Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
        "control_sheet": _("Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    }
    return [
        {"name": names.get(one.name, one.name), "at": one.at, "url": reverse("portal:letter", args=[found.pk, one.id])}
        for one in notices.letters(found.pk)
        if one.name != "control_sheet"
    ]


def _papers(found: Any) -> list[dict[str, Any]]:
    names = {p.id: p.name.into(language()) for p in catalogue.definition(found.version_id).papers}
    names[representation.MANDATE] = _("Giấy uỷ quyền")
    files = {document.id: document for document in documents.of_dossier(found.pk)}
    return [
        _paper(found, one, names=names, file=files.get(one.document_id) if one.document_id else None)
        for one in dossiers.papers(found.pk)
    ]


def _paper(found: Any, paper: Any, *, names: dict[str, str], file: Any) -> dict[str, Any]:
    """For the lobby's paper list: a file, or sheets that the counter counted."""
    counted = quantity_words(original=paper.originals, certified=paper.certified, copies=paper.copies)
    words = {"name": names.get(paper.code, paper.code), "uploaded_at": paper.at, "note": counted}
    if file is None:
        return words
    keys = [found.pk, file.id]
    return words | {
        "file_name": file.name,
        "size_bytes": file.size,
        "pages": file.pages,
        "digest": file.digest,
        "url": reverse("portal:paper", args=keys),
        "thumbnail_url": reverse("portal:picture", args=keys) if file.picture_digest else "",
    }


def _behalf(found: Any, *, person_id: UUID | None) -> dict[str, Any]:
    """For the page of a dossier: the three people, and what its owner may do about it."""
    behalf = representation.of(found.pk)
    if behalf is None:
        return {}
    return {
        "behalf": behalf,
        "may_object": person_id == found.owner_id,
        "objections": representation.objections(found.pk) if person_id == found.owner_id else [],
    }
