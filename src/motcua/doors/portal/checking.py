"""The last pages of a draft: how the result comes back, everything once more, send."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua import casework
from motcua.base.refusals import Invalid, NotThere
from motcua.catalogue import application
from motcua.doors.lobby.requests import Request, key_of
from motcua.doors.portal.behalf import owner_words
from motcua.doors.portal.drafts import ADDRESS, Writing, only_its_writer, opened, with_draft
from motcua.doors.portal.pages import language, place_named, show, typed, whole_place
from motcua.doors.portal.papers import wanted
from motcua.doors.portal.particulars import NAMES
from motcua.doors.portal.promise import promise
from motcua.doors.portal.questions import errors_of, question_of, shown
from motcua.dossiers import queries as dossiers
from motcua.people import queries as people

COUNTER, POST = "counter", "post"


@require_http_methods(["GET", "POST"])
@with_draft
def way_back(request: Request, writing: Writing) -> HttpResponse:
    """At the counter, or by the public post to an address; some results are handed over in person only."""
    chosen, address = writing.kept.return_by, writing.address
    errors: dict[str, str] = {}
    if request.method == "POST":
        chosen = request.POST.get("return_by", "")
        address = " ".join(typed(request.POST.get("address", ""), most=300).split())
        if chosen not in _ways(writing):
            errors["return_by"] = _("Hãy chọn cách nhận kết quả.")
        elif chosen == POST and len(address) < 8:
            errors["address"] = _("Hãy ghi đủ số nhà, đường, phường, quận để bưu chính giao được.")
        if not errors:
            changes = {"return_by": chosen, "answers": {**writing.answers, ADDRESS: address if chosen == POST else ""}}
            casework.save(dossier_id=writing.kept.pk, changes=changes, saves=None, by=request.who, at=timezone.now())
            return redirect("portal:mine" if "leave" in request.POST else writing.url("check"))
    assert request.who.person_id is not None
    words = {
        "procedure": writing.name,
        **writing.place(writing.url("return")),
        "errors": errors_of(errors),
        "way": _way_field(writing, chosen=chosen, error=errors.get("return_by", "")),
        "address": {
            "kind": "textarea",
            "name": "address",
            "label": _("Địa chỉ nhận"),
            "error": errors.get("address", ""),
            "value": address or ("" if writing.guest else people.person(request.who.person_id).address),
            "optional": True,
            "autocomplete": "street-address",
            "help": _("Chỉ cần khi nhận qua bưu chính: số nhà, đường, phường, quận, thành phố."),
        },
        "by_post": POST in _ways(writing),
    }
    return show(request, "return", words, status=422 if errors else 200)


def _ways(writing: Writing) -> list[str]:
    in_person = any(result.in_person_only for result in writing.definition.results)
    return [COUNTER] if in_person else [COUNTER, POST]


def _way_field(writing: Writing, *, chosen: str, error: str) -> dict[str, Any]:
    office = whole_place(writing.kept.unit) if writing.kept.unit else ""
    labels = {COUNTER: _("Đến nhận tại Bộ phận Một cửa"), POST: _("Bưu chính công ích giao tận nơi")}
    helps = {COUNTER: office, POST: _("Người nhận trả cước cho bưu chính.")}
    return {
        "kind": "one_of",
        "name": "return_by",
        "label": _("Bạn muốn nhận kết quả thế nào?"),
        "value": chosen,
        "error": error,
        "choices": [{"value": way, "label": labels[way], "help": helps[way]} for way in _ways(writing)],
    }


@require_safe
@with_draft
def check(request: Request, writing: Writing) -> HttpResponse:
    if writing.kept.unit_id is None:
        return redirect(writing.url("unit"))
    return _page(request, writing, errors={})


@require_http_methods(["GET", "POST"])
@with_draft
def send(request: Request, writing: Writing) -> HttpResponse:
    """Send once, however often the button is pressed: the draft's id becomes the dossier's."""
    only_its_writer(request)
    if request.method != "POST":
        return redirect(writing.url("check"))  # a page with faults that was loaded anew
    if writing.kept.unit_id is None:
        return redirect(writing.url("unit"))
    raw = {name: request.POST.getlist(name) for name in request.POST}
    answers = writing.answers
    for page in writing.pledges():
        answers = writing.form.clean(raw, answers=answers, section=page["id"], situation=writing.situation).answers
    changes, now = {"answers": writing.with_address(answers)}, timezone.now()
    try:
        casework.save(dossier_id=writing.kept.pk, changes=changes, saves=None, by=request.who, at=now)
        casework.submit(
            dossier_id=writing.kept.pk,
            unit_id=writing.kept.unit_id,
            address=writing.address,
            by=request.who,
            at=now,
            key=key_of(request),
            assisted_by=UUID(writing.assisted["id"]) if writing.assisted else None,
        )
    except Invalid as refusal:
        return _page(request, opened(request, writing.kept.pk), errors=refusal.fields)
    except NotThere:
        # The other press of the button was faster: if there is a dossier now, this one has done its work too.
        return redirect("portal:receipt", dossiers.one(request.who, writing.kept.pk).pk)
    return redirect("portal:receipt", writing.kept.pk)


def _page(request: Request, writing: Writing, *, errors: dict[str, str]) -> HttpResponse:
    now = timezone.now()
    applied = application.promised(
        writing.kept.version_id, answers=writing.answers, unit_id=writing.kept.unit_id, channel=writing.channel, at=now
    )
    faults = errors or _faults(writing)
    pledges = [shown(f, sources={}) for page in writing.pledges() for f in page["fields"]]
    if errors:
        for pledge in pledges:
            pledge["field"]["error"] = errors.get(pledge["field"]["name"], "")
    words = {
        "procedure": writing.name,
        "about": applied.definition.name.into(language()),
        **writing.place(writing.url("check")),
        "errors": errors_of(_linked(faults) if errors else {}),
        "faults": _where(writing, faults),
        "sections": _sections(writing),
        "tables": _tables(writing),
        "pledges": pledges,
        "papers": _papers(writing),
        "papers_url": f"{writing.url('papers')}?from=check",
        "fees": [_fee(f) for f in applied.fees],
        "exemptions": _possible(applied.fees),
        "total_vnd": sum(f.amount_vnd or 0 for f in applied.fees),
        "promise": promise(applied, at=now),
        "limit_mark": applied.offer.limit is not None and applied.offer.limit.mark == "R",
        "office": whole_place(applied.receiving),
        "send_url": writing.url("send"),
        "print_url": writing.url("filled_form"),
        "discard_url": writing.url("discard"),
        "present": applied.offer.must_be_present,
    }
    return show(request, "check", words, status=422 if errors else 200)


def _linked(faults: dict[str, str]) -> dict[str, str]:
    return {name: str(said) for name, said in faults.items()}


def _faults(writing: Writing) -> dict[str, str]:
    """What is still missing or wrong, the declarations of this page aside."""
    asked_here = {field["name"] for page in writing.pledges() for field in page["fields"]}
    checked = writing.form.check(writing.answers, situation=writing.situation)
    found = {name: said for name, said in checked.errors.items() if question_of(name) not in asked_here}
    for demand in writing.demands():
        if demand.required and not writing.kept.papers.get(demand.id):
            found[f"paper.{demand.id}"] = _("Còn thiếu: %(name)s.") % {"name": demand.paper.name.into(language())}
    return found


def _where(writing: Writing, faults: dict[str, str]) -> list[dict[str, str]]:
    """Each fault with the page on which it is put right."""
    sections = {f["name"]: p["id"] for p in writing.pages() for f in p["fields"]}
    labels = {name: ready.question.label.into(language()) for name, ready in writing.form.by_id.items()}
    asked_here = {field["name"] for page in writing.pledges() for field in page["fields"]}
    found = []
    for name, said in faults.items():
        question = question_of(name)
        if name.startswith("paper."):
            url, label = f"{writing.url('papers')}?from=check#{name}", ""
        elif name in {"basis", *NAMES} and question not in sections:
            url, label = f"{writing.url('behalf')}?from=check#{name}", ""
        elif question in asked_here:
            url, label = f"#{question}", ""
        elif question in sections:
            url, label = f"{writing.section_url(sections[question])}?from=check#{name}", labels.get(question, "")
        else:
            url, label = writing.url("check"), ""
        found.append({"url": url, "label": label, "said": str(said)})
    return found


def _sections(writing: Writing) -> list[dict[str, Any]]:
    """For the lobby's summary list: where and how first, then the answers by section, each with a way to change it."""
    office = whole_place(writing.kept.unit)
    way = (
        _("Bưu chính giao đến: %(address)s") % {"address": writing.address}
        if writing.kept.return_by == POST
        else _("Đến nhận tại Bộ phận Một cửa")
    )
    found: dict[str, dict[str, Any]] = {
        "": {
            "title": _("Nơi nộp và cách nhận"),
            "rows": [
                {
                    "label": _("Chủ hồ sơ"),
                    "value": owner_words(writing.kept.behalf),
                    "change_url": f"{writing.url('behalf')}?from=check",
                },
                {"label": _("Nơi nộp hồ sơ"), "value": office, "change_url": f"{writing.url('unit')}?from=check"},
                {"label": _("Nhận kết quả"), "value": way, "change_url": f"{writing.url('return')}?from=check"},
            ],
        }
    }
    pledges = {page["id"] for page in writing.pledges()}
    for one in _shown(writing):
        if one.section in pledges or one.head:
            continue
        section = found.setdefault(one.section, {"title": one.section_title, "rows": []})
        url = f"{writing.section_url(one.section)}?from=check#{one.question}"
        calculated = writing.form.by_id[one.question].calc is not None
        section["rows"].append({"label": one.label, "value": one.value, "change_url": "" if calculated else url})
    return list(found.values())


