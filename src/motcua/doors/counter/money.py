"""Money at the counter: the drawer's day, the bank's lines that need a person, the daily comparison, one bill."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua import casework
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid, NotThere
from motcua.catalogue import application
from motcua.doors.counter.reading import CLERKS, frame, opened
from motcua.doors.lobby import asking, paying
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.dossiers import queries as dossiers
from motcua.dossiers.clock import local
from motcua.organisation import queries as organisation
from motcua.payments import exemptions, matching, reconciling, till
from motcua.payments import queries as payments
from motcua.people.models import Role

STATEMENT_MOST = 2_000_000  # bytes


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def drawer(request: Request) -> HttpResponse:
    """What I took today, by the ledger; counting it closes my day. Below: days of colleagues to take over."""
    refusal = None
    units = sorted(request.who.units(*CLERKS), key=str)
    if request.method == "POST":
        try:
            casework.close_day(
                subject_id=new_id(), unit_id=_unit(request, units), note=asking.text(request.POST, "note", most=500),
                counted_vnd=_counted(request.POST.get("counted_vnd", "")), by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            messages.success(request, _("Đã chốt quỹ hôm nay. Hãy bàn giao cho người nhận quỹ."))
            return redirect("counter:drawer")
        except Invalid as found:
            refusal = found
    today = local(timezone.now()).date()
    drawers = [
        {
            "unit": organisation.unit(unit), "taken": till.taken(unit, actor=request.who.actor, day=today),
            "closed": till.closed(unit, cashier_id=request.who.account_id, day=today), "recent": till.recent(unit),
        }
        for unit in units
    ]  # fmt: skip
    words = frame(request, here="money") | {
        "drawers": drawers, "faults": dict(refusal.fields) if refusal else {}, "day": today,
        "counted": request.POST.get("counted_vnd", "")[:20], "note": request.POST.get("note", "")[:500],
        "bookkeeper": bool(request.who.units(Role.CASHIER)),
    }  # fmt: skip
    return render(request, "counter/drawer.html", words, status=422 if refusal else 200)


def _unit(request: Request, units: list[UUID]) -> UUID:
    """The unit whose drawer is counted: one of the officer's own."""
    chosen = request.POST.get("unit", "")
    return next((unit for unit in units if str(unit) == chosen), units[0])


def _counted(typed: str) -> int:
    """What was counted: nothing at all is a sum, too; what is no sum is none that could be."""
    return 0 if typed.strip() in {"0", "0 đ"} else asking.amount(typed) or -1


@officers_only(*CLERKS)
@require_POST
def take_over(request: Request, day_id: UUID) -> HttpResponse:
    casework.take_over_day(subject_id=day_id, by=request.who, at=timezone.now(), key=key_of(request))
    messages.success(request, _("Đã nhận bàn giao quỹ."))
    return redirect("counter:drawer")


@officers_only(Role.CASHIER)
@require_http_methods(["GET", "POST"])
def bank(request: Request) -> HttpResponse:
    """Take a statement in; the lines that no order claims wait here for a person."""
    refusal = None
    if request.method == "POST":
        try:
            new = paying.keep_statement(
                "", _text_of(request), by=request.who, at=timezone.now(), key=key_of(request)
            )
            messages.success(request, _("Đã nhập sao kê: %(n)s dòng mới.") % {"n": new})
            return redirect("counter:bank")
        except Invalid as found:
            refusal = found
    lines = [
        {"line": one.line, "why": one.why, "codes": [paying.code_of(o.dossier_id) for o in one.orders]}
        for one in matching.waiting()
        if one.order is None
    ]
    words = frame(request, here="money") | {"lines": lines, "error": refusal.said if refusal else ""}
    return render(request, "counter/bank.html", words, status=422 if refusal else 200)


def _text_of(request: Request) -> str:
    """The CSV that was chosen. Raises `Invalid`."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > STATEMENT_MOST:
        raise Invalid(_("Chọn tệp sao kê CSV, nhiều nhất 2 MB."))
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Invalid(_("Tệp sao kê phải là CSV, mã UTF-8.")) from fault


@officers_only(Role.CASHIER)
@require_POST
def settle_line(request: Request, line_id: UUID) -> HttpResponse:
    """A person says whose money a line is (by the code of the dossier), or why it is nobody's."""
    now, key = timezone.now(), key_of(request)
    try:
        if request.POST.get("do") == "aside":
            reason = asking.text(request.POST, "said", most=300)
            casework.set_line_aside(subject_id=line_id, reason=reason, by=request.who, at=now, key=key)
        else:
            found = dossiers.by_code(request.who, request.POST.get("said", "")[:60])
            casework.book_transfer(dossier_id=found.pk, line_id=line_id, by=request.who, at=now, key=key)
        messages.success(request, _("Đã xử lý dòng sao kê."))
    except NotThere:
        messages.error(request, _("Không có hồ sơ nào mang mã này ở đơn vị của bạn."))
    except Invalid as refusal:
        messages.error(request, " ".join([str(refusal.said), *map(str, refusal.fields.values())]))
    return redirect("counter:bank")


