"""One application on one page, as the counter officer typed it.

Names of the officer's own fields have a double underscore, which no question's id can have: `applicant__full_name`,
`papers__<code>__originals`, `return__address`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.base.refusals import Invalid
from motcua.catalogue import application, cleaning
from motcua.catalogue import queries as catalogue
from motcua.catalogue.kinds import posted
from motcua.doors.counter import questions

AMOUNTS = ("originals", "certified", "copies")
MOST_SHEETS = 500
# Kinds of applicants who come with a personal number; the others come with a tax code.
PEOPLE = frozenset({"citizen", "overseas_vietnamese", "foreigner"})


@dataclass(frozen=True)
class Sheet:
    version_id: UUID
    posted: QueryDict
    language: str
    at: datetime
    # Of a dossier that is completed: what was declared the first time, and whose it is.
    declared: Mapping[str, Any] | None = None
    owner: Mapping[str, Any] | None = None

    @property
    def definition(self) -> Any:
        return catalogue.definition(self.version_id)

    @property
    def form(self) -> Any:
        return catalogue.form(self.version_id)

    @property
    def procedure(self) -> str:
        return str(self.definition.name.into(self.language))

    @property
    def return_by(self) -> str:
        return "post" if self.posted.get("return__by") == "post" else "counter"

    @property
    def receipt_asked(self) -> bool:
        """For what is settled while the person waits, a receipt is given only when it is asked for."""
        return self.posted.get("receipt__asked") == "yes"

    @property
    def at_once(self) -> bool:
        stated = self.definition.immediate_result
        return stated is not None and bool(stated.value)

    @property
    def address(self) -> str:
        """Where the parcel goes: the applicant's address unless another is given."""
        return self._text("return__address", 300) or self._text("applicant__address", 300)

    # The applicant

    @property
    def is_organisation(self) -> bool:
        return self.posted.get("applicant__kind") == "organisation"

    @cached_property
    def _applicant(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The columns of `Person`, and what is wrong with them by field."""
        if self.owner is not None:
            return {name: value for name, value in self.owner.items() if value}, {}
        checks: dict[str, Callable[[str], str]] = {
            "full_name": str, "personal_number": cleaning.personal_number, "tax_code": cleaning.tax_code,
            "birth_date": cleaning.day, "phone": cleaning.telephone, "email": cleaning.email, "address": str,
        }  # fmt: skip
        used = {"personal_number", "birth_date"} if self.is_organisation else {"tax_code"}
        kept: dict[str, Any] = {"kind": "organisation" if self.is_organisation else "citizen"}
        faults: dict[str, str] = {}
        for name, check in checks.items():
            typed = self._text(f"applicant__{name}", 300 if name == "address" else 200)
            if name in used or not typed:
                continue
            try:
                kept[name] = check(typed)
            except cleaning.Wrong as wrong:
                faults[f"applicant__{name}"] = str(wrong)
        if "birth_date" in kept:
            kept["birth_date"] = date.fromisoformat(kept["birth_date"])
        if "full_name" not in kept:
            faults["applicant__full_name"] = _("Ghi họ tên hoặc tên tổ chức.")
        if self.is_organisation and "tax_code" not in kept:
            faults.setdefault("applicant__tax_code", _("Ghi mã số thuế của tổ chức."))
        return kept, faults

    @property
    def person(self) -> dict[str, Any]:
        """With the commune behind house and street, where it was typed apart."""
        kept, commune = self._applicant[0], questions.place_name(self.commune)
        return kept | {"address": f"{kept['address']}, {commune}"} if commune and "address" in kept else kept

    @property
    def commune(self) -> str:
        return questions.place_code(self._text("applicant__commune", 200))

    def _text(self, name: str, most: int) -> str:
        return cleaning.plain_text(self.posted.get(name, "")[:most])

    # The form's questions

    @cached_property
    def raw(self) -> Mapping[str, Sequence[str]]:
        """What was typed for the questions, places by their code; without those that the applicant's data fill."""
        raw = {name: list(values) for name, values in self.posted.lists() if "__" not in name}
        for name, values in raw.items():
            if name.endswith(".unit"):
                raw[name] = [questions.place_code(value) for value in values]
        return {name: values for name, values in raw.items() if question_of(name) not in self._prefilled}

    @cached_property
    def _prefilled(self) -> dict[str, Any]:
        """Answers known from the applicant, for the questions that were left blank."""
        filled = {
            question_of(name) for name, values in self.posted.lists() if any(v.strip() for v in values)
        }
        # Laid in as it was typed: what does not pass is named, part by part, and never silently left out.
        known = questions.sources(self._applicant[0], commune=self.commune)
        asked = {name: known.get(ready.question.prefill or "") for name, ready in self.form.by_id.items()}
        return {name: value for name, value in asked.items() if value is not None and name not in filled}

    def faults_of_the_person(self, faults: Mapping[str, str]) -> dict[str, str]:
        """Faults of what the applicant's data answer, under the names of the applicant's own fields."""
        found: dict[str, str] = {}
        for name, said in faults.items():
            ready = self.form.by_id.get(question_of(name))
            source = (ready.question.prefill if ready else None) or ""
            part = name.partition(".")[2].partition(".")[0] or source.partition(".")[2]
            known = source.startswith(("profile.", "organisation."))
            column = questions.COLUMNS.get(part, "full_name") if known else ""
            found.setdefault(f"applicant__{column}" if column else name, said)
        return found

    @cached_property
    def answers(self) -> dict[str, Any]:
        """As the act takes them."""
        if self.declared is not None and not self.posted:
            return dict(self.declared)
        typed = {name: posted(ready.question, self.raw, name=name) for name, ready in self.form.by_id.items()}
        return {name: value for name, value in (typed | self._prefilled).items() if value is not None}

    @cached_property
    def _visible(self) -> dict[str, Any]:
        checked: dict[str, Any] = self.form.check(self.answers, situation=self._situation).answers
        return checked

    @property
    def _situation(self) -> Any:
        return application.situation(channel="counter", at=self.at)

    # The papers

    def counted(self) -> list[dict[str, Any]]:
        """`[{code, originals, certified, copies, remarks}]` of what was handed in. “Đủ” counts what is called for."""
        found = []
        for demand in self._demands():
            typed = {name: self._sheets(demand.id, name) for name in AMOUNTS}
            if not any(typed.values()) and self.posted.get(f"papers__{demand.id}__all"):
                typed = {"originals": demand.original, "certified": demand.certified, "copies": demand.copies}
            if any(typed.values()):
                remarks = self._text(f"papers__{demand.id}__remarks", 300)
                found.append({"code": demand.id, **typed, "remarks": remarks})
        return found

    def _demands(self) -> list[Any]:
        found: list[Any] = self.form.papers(self._visible, situation=self._situation)
        return found

    def _sheets(self, code: str, name: str) -> int:
        typed = self.posted.get(f"papers__{code}__{name}", "").strip()
        return min(int(typed), MOST_SHEETS) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0

    # The page

    def faults(self, unit_id: UUID) -> dict[str, str]:
        """Everything that is wrong or missing, by field."""
        found = dict(self._applicant[1])
        if self.return_by == "post" and not self.address:
            found["return__address"] = _("Nhập địa chỉ nhận kết quả qua bưu chính.")
        handed_in = [paper["code"] for paper in self.counted()]
        try:
            application.complete(
                self.version_id, answers=self.answers, handed_in=handed_in, unit_id=unit_id, channel="counter",
                at=self.at,
            )  # fmt: skip
        except Invalid as refusal:
            found |= named(refusal)
        return found

    def page(self, faults: Mapping[str, str]) -> dict[str, Any]:
        """What the template shows: the applicant, every section that the answers open, the papers they call for."""
        raw = self.raw if self.posted else None
        pages = self.form.pages(
            self._visible, situation=self._situation, language=self.language, raw=raw, errors=dict(faults)
        )
        sections = [
            {"title": p["title"], "help": p["help"], "questions": [questions.shown(f) for f in p["fields"]]}
            for p in pages
        ]
        return {
            "procedure": self.procedure, "applicant": self._applicant_fields(faults), "sections": sections,
            "papers": [self._paper(demand, faults) for demand in self._demands()],
            "return_fields": self._return_fields(faults), "at_once": self.at_once, "receipt_asked": self.receipt_asked,
            "errors": [{"name": name or "main", "message": said} for name, said in faults.items()],
            "communes": questions.places() if questions.asks_places(sections) else [],
        }  # fmt: skip

    def _applicant_fields(self, faults: Mapping[str, str]) -> list[dict[str, Any]]:
        kinds = [
            {"value": "citizen", "label": _("Cá nhân"), "help": ""},
            {"value": "organisation", "label": _("Tổ chức, doanh nghiệp"), "help": ""},
        ]
        fields: list[tuple[str, str, str, bool]] = [
            ("full_name", "text", _("Họ và tên, tên tổ chức"), False),
            ("personal_number", "person_number", _("Số định danh cá nhân"), True),
            ("tax_code", "text", _("Mã số thuế (tổ chức)"), True),
            ("birth_date", "date", _("Ngày sinh"), True), ("phone", "tel", _("Số điện thoại"), True),
            ("email", "email", _("Thư điện tử"), True), ("address", "text", _("Địa chỉ"), True),
        ]  # fmt: skip
        found: list[dict[str, Any]] = [
            {
                "name": f"applicant__{name}", "kind": kind, "label": label, "optional": optional, "autocomplete": "off",
                "value": self.posted.get(f"applicant__{name}", ""), "error": faults.get(f"applicant__{name}", ""),
            }
            for name, kind, label, optional in fields
        ]  # fmt: skip
        kind = {
            "name": "applicant__kind", "kind": "one_of", "look": "select", "label": _("Người nộp là"), "choices": kinds,
            "value": self.posted.get("applicant__kind") or "citizen",
        }  # fmt: skip
        may_be = {str(one) for one in self.definition.applicants}
        return [kind, *found] if may_be - PEOPLE else [f for f in found if f["name"] != "applicant__tax_code"]

    def _paper(self, demand: Any, faults: Mapping[str, str]) -> dict[str, Any]:
        wanted = {"originals": demand.original, "certified": demand.certified, "copies": demand.copies}
        name = f"papers__{demand.id}"
        return {
            "name": name, "label": str(demand.paper.name.into(self.language)), "required": demand.required,
            "error": faults.get(name, ""), "all": bool(self.posted.get(f"{name}__all")),
            "remarks": self.posted.get(f"{name}__remarks", ""),
            "amounts": [
                {"name": f"{name}__{kind}", "kind": kind, "wanted": n, "value": self.posted.get(f"{name}__{kind}", "")}
                for kind, n in wanted.items()
            ],
        }  # fmt: skip

    def _return_fields(self, faults: Mapping[str, str]) -> list[dict[str, Any]]:
        ways = [
            {"value": "counter", "label": _("Tại Bộ phận Một cửa"), "help": ""},
            {"value": "post", "label": _("Qua bưu chính công ích"), "help": ""},
        ]
        return [
            {
                "name": "return__by", "kind": "one_of", "look": "select", "label": _("Trả kết quả"),
                "choices": ways, "value": self.return_by,
            },
            {
                "name": "return__address", "kind": "text", "label": _("Địa chỉ nhận qua bưu chính"), "optional": True,
                "value": self.posted.get("return__address", ""), "error": faults.get("return__address", ""),
                "help": _("Để trống nếu là địa chỉ của người nộp."), "autocomplete": "off",
            },
        ]  # fmt: skip


def named(refusal: Invalid) -> dict[str, str]:
    """The faults of an act under the names of this page's fields."""
    ours = {"personal_number": "applicant__personal_number", "tax_code": "applicant__tax_code"}
    return {
        f"papers__{name.removeprefix('paper.')}" if name.startswith("paper.") else ours.get(name, name): str(said)
        for name, said in refusal.fields.items()
    }


def question_of(name: str) -> str:
    """The question that a field belongs to: `mother` for `mother.name`, `copies` for `copies-0-number`."""
    return name.partition(".")[0].partition("-")[0]
