"""A procedure as the reader's questions: can I, what do I need, what does it cost, how long, how do I get it.

Every fact keeps its mark: `mark` is true for what is still to be verified, and the page says so beside it.
"""

from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue import levels
from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Definition
from motcua.catalogue.facts import Fact
from motcua.catalogue.offering import Case, Paper, PaperOfCase
from motcua.doors.portal.pages import unit_name
from motcua.doors.portal.words import (
    applicant_words,
    channel_words,
    cut_off_words,
    level_words,
    limit_words,
    quantity_words,
    validity_words,
)
from motcua.payments import queries as payments

FEW_UNITS = 3


def facts_of(found: Definition, *, language: str) -> dict[str, Any]:
    """Everything that the page of a procedure shows, in the order of its sections."""
    return {
        "name": found.name.into(language),
        "short": (found.short_name or found.name).into(language),
        "summary": found.summary.into(language) if found.summary else "",
        "field": found.field.name.into(language),
        "level": level_words(found.authority[0].level),
        "codes": [{"text": c.code, **_sure(c)} for c in found.codes],
        "who": [applicant_words(kind) for kind in found.applicants],
        "requirements": [_said(s, language) for s in found.requirements],
        "presence": _presence(found),
        "cases": _cases(found, language=language),
        "sets": found.paper_sets,
        "channels": _channels(found, language=language),
        "exemptions": [{"text": e.text.into(language), **_sure(e)} for e in found.exemptions],
        "cut_off": {"text": cut_off_words(found.cut_off.value), **_sure(found.cut_off)} if found.cut_off else None,
        "results": [_result(r, language=language) for r in found.results],
        "steps": [_said(s, language) for s in found.sequence],
        "law": [_law(b, language=language) for b in found.legal_basis],
        "where": where_words(found),
        "authority": _sure(found.authority[0]),
        "online": found.channels.online is not None and found.form is not None,
        **_scales(found, language=language),
    }


def where_words(found: Definition) -> list[str]:
    """Which offices take it in: by name when they are few, else by their kind."""
    units = catalogue.units_offering(found)
    if len(units) <= FEW_UNITS:
        return [unit_name(one) for one in units]
    names = {
        "commune": _("Ủy ban nhân dân phường, xã, thị trấn"),
        "district": _("Ủy ban nhân dân quận, huyện, thị xã"),
        "city": _("Các sở của thành phố"),
    }
    return [names[level] for level in dict.fromkeys(rule.level for rule in found.authority)]


def _sure(fact: Fact) -> dict[str, Any]:
    return {"mark": fact.mark == "R", "basis": fact.source if fact.mark != "R" else ""}


def _said(statement: Any, language: str) -> dict[str, Any]:
    return {"text": statement.text.into(language), **_sure(statement)}


def _presence(found: Definition) -> dict[str, Any] | None:
    if found.must_be_present is None or not found.must_be_present.value:
        return None
    return {"text": _("Người yêu cầu phải có mặt."), **_sure(found.must_be_present)}


def _cases(found: Definition, *, language: str) -> list[dict[str, Any]]:
    """The papers of each case; one nameless case where the procedure has none."""
    known = {paper.id: paper for paper in found.papers}
    every = [PaperOfCase(paper=paper.id) for paper in found.papers]
    if not found.cases:
        papers = [_paper(known[ref.paper], ref, language=language) for ref in every]
        return [{"name": "", "mark": False, "basis": "", "papers": papers}]
    return [
        {
            "name": case.name.into(language),
            **_sure(case),
            "limit": limit_words(case.limit) if case.limit else "",
            "papers": [
                _paper(known[ref.paper], ref, language=language) for ref in _refs(case, every) if ref.paper in known
            ],
        }
        for case in found.cases
    ]


def _refs(case: Case, every: list[PaperOfCase]) -> list[PaperOfCase]:
    return every if case.papers is None else case.papers