def _tables(writing: Writing) -> list[dict[str, Any]]:
    return [
        {
            "title": one.label,
            "head": one.head,
            "rows": one.rows,
            "change_url": f"{writing.section_url(one.section)}?from=check#{one.question}",
        }
        for one in _shown(writing)
        if one.head
    ]


def _shown(writing: Writing) -> list[Any]:
    return writing.form.shown(writing.answers, situation=writing.situation, language=language(), place=place_named)


def _papers(writing: Writing) -> list[dict[str, Any]]:
    """For the lobby's paper list: one row a file, one for each paper that has none yet."""
    rows: list[dict[str, Any]] = []
    for paper in wanted(writing, errors={}):
        rows += [{**file, "name": paper["name"]} for file in paper["files"]]
        if not paper["files"]:
            note = paper["quantity"] if paper["required"] else _("Không bắt buộc.")
            rows.append({"name": paper["name"], "missing": paper["required"], "note": note, "size_bytes": None})
    return rows


def _fee(demand: Any) -> dict[str, Any]:
    waived = "; ".join(e.text.into(language()) for e in demand.waived)
    return {
        "label": demand.line.name.into(language()),
        "amount_vnd": demand.amount_vnd,
        "basis": waived,
        "mark": demand.mark == "R",
    }


def _possible(fees: list[Any]) -> list[str]:
    return list(dict.fromkeys(e.text.into(language()) for fee in fees if fee.amount_vnd for e in fee.possible))
