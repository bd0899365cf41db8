"""What every line of a procedure is made of: words in two languages, facts with a mark, limits of time.

A *fact* is something that a law or decision states (a limit, a fee, a paper). It carries a mark that says
how sure we are: ``V`` verified in the text of the law, ``S`` from a secondary source, ``R`` recalled and
still to be verified (shown as "chờ xác minh"). A fact without a mark counts as ``R``.
"""

from datetime import date
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from motcua.catalogue.expressions import checked

T = TypeVar("T")

Mark = Literal["V", "S", "R"]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=60)]
Line = Annotated[str, Field(min_length=1, max_length=500)]
Prose = Annotated[str, Field(min_length=1, max_length=10_000)]


class Strict(BaseModel):
    """A part of the format: unknown keys and lenient conversions are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Text(Strict):
    """Words in Vietnamese and English; the Vietnamese is the one that counts."""

    vi: Prose = Field(description="Vietnamese: the wording that counts")
    en: str = Field(default="", max_length=10_000, description="English, for readers of the second language")

    def into(self, language: str) -> str:
        """The words in ``language`` ("vi" or "en…"); Vietnamese where the translation is missing."""
        return self.en if language.startswith("en") and self.en else self.vi

    def __str__(self) -> str:
        return self.vi


def _as_text(value: object) -> object:
    return {"vi": value} if isinstance(value, str) else value


def _as_day(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("a date is written YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("a date is written YYYY-MM-DD") from error


def _as_number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")
    return value


Real = Annotated[int | float, BeforeValidator(_as_number, json_schema_input_type=float)]
Words = Annotated[Text, BeforeValidator(_as_text, json_schema_input_type=Text | str)]
Day = Annotated[date, BeforeValidator(_as_day, json_schema_input_type=date)]
Expression = Annotated[
    Any,
    BeforeValidator(checked, json_schema_input_type=dict[str, Any] | bool),
    Field(description="A condition or calculation in JSON Logic"),
]


class Fact(Strict):
    """A statement of law or practice together with how sure we are of it."""

    mark: Mark = Field(default="R", description="V verified, S secondary source, R to be verified")
    source: str = Field(default="", max_length=500, description="Where it is written; needed for V and S")
    approved_by: str = Field(
        default="", max_length=200, description="Who answers for an R fact that goes live unverified"
    )

    @model_validator(mode="after")
    def _a_sure_fact_names_its_source(self) -> Self:
        if self.mark != "R" and not self.source.strip():
            raise ValueError(f"a fact marked {self.mark} needs its source")
        return self


class Stated(Fact, Generic[T]):
    """One plain value as a fact. Short form: the value alone, which then counts as R."""

    value: T


def _as_stated(value: object) -> object:
    return value if isinstance(value, dict | Fact) else {"value": value}


CutOffValue = Annotated[
    str, Field(pattern=r"^(last_hour|([01][0-9]|2[0-3]):[0-5][0-9])$", description='"HH:MM" or "last_hour"')
]
StatedBool = Annotated[Stated[bool], BeforeValidator(_as_stated, json_schema_input_type=Stated[bool] | bool)]
CutOff = Annotated[
    Stated[CutOffValue],
    BeforeValidator(_as_stated, json_schema_input_type=Stated[CutOffValue] | CutOffValue),
]

LIMIT_UNITS = ("at_once", "hours", "working_days", "days", "months", "clock_hours")


class Limit(Fact):
    """How long the authority has: exactly one of the units that the clock knows. Short form: ``at_once``."""

    at_once: Literal[True] | None = Field(default=None, description="By the close of the working day")
    hours: int | None = Field(default=None, ge=1, le=2_000, description="Working hours")
    working_days: int | None = Field(default=None, ge=1, le=1_000, description="Working days of eight hours")
    counting: Literal["to_the_hour", "whole_days"] | None = Field(
        default=None, description="Only with working_days; to the hour unless the law counts whole days"
    )
    days: int | None = Field(default=None, ge=1, le=1_000, description="Calendar days")
    months: int | None = Field(default=None, ge=1, le=120, description="Calendar months")
    clock_hours: int | None = Field(default=None, ge=1, le=2_000, description="Plain hours, day and night")
    note: Words | None = Field(default=None, description="What the law adds about this limit")

    @model_validator(mode="after")
    def _exactly_one_unit(self) -> Self:
        given = [unit for unit in LIMIT_UNITS if getattr(self, unit) is not None]
        if len(given) != 1:
            raise ValueError(f"a limit has exactly one of {', '.join(LIMIT_UNITS)}")
        if self.counting is not None and self.working_days is None:
            raise ValueError("counting goes only with working_days")
        return self

    @property
    def unit(self) -> str:
        """Which of ``LIMIT_UNITS`` is given."""
        return next(unit for unit in LIMIT_UNITS if getattr(self, unit) is not None)

    def for_clock(self) -> dict[str, object]:
        """The limit as ``motcua.worktime`` reads it, for example ``{"working_days": 3}``."""
        limit: dict[str, object] = {self.unit: getattr(self, self.unit)}
        if self.counting is not None:
            limit["counting"] = self.counting
        return limit


def _as_limit(value: object) -> object:
    return {"at_once": True} if value == "at_once" else value


def limit_of_fact(data: object) -> object:
    """A limit inside another fact, with no mark of its own, is as sure as that fact."""
    if not isinstance(data, dict):
        return data
    limit = _as_limit(data.get("limit"))
    if not isinstance(limit, dict) or "mark" in limit:
        return data
    return {**data, "limit": {**{key: data[key] for key in _SURENESS if key in data}, **limit}}


_SURENESS = ("mark", "source", "approved_by")
LimitOf = Annotated[Limit, BeforeValidator(_as_limit, json_schema_input_type=Limit | Literal["at_once"])]
