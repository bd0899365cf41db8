"""One dossier on an officer's page: everything kept about it, in the shapes that the templates take.

The caller has got the dossier through `dossiers.queries.one`, so the right to it is settled.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.demands import PaperDemand
from motcua.documents import queries as documents
from motcua.doors.lobby.steps import STEPS as STEPS
from motcua.doors.lobby.steps import Url as Url
from motcua.doors.lobby.steps import buttons as buttons
from motcua.doors.lobby.steps import law_words as law_words
from motcua.doors.lobby.steps import letter_words as letter_words
from motcua.doors.lobby.steps import result_file as result_file
from motcua.doors.lobby.steps import stages as stages
from motcua.dossiers import calendars, corrections, groups, representation
from motcua.dossiers import queries as dossiers
from motcua.notices import queries as notices
from motcua.organisation import queries as organisation
from motcua.payments import queries as payments
from motcua.people.models import Role
from motcua.post import queries as post
from motcua.reception import queries as reception
from motcua.results import lifecycle as result_life
from motcua.results import queries as results
from motcua.routing import queries as routing


@dataclass(frozen=True)
class Casefile:
    """What is kept of one dossier, each table asked once and only when the page needs it."""

    dossier: Any
    language: str

    @cached_property
    def answers(self) -> list[Any]:
        return dossiers.answers(self.dossier.pk)

    @cached_property
    def papers(self) -> list[Any]:
        return dossiers.papers(self.dossier.pk)

    @cached_property
    def behalf(self) -> Any:
        """Who is authorised to send it for its owner, and by what; None when its owner sent it."""
        return representation.of(self.dossier.pk)

    @cached_property
    def objections(self) -> list[Any]:
        """What the owner said against it, newest first."""
        return representation.objections(self.dossier.pk)[::-1] if self.behalf else []

    @cached_property
    def told(self) -> list[Any]:
        """Every message about it: to whom, where it went, when it was read."""
        return notices.told(self.dossier.pk)

    @cached_property
    def requests(self) -> list[Any]:
        return dossiers.requests(self.dossier.pk)

    @cached_property
    def result(self) -> Any:
        """The result in hand, or None."""
        return next((r for r in self.results if r.state in result_life.RUNNING), None)

    @cached_property
    def results(self) -> list[Any]:
        return results.all_of(self.dossier.pk)

    @cached_property
    def route(self) -> Any:
        """The route, or None for a dossier that has not been received."""
        return routing.route(self.dossier.pk)

    @cached_property
    def account(self) -> payments.State:
        return payments.account(self.dossier.pk)

    @cached_property
    def parcel(self) -> Any:
        return post.parcel(self.dossier.pk)

    @cached_property
    def folder(self) -> Any:
        """The paper folder and where it is, or None."""
        return reception.folder(self.dossier.pk)

    @cached_property
    def ticket(self) -> Any:
        """The number in the waiting room with which it was opened, or None."""
        return reception.ticket_of(self.dossier.pk)

    @cached_property
    def remarks(self) -> dict[str, list[str]]:
        """What the counter noted beside each paper, by the paper's code."""
        found: dict[str, list[str]] = {}
        for one in reception.remarks(self.dossier.pk):
            found.setdefault(one.paper, []).append(one.text)
        return found

    @property
    def parcel_on_its_way(self) -> bool:
        return self.parcel is not None and self.parcel.state == "on_its_way"

    @cached_property
    def definition(self) -> Any:
        return catalogue.definition(self.dossier.version_id)

    @cached_property
    def procedure(self) -> str:
        return str(self.definition.name.into(self.language))

    @cached_property
    def demands(self) -> list[PaperDemand]:
        """The papers that the last declaration calls for."""
        last = self.answers[-1]
        return catalogue.form(self.dossier.version_id).papers(last.answers, situation=self._situation(last.at))

    def paper_name(self, code: str) -> str:
        if code == representation.MANDATE:
            return _("Giấy uỷ quyền")
        found = next((p for p in self.definition.papers if p.id == code), None)
        return str(found.name.into(self.language)) if found else self.question_name(code)

    def question_name(self, question: str) -> str:
        found = catalogue.form(self.dossier.version_id).by_id.get(question)
        return str(found.question.label.into(self.language)) if found else question

    def sections(self) -> list[dict[str, Any]]:
        """`[{title, rows: [{question, label, value, head, rows, before: [{at, value}], asked}]}]`: the declaration
        that holds, and beside each answer what stood there in earlier rounds when that was something else."""
        rounds = [(kept.at, self._in_words(kept)) for kept in self.answers]
        asked = {i["question"]: i["reason"] for r in self.requests for i in r.items if "question" in i}
        found: dict[str, dict[str, Any]] = {}
        for question, row in rounds[-1][1].items():
            before = [
                {"at": at, "value": _flat(words.get(question))}
                for at, words in rounds[:-1]
                if _flat(words.get(question)) != _flat(row)
            ]
            section = found.setdefault(row.section, {"title": row.section_title, "rows": []})
            section["rows"].append(
                {
                    "question": question, "label": row.label, "value": row.value, "head": row.head,
                    "rows": row.rows, "before": before, "asked": asked.get(question, ""),
                }
            )  # fmt: skip
        return list(found.values())

    def _in_words(self, kept: Any) -> dict[str, Any]:
        form = catalogue.form(self.dossier.version_id)
        rows = form.shown(
            kept.answers, situation=self._situation(kept.at), language=self.language, place=organisation.name_of
        )
        return {row.question: row for row in rows}

    def _situation(self, at: datetime) -> Any:
        return application.situation(channel=self.dossier.channel_name, at=at)

    def checklist(self, url: Url) -> list[dict[str, Any]]:
        """`[{code, name, wanted, counts, missing, asked, files: […as paper_list takes them, with picture_url]}]`:
        the papers that are called for, in the procedure's order, then what came besides."""
        kept = {d.id: d for d in documents.of_dossier(self.dossier.pk)}
        by_code: dict[str, list[Any]] = {}
        for paper in self.papers:
            by_code.setdefault(paper.code, []).append(paper)
        asked = {i["paper"]: i["reason"] for r in self.requests for i in r.items if "paper" in i}
        called_for = {demand.id: demand for demand in self.demands}
        return [
            {
                "code": code, "name": self.paper_name(code), "wanted": _wanted(called_for.get(code)),
                "remarks": self.remarks.get(code, []),
                "counts": _counts(by_code.get(code, [])), "asked": asked.get(code, ""),
                "missing": code not in by_code and code in called_for and called_for[code].required,
                "files": [
                    _file(p, kept.get(p.document_id), url=url, last=len(self.answers))
                    for p in reversed(by_code.get(code, []))
                    if p.document_id
                ],
            }
            for code in (*called_for, *(c for c in by_code if c not in called_for))
        ]  # fmt: skip

    def history(self) -> list[dict[str, Any]]:
        """Every step of the dossier and of its results, newest first, as `timeline` takes them."""
        taken = [*dossiers.movements(self.dossier.pk), *results.steps(self.dossier.pk)]
        seals = [m for m in taken if m.act == "seal"]
        entries = [
            {
                "title": STEPS[m.act].name if m.act in STEPS else m.act, "at": m.at, "note": m.note,
                "law": law_words(STEPS[m.act].law) if m.act in STEPS else "", "who": _who(m),
            }
            for m in taken
            if m not in seals[1:]  # one act, told by two lifecycles
        ]  # fmt: skip
        if self.parcel and self.parcel.handed_at:
            title = _("Bàn giao cho bưu chính, số hiệu %(item)s") % {"item": self.parcel.item_code}
            entries.append({"title": title, "at": self.parcel.handed_at, "who": "", "law": "", "note": ""})
        return sorted(entries, key=lambda e: e["at"], reverse=True)

    def asked(self) -> list[dict[str, Any]]:
        """`[{at, who, reason, before_reception, items: [{name, reason}]}]`: what was asked of the applicant."""
        return [
            {
                "at": r.at, "who": r.by.full_name, "reason": r.reason, "before_reception": r.before_reception,
                "items": [
                    {
                        "name": self.paper_name(i["paper"]) if "paper" in i else self.question_name(i["question"]),
                        "reason": i["reason"],
                    }
                    for i in r.items
                ],
            }
            for r in self.requests
        ]  # fmt: skip

    @cached_property
    def kept_letters(self) -> list[Any]:
        return notices.letters(self.dossier.pk)

    def letters(self, url: Url) -> list[dict[str, Any]]:
        """`[{name, at, url}]`, newest first."""
        return [
            {"name": letter_words(one.name), "kind": one.name, "at": one.at, "url": url("letter", one.id)}
            for one in reversed(self.kept_letters)
        ]

    def bill(self) -> dict[str, Any]:
        """`{rows, charged_vnd, due_vnd, receipts}`; `rows` as `money` takes them."""
        account = self.account
        rows = [
            {"label": e.label, "amount_vnd": e.amount_vnd, "mark": e.mark == "R", "basis": ""}
            for e in account.entries
            if e.kind == "charge"
        ]
        return {
            "rows": rows, "charged_vnd": account.charged_vnd, "due_vnd": account.due_vnd, "receipts": account.receipts,
        }  # fmt: skip

    def decisions(self, url: Url) -> list[dict[str, Any]]:
        """`[{name, outcome, state, kind, preparer, number, number_date, files: [{stage, label, url}]}]`,
        newest first."""
        return [
            {
                "name": r.name, "outcome": r.get_outcome_display(), "state": r.get_state_display(),
                "preparer": r.preparer.full_name, "number": r.number, "number_date": r.number_date,
                "refused": r.outcome == "refused", "drafted_at": r.drafted_at,
                "kind": {"sealed": "done", "sent_back": "late"}.get(r.state, "go"),
                "sign": {"sealed": "✓", "sent_back": "↩"}.get(r.state, "◐"),
                "files": [
                    {"stage": stage, "label": label, "url": url("result", r.id, stage)}
                    for stage, label in stages(r)
                ],
            }
            for r in reversed(self.results)
        ]  # fmt: skip

    def corrections(self) -> list[dict[str, Any]]:
        """Each correction with what was kept and what it should read; `waits` while nobody has answered."""
        return [
            {
                "seq": one.seq, "was": one.was, "now": one.now, "reason": one.reason, "by": one.by, "at": one.at,
                "answered_by": one.answered_by, "agreed": one.agreed, "waits": one.agreed is None,
                "what": self.question_name(one.what[7:]) if one.what.startswith("answer.") else corrections.words(one.what),  # noqa: E501
            }
            for one in corrections.all_of(self.dossier.pk)
        ]  # fmt: skip

    def linked(self) -> dict[str, Any]:
        """Of a linked application: the leading dossier's code, and every part with its agency and how far it is."""
        group = self.dossier.group
        if group is None:
            return {}
        opened = groups.dossiers_of(group)
        return {
            "lead": groups.lead_named(self.dossier),
            "parts": [
                {
                    "name": str(catalogue.definition(row.version_id).name.into(self.language)), "unit": row.unit.name,
                    "dossier": opened.get(row.opens), "outcome": row.outcome,
                }
                for row in groups.of(group)
            ],
        }  # fmt: skip

    def why_due(self) -> list[str]:
        """The due date in sentences, in the reader's language."""
        return calendars.explained(dossiers.clock_events(self.dossier.pk), language=self.language)


