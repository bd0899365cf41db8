"""The questions of a form, one class per kind. Answers are plain JSON; each class says in which shape."""

from typing import Annotated, Literal

from pydantic import Field

from motcua.catalogue.facts import Day, Expression, Fact, Line, Name, Real, Strict, Words

PROFILE_PARTS = (
    "person",
    "name",
    "personal_number",
    "birth_date",
    "sex",
    "nationality",
    "address",
    "telephone",
    "email",
)
ORGANISATION_PARTS = ("organisation", "name", "tax_code", "address", "representative", "telephone", "email")
PersonPart = Literal[
    "personal_number",
    "passport",
    "name",
    "birth_date",
    "sex",
    "ethnicity",
    "nationality",
    "address",
    "telephone",
    "email",
]
OrganisationPart = Literal["tax_code", "name", "address", "representative", "telephone", "email"]
Prefill = Annotated[
    str,
    Field(
        pattern=rf"^(profile\.({'|'.join(PROFILE_PARTS)})|organisation\.({'|'.join(ORGANISATION_PARTS)})"
        r"|earlier\.[a-z][a-z0-9_]*)$",
        description="Where a first value comes from: profile.*, organisation.* or earlier.<question id>; "
        "the source is shown and the person may correct it",
    ),
]


class Check(Strict):
    """A rule between answers: ``that`` must be true, else ``message`` says what to do."""

    that: Expression
    message: Words
    questions: list[Name] = Field(
        default_factory=list, description="Where the message is shown; for a form's check at least one"
    )


class Base(Strict):
    """What every question has."""

    id: Name = Field(description="Key of the answer; never reused for another meaning")
    label: Words
    help: Words | None = Field(default=None, description="Shown beside the field")
    required: bool = False
    required_if: Expression | None = None
    show_if: Expression | None = Field(default=None, description="Shown only when true; else dropped")
    checks: list[Check] = Field(default_factory=list)
    prefill: Prefill | None = None
    personal: bool = Field(default=False, description="Personal data: kept out of lists and open data")

    @property
    def kind(self) -> str:
        """The ``type`` as it is written."""
        return str(vars(self)["type"])


class ShortText(Base):
    """Answer: a string of one line."""

    type: Literal["short_text"]
    min_length: int = Field(default=0, ge=0)
    max_length: int = Field(default=250, ge=1, le=1_000)
    pattern: str | None = Field(
        default=None, max_length=200, description="Regular expression that the whole answer must match"
    )
    pattern_message: Words | None = Field(default=None, description="What to do when it does not match")
    autocomplete: str = Field(default="", max_length=60, description="Value of the HTML attribute")
    calc: Expression | None = None


class LongText(Base):
    """Answer: a string, several lines."""

    type: Literal["long_text"]
    min_length: int = Field(default=0, ge=0)
    max_length: int = Field(default=4_000, ge=1, le=20_000)
    rows: int = Field(default=4, ge=2, le=30)


class Number(Base):
    """Answer: a whole number, or a decimal one where ``decimals`` allows."""

    type: Literal["number"]
    min: Real | None = None
    max: Real | None = None
    decimals: int = Field(default=0, ge=0, le=6)
    unit: Words | None = Field(default=None, description='Shown after the field, for example "m²"')
    calc: Expression | None = None


class Money(Base):
    """Answer: whole đồng."""

    type: Literal["money"]
    min: int | None = 0
    max: int | None = None
    calc: Expression | None = None


class Date(Base):
    """Answer: "YYYY-MM-DD". ``min`` and ``max`` are dates; relative bounds are written as checks."""

    type: Literal["date"]
    min: Day | None = None
    max: Day | None = None
    not_future: bool = False
    not_past: bool = False
    calc: Expression | None = None


class YesNo(Base):
    """Answer: true or false."""

    type: Literal["yes_no"]
    calc: Expression | None = None


class Option(Strict):
    """One choice; ``value`` is what is kept."""

    value: Name
    label: Words
    help: Words | None = None


Options = Annotated[list[Option], Field(min_length=1, max_length=300)]


class OneOf(Base):
    """Answer: the value of the option chosen."""

    type: Literal["one_of"]
    options: Options
    look: Literal["radio", "select"] | None = Field(
        default=None, description="Radio buttons up to seven options, else a list, unless said here"
    )


class ManyOf(Base):
    """Answer: the list of the values chosen, in the order of the options."""

    type: Literal["many_of"]
    options: Options
    min_chosen: int = Field(default=0, ge=0)
    max_chosen: int | None = Field(default=None, ge=1)


class Person(Base):
    """Answer: an object with the parts below; ``address`` is an address, ``birth_date`` a date."""

    type: Literal["person"]
    parts: list[PersonPart] = Field(
        default_factory=lambda: list[PersonPart](("personal_number", "name", "birth_date", "address")),
        min_length=1,
    )
    optional: list[PersonPart] = Field(
        default_factory=list, description="Parts that may stay empty; the others are needed"
    )


class Organisation(Base):
    """Answer: an object with the parts below; ``tax_code`` is checked by its check digit."""

    type: Literal["organisation"]
    parts: list[OrganisationPart] = Field(
        default_factory=lambda: list[OrganisationPart](("tax_code", "name", "address")), min_length=1
    )
    optional: list[OrganisationPart] = Field(default_factory=list)


class Address(Base):
    """Answer: {"unit": code of a commune, "line": house, street…}, or {"country", "line"} abroad."""

    type: Literal["address"]
    abroad: bool = Field(default=False, description="An address outside the country may be given")


class Telephone(Base):
    """Answer: a number in E.164; Vietnamese unless it begins with +."""

    type: Literal["telephone"]


class Email(Base):
    """Answer: an e-mail address."""

    type: Literal["email"]


class File(Base):
    """Answer: the list of the uploads' ids. For papers of the dossier use ``papers``, not this."""

    type: Literal["file"]
    max_files: int = Field(default=5, ge=1, le=50)


class Declaration(Base):
    """Answer: true once the person has agreed to the words of ``label``. Always required when shown."""

    type: Literal["declaration"]


Column = Annotated[
    ShortText | LongText | Number | Money | Date | YesNo | OneOf | Telephone | Email,
    Field(discriminator="type"),
]


class Table(Base):
    """Answer: a list of rows, each an object by column id. Conditions inside see ``row`` and the form."""

    type: Literal["table"]
    columns: list[Column] = Field(min_length=1, max_length=20)
    min_rows: int = Field(default=0, ge=0, le=200)
    max_rows: int = Field(default=20, ge=1, le=200)


Question = Annotated[
    ShortText
    | LongText
    | Number
    | Money
    | Date
    | YesNo
    | OneOf
    | ManyOf
    | Person
    | Organisation
    | Address
    | Telephone
    | Email
    | File
    | Declaration
    | Table,
    Field(discriminator="type"),
]


class Section(Strict):
    """One short page of the form."""

    id: Name
    title: Words
    help: Words | None = None
    show_if: Expression | None = None
    questions: list[Question] = Field(min_length=1, max_length=100)


class FormDefinition(Fact):
    """The whole form. Its mark says whether its fields follow the official form; ``official`` names it."""

    official: Line | None = Field(default=None, description='The official form, e.g. "Mẫu 10, TT 41/2020"')
    sections: list[Section] = Field(min_length=1, max_length=50)
    checks: list[Check] = Field(default_factory=list, description="Rules between answers of the whole form")
