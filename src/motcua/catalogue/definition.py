"""A procedure as data: the whole format, its canonical bytes and its JSON Schema.

``python -m motcua.catalogue.definition`` prints the JSON Schema that editors complete by
(kept as ``docs/procedure.schema.json``). Reading a file with line numbers is ``motcua.catalogue.source``.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import BaseModel, Field, model_validator

from motcua.catalogue.facts import CutOff, Day, Fact, Line, Slug, StatedBool, Strict, Words
from motcua.catalogue.offering import (
    Applicant,
    Authority,
    Case,
    Channels,
    Exemption,
    FieldOfWork,
    LegalBasis,
    Letter,
    Linked,
    NationalCode,
    Paper,
    Result,
    Route,
    StatementOf,
    Variant,
)
from motcua.catalogue.questions import FormDefinition

Path = tuple[str | int, ...]


class Approval(Strict):
    """Who answers for every fact of the file that is still marked R, and since when."""

    by: Line = Field(description="Name and office")
    on: Day
    note: Words | None = None


class Definition(Strict):
    """One procedure, complete: what the citizen reads, what the form asks, how the house works on it."""

    format: Literal[1] = Field(description="Version of this format")
    id: Slug = Field(description="Permanent name, used in addresses")
    codes: list[NationalCode] = Field(default_factory=list)
    name: Words
    short_name: Words | None = Field(default=None, description="As people say it, for lists and buttons")
    summary: Words | None = Field(default=None, description="One plain sentence: what it is for")
    field: FieldOfWork
    effective_from: Day
    effective_to: Day | None = Field(default=None, description="Last day on which it can be applied for")
    approval: Approval | None = None
    keywords: list[Line] = Field(default_factory=list, description="The people's words, for the search")
    life_events: list[Slug] = Field(default_factory=list)

    authority: list[Authority] = Field(min_length=1)
    applicants: list[Applicant] = Field(min_length=1)
    on_behalf: bool = Field(default=True, description="Somebody may apply for another with a mandate")
    must_be_present: StatedBool | None = Field(default=None, description="The person must come in person")
    channels: Channels
    variants: list[Variant] = Field(default_factory=list)
    cut_off: CutOff | None = Field(default=None, description='None, "HH:MM" or "last_hour"')
    immediate_result: StatedBool | None = Field(
        default=None, description="Settled while the person waits; no receipt unless asked for"
    )
    requirements: list[StatementOf] = Field(default_factory=list)
    sequence: list[StatementOf] = Field(default_factory=list, description="Trình tự, in words")

    papers: list[Paper] = Field(default_factory=list)
    paper_sets: int = Field(default=1, ge=1, le=20, description="Number of sets (số bộ hồ sơ)")
    cases: list[Case] = Field(default_factory=list, description="None: one case with all papers")
    exemptions: list[Exemption] = Field(default_factory=list)
    results: list[Result] = Field(min_length=1)
    legal_basis: list[LegalBasis] = Field(default_factory=list)
    form: FormDefinition | None = None
    route: Route
    linked: Linked | None = Field(default=None, description="Other agencies' dossiers that it opens")
    letters: list[Letter] = Field(default_factory=list)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.effective_to is not None and self.effective_to < self.effective_from:
            raise ValueError("effective_to lies before effective_from")
        if not self.channels.open():
            raise ValueError("at least one channel must be open")
        return self

    @property
    def national_code(self) -> str | None:
        """The code in the national database of procedures, or None when none is known."""
        return next((code.code for code in self.codes if code.scheme == "national"), None)


def canonical(definition: Definition) -> bytes:
    """The one byte string that stands for ``definition``: JSON in UTF-8, keys sorted, no blanks, no defaults.

    Leaving defaults out keeps old digests valid when the format gains an optional key.
    """
    data = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    _keep_doubt(data)
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _keep_doubt(data: object) -> None:
    """Say aloud that a limit inside a surer fact is unverified: left out, it would be read back as sure as the fact."""
    if isinstance(data, dict):
        limit = data.get("limit")
        if "mark" in data and isinstance(limit, dict):
            limit.setdefault("mark", "R")
        for part in data.values():
            _keep_doubt(part)
    elif isinstance(data, list):
        for part in data:
            _keep_doubt(part)


def digest(definition: Definition) -> str:
    """SHA-256 of ``canonical(definition)``, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(definition)).hexdigest()


def from_canonical(data: bytes | str) -> Definition:
    """The definition that ``canonical`` wrote down."""
    return Definition.model_validate(json.loads(data))


def facts(definition: Definition) -> Iterator[tuple[Path, Fact]]:
    """Every fact of ``definition`` with its place in the file, from the outside in."""
    yield from _facts(definition, ())


def _facts(part: object, path: Path) -> Iterator[tuple[Path, Fact]]:
    if isinstance(part, Fact):
        yield path, part
    if isinstance(part, BaseModel):
        for name, field in type(part).model_fields.items():
            yield from _facts(getattr(part, name), (*path, field.alias or name))
    elif isinstance(part, list):
        for index, item in enumerate(part):
            yield from _facts(item, (*path, index))


def unverified(definition: Definition) -> Iterator[tuple[Path, Fact]]:
    """The facts marked R: shown as "chờ xác minh", and live only with somebody's name under them."""
    return ((path, fact) for path, fact in facts(definition) if fact.mark == "R")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a procedure file."""
    schema = Definition.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "motcua procedure",
        **schema,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