def _who(movement: Any) -> str:
    role = str(Role(movement.role).label) if movement.role in Role.values else ""
    if movement.by is None:
        return role
    return f"{movement.by.full_name} ({role})" if role else str(movement.by.full_name)


def _flat(row: Any) -> str:
    """An answer as one text, a table by its rows."""
    if row is None:
        return ""
    return "\n".join(" · ".join(cells) for cells in row.rows) if row.rows else str(row.value)


def _wanted(demand: PaperDemand | None) -> str:
    if demand is None:
        return ""
    return amounts(originals=demand.original, certified=demand.certified, copies=demand.copies)


def _counts(papers: list[Any]) -> str:
    return amounts(
        originals=sum(p.originals for p in papers), certified=sum(p.certified for p in papers),
        copies=sum(p.copies for p in papers),
    )  # fmt: skip


def amounts(*, originals: int, certified: int, copies: int) -> str:
    """`1 bản chính, 2 bản sao`"""
    found = [
        ngettext("%(n)d bản chính", "%(n)d bản chính", originals) % {"n": originals} if originals else "",
        ngettext("%(n)d bản sao chứng thực", "%(n)d bản sao chứng thực", certified) % {"n": certified}
        if certified
        else "",
        ngettext("%(n)d bản sao", "%(n)d bản sao", copies) % {"n": copies} if copies else "",
    ]
    return ", ".join(part for part in found if part)


def _file(paper: Any, document: Any, *, url: Url, last: int) -> dict[str, Any]:
    return {
        "document_id": paper.document_id, "url": url("paper", paper.document_id),
        "picture_url": url("picture", paper.document_id) if document and document.picture_digest else "",
        "file_name": paper.name, "pages": document.pages if document else None,
        "size_bytes": document.size if document else None, "at": paper.at,
        "new": paper.round > 1 and paper.round == last, "old": paper.round < last and last > 1, "round": paper.round,
    }  # fmt: skip