@officers_only(Role.CASHIER)
@require_GET
def reconcile(request: Request) -> HttpResponse:
    """One day in the ledger, at the gateways and at the bank, with every difference by its name."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = local(timezone.now()).date()
    found = reconciling.reconciled(day)
    rows = [
        {"one": one, "where": paying.way_words(one.where), "code": paying.code_of(one.dossier_id)}
        for one in found.differences
    ]
    sums = [{"name": paying.way_words(name), "ours": ours, "theirs": theirs} for name, ours, theirs in found.sums]
    words = frame(request, here="money") | {"found": found, "rows": rows, "sums": sums}
    return render(request, "counter/reconcile.html", words)


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def ledger(request: Request, dossier_id: UUID) -> HttpResponse:
    """One bill: its ledger, exemptions on evidence, refunds by two people, a reminder with a link."""
    found = opened(request, dossier_id)
    refusal = None
    if request.method == "POST":
        try:
            messages.success(request, _do(request, dossier_id))
            return redirect("counter:ledger", dossier_id)
        except Invalid as fault:
            refusal = fault
    applied = application.promised(
        found.version_id, answers=dossiers.last_answers(found.pk), unit_id=found.offering_unit_id,
        channel=found.channel_name, at=found.submitted_at,
    )  # fmt: skip
    account = payments.account(found.pk)
    here = reverse("counter:dossier", args=[found.pk])
    waived = {e.line for e in account.entries if e.kind == "waiver"}
    words: dict[str, Any] = frame(request, here="worklist") | {
        "dossier": found, "account": account, "refunds": payments.refunds(found.pk), "standing": standing(account),
        "grantable": [
            g for g in exemptions.grantable(applied, papers=dossiers.papers(found.pk)) if g.line not in waived
        ],
        "paper_names": {p.paper.id: str(p.paper.name) for p in applied.papers},
        "faults": [str(said) for said in (refusal.fields.values() or [refusal.said])] if refusal else [],
        "crumbs": [(_("Việc cần làm"), reverse("counter:worklist")), (found.code, here), (_("Sổ tiền"), "")],
    }  # fmt: skip
    return render(request, "counter/ledger.html", words, status=422 if refusal else 200)


def _do(request: Request, dossier_id: UUID) -> str:
    """The one act that the form asks for; answers what was done."""
    sent = request.POST
    said: dict[str, Any] = {"dossier_id": dossier_id, "by": request.who, "at": timezone.now(), "key": key_of(request)}
    match sent.get("do"):
        case "exempt":
            line, _bar, exemption = sent.get("exemption", "")[:130].partition("|")
            casework.exempt(line=line, exemption=exemption, evidence=sent.get("evidence", "")[:60], **said)
            return _("Đã miễn, giảm theo giấy tờ đã chọn.")
        case "refund":
            casework.ask_refund(
                amount_vnd=asking.amount(sent.get("amount_vnd", "")), way=sent.get("way", "")[:10],
                to=asking.text(sent, "to", most=200), reason=asking.text(sent, "reason", most=500), **said,
            )  # fmt: skip
            return _("Đã đề nghị hoàn tiền; người thứ hai duyệt.")
        case "grant":
            refund_id = asking.text(sent, "refund", most=36)
            found = next((r.id for r in payments.refunds(dossier_id) if str(r.id) == refund_id), None)
            if found is None:
                raise NotThere()
            done = casework.grant_refund(refund_id=found, **said)
            return _("Đã duyệt hoàn tiền, phiếu số %(number)s.") % {"number": done.said["number"]}
        case "remind":
            casework.remind(**said)
            return _("Đã gửi người nộp liên kết để nộp trực tuyến.")
    raise NotThere()


def standing(account: Any) -> tuple[str, str, str]:
    """The chip of a bill: what its sums make."""
    return {
        "free": ("plain", "○", _("không có khoản phải nộp")),
        "unpaid": ("soon", "!", _("chưa nộp")),
        "underpaid": ("soon", "!", _("nộp thiếu")),
        "paid": ("done", "✓", _("đã nộp đủ")),
        "overpaid": ("late", "!", _("nộp thừa")),
        "refunded": ("done", "↩", _("đã hoàn tiền")),
    }[account.standing]