def _paper(paper: Paper, ref: PaperOfCase, *, language: str) -> dict[str, Any]:
    def given(own: int | None, otherwise: int) -> int:
        return otherwise if own is None else own

    required = paper.required if ref.required is None else ref.required
    conditions = [paper.show_if, ref.required_if or paper.required_if]
    replaced = paper.replaceable_by
    return {
        "name": paper.name.into(language),
        "help": paper.help.into(language) if paper.help else "",
        "quantity": quantity_words(
            original=given(ref.original, paper.original),
            certified=given(ref.certified, paper.certified),
            copies=given(ref.copy_count, paper.copy_count),
        ),
        "sometimes": any(rule is not None for rule in conditions),
        "optional": not required and all(rule is None for rule in conditions),
        "on_paper": not paper.electronic,
        "present": paper.must_be_present,
        "replaced": _("%(database)s (%(clause)s)")
        % {"database": replaced.database.into(language), "clause": replaced.clause}
        if replaced
        else "",
        "replaced_mark": replaced is not None and replaced.mark == "R",
        **_sure(paper),
    }


def _channels(found: Definition, *, language: str) -> list[dict[str, Any]]:
    """The ways to hand in; ways on the same terms are said together, under all their names."""
    together: list[dict[str, Any]] = []
    for one in _each_channel(found, language=language):
        same = next((c for c in together if all(c[k] == one[k] for k in one if k not in {"name", "online"})), None)
        if same is None:
            together.append(one)
        else:
            same["name"] = f"{same['name']} · {one['name']}"
            same["online"] = same["online"] or one["online"]
    return together


def _each_channel(found: Definition, *, language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": channel_words(name),
            "online": name == "online",
            "limit": limit_words(terms.limit),
            "limit_note": terms.limit.note.into(language) if terms.limit and terms.limit.note else "",
            **(_sure(terms.limit) if terms.limit else {"mark": False, "basis": ""}),
            "extensions": [
                {"text": e.reason.into(language), "limit": limit_words(e.limit), **_sure(e)} for e in terms.extensions
            ],
            "fees": [_fee(line, language=language) for line in terms.fees],
            "note": terms.note.into(language) if terms.note else "",
        }
        for name, terms in found.channels.open().items()
    ]


def _fee(line: Any, *, language: str) -> dict[str, Any]:
    name = line.name.into(language)
    if line.per:
        name = f"{name}, {line.per.into(language)}"
    amount = line.amount_vnd
    return {
        "label": name,
        "amount_vnd": amount,
        "basis": line.source if line.mark != "R" else "",
        "mark": line.mark == "R",
        "calculated": line.calc is not None,
        "sometimes": line.when is not None,
    }


def _result(result: Any, *, language: str) -> dict[str, Any]:
    return {
        "name": result.name.into(language),
        "paper": result.paper,
        "electronic": result.electronic,
        "in_person": result.in_person_only,
        "validity": validity_words(result.validity, language=language),
        **_sure(result),
    }


def _law(basis: Any, *, language: str) -> dict[str, Any]:
    articles = _("điều %(articles)s") % {"articles": basis.articles} if basis.articles else ""
    text = ", ".join(part for part in (f"{basis.title.into(language)} {basis.number}", articles) if part)
    return {"text": text, "url": basis.url if basis.url.startswith("https://") else "", **_sure(basis)}


def _scales(found: Definition, *, language: str) -> dict[str, Any]:
    """The level of the service on the scales of 2018 and of 2022, derived and never typed."""
    online = bool(payments.ways())
    newer = levels.level_2022(found, payment_online=online)
    items = {
        "sequence": _("trình tự"),
        "papers": _("giấy tờ"),
        "limit": _("thời hạn"),
        "fees": _("mức thu"),
        "legal_basis": _("căn cứ pháp lý"),
    }
    names = {"full": _("Toàn trình"), "part": _("Một phần"), "none": _("Chưa cung cấp trực tuyến")}
    return {
        "missing": [items[name] for name in levels.missing_items(found)],
        "level_2018": levels.level_2018(found, payment_online=online),
        "level_2022": names[newer.name],
        "level_2022_reasons": [reason.into(language) for reason in newer.reasons],
    }
