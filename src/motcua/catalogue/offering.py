"""Who offers a procedure, by which channel, for how much, against which papers, on which route."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from motcua.catalogue.facts import (
    Code,
    Expression,
    Fact,
    LimitOf,
    Line,
    Name,
    Real,
    Slug,
    Strict,
    Words,
    limit_of_fact,
)

Level = Literal["city", "district", "commune"]
ChannelName = Literal["counter", "online", "post"]
RoleName = Literal["counter", "specialist", "head", "leader", "seal", "cashier", "postal"]
WRITTEN_OUT = {"division_head": "head", "seal_clerk": "seal", "postal_clerk": "postal"}
"""Longer names of roles that a file may use; the definition keeps the short ones of ``motcua.people``."""
Applicant = Literal[
    "citizen",
    "overseas_vietnamese",
    "foreigner",
    "household_business",
    "enterprise",
    "cooperative",
    "organisation",
    "state_agency",
    "press_agency",
]
UnitKind = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


class NationalCode(Fact):
    """The procedure's code in a register; scheme ``national`` is the national database of procedures."""

    scheme: Name
    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9./-]*$", max_length=40)]


class FieldOfWork(Strict):
    """Lĩnh vực: under which heading the procedure is listed."""

    code: Slug
    name: Words


class Parent(Strict):
    """The nearest unit above that is of this level (and kind, if given)."""

    parent: Level
    kind: UnitKind | None = None


class NamedUnit(Strict):
    """One certain unit, by its code in the pack."""

    unit: Code


def _as_role(value: object) -> object:
    return WRITTEN_OUT.get(value, value) if isinstance(value, str) else value


Role = Annotated[
    RoleName,
    BeforeValidator(_as_role, json_schema_input_type=RoleName | Literal["division_head", "seal_clerk", "postal_clerk"]),
]
UnitRule = Literal["same"] | Parent | NamedUnit


class Authority(Fact):
    """A rule that says which units offer the procedure, and who receives and settles it there."""

    level: Level
    kind: UnitKind = Field(description="Kind of unit, as the pack's units name it")
    units: list[Code] = Field(default_factory=list, description="Only these units; empty: all of that kind")
    receives: UnitRule = Field(default="same", description="same | {parent: level} | {unit: code}")
    settles: UnitRule = Field(default="same", description="same | {parent: level} | {unit: code}")
    forwarded_to: Words | None = Field(
        default=None, description="An authority outside the city that decides, e.g. a Ministry"
    )


class FeeLine(Fact):
    """One line of the bill. No amount and no calculation: the amount is not known yet."""

    id: Name
    name: Words
    kind: Literal["fee", "charge"] = Field(default="charge", description="fee: phí; charge: lệ phí")
    amount_vnd: int | None = Field(default=None, ge=0)
    calc: Expression | None = Field(default=None, description="Whole đồng from the answers")
    per: Words | None = Field(default=None, description='What the amount is for, e.g. "một bản"')
    when: Expression | None = None
    collect: Literal["on_reception", "on_supplement", "on_return"] = "on_reception"

    @model_validator(mode="after")
    def _amount_or_calculation(self) -> Self:
        if self.amount_vnd is not None and self.calc is not None:
            raise ValueError("a fee line has amount_vnd or calc, not both")
        return self


class Extension(Fact):
    """Time that the law adds in a certain event, e.g. when verification is needed."""

    reason: Words
    limit: LimitOf

    _inherit = model_validator(mode="before")(limit_of_fact)


class Channel(Strict):
    """One way of handing in. ``limit: null`` says that the limit is not known."""

    limit: LimitOf | None = None
    extensions: list[Extension] = Field(default_factory=list)
    fees: list[FeeLine] = Field(default_factory=list, description="Empty: nothing is charged")
    note: Words | None = None


class Channels(Strict):
    """The channels that are open for this procedure; one that is missing is closed."""

    counter: Channel | None = None
    online: Channel | None = None
    post: Channel | None = None

    def open(self) -> dict[str, Channel]:
        """The open channels by name, in the order counter, online, post."""
        found = {"counter": self.counter, "online": self.online, "post": self.post}
        return {name: channel for name, channel in found.items() if channel is not None}


class Variant(Fact):
    """What certain units do otherwise, with the decision that allows it (``source``)."""

    units: list[Code] = Field(default_factory=list)
    level: Level | None = None
    kind: UnitKind | None = None
    channels: list[ChannelName] = Field(default_factory=list, description="Empty: all channels")
    limit: LimitOf | None = None
    fees: list[FeeLine] | None = None

    _inherit = model_validator(mode="before")(limit_of_fact)

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if not (self.units or self.level or self.kind):
            raise ValueError("a variant says for whom: units, level or kind")
        return self


class Replacement(Fact):
    """A look-up that replaces the paper, with the clause that allows it."""

    database: Words
    clause: Line


class Paper(Fact):
    """A component of the dossier, defined once; cases refer to it by id."""

    id: Name
    name: Words
    help: Words | None = None
    code: Code | None = Field(default=None, description="Its code in the national catalogue of papers")
    template: Line | None = Field(default=None, description="The blank form's name, when it is a form")
    original: int = Field(default=0, ge=0, le=100, description="How many originals")
    certified: int = Field(default=0, ge=0, le=100, description="How many certified copies")
    copy_count: int = Field(default=0, ge=0, le=100, alias="copy", description="How many plain copies")
    required: bool = True
    required_if: Expression | None = None
    show_if: Expression | None = Field(default=None, description="Asked for only when true")
    replaceable_by: Replacement | None = None
    must_be_present: bool = Field(default=False, description="The person must come and show the original")
    not_by_post: bool = False
    electronic: bool = Field(default=True, description="Accepted as a file")
    max_files: int = Field(default=10, ge=1, le=100)


class PaperOfCase(Strict):
    """A paper in a case; what is given here replaces what the paper says. Short form: its id."""

    paper: Name
    original: int | None = Field(default=None, ge=0, le=100)
    certified: int | None = Field(default=None, ge=0, le=100)
    copy_count: int | None = Field(default=None, ge=0, le=100, alias="copy")
    required: bool | None = None
    required_if: Expression | None = None


def _as_paper_of_case(value: object) -> object:
    return {"paper": value} if isinstance(value, str) else value


PaperRef = Annotated[PaperOfCase, BeforeValidator(_as_paper_of_case, json_schema_input_type=PaperOfCase | Name)]


StepAct = Literal["take", "ask", "charge", "propose", "approve", "send_back", "sign", "seal", "hand_on"]


class RouteStep(Strict):
    """One hand-over: who does what within how many working hours. An opinion is asked beside the way, not on it."""

    id: Name
    name: Words
    role: Role
    unit: Literal["receiving", "settling"] | Parent | NamedUnit = "settling"
    hours: Real = Field(gt=0, le=10_000, description="Working hours")
    does: Words | None = None
    on_site: bool = Field(default=False, description="Somebody must go and look")
    when: Expression | None = Field(default=None, description="Only taken when true")
    kind: Literal["work", "opinion"] = Field(
        default="work", description="opinion: an agency beside is asked; hours is its deadline"
    )
    may: list[StepAct] = Field(
        default_factory=list, description="Only these acts at this step; empty: what the role may do"
    )
    pauses: bool = Field(default=False, description="Only of an opinion: the limit stands still, since the law says so")


class Route(Fact):
    """The way through the house, in order. It ends with a leader who decides and a seal, whatever was answered."""

    steps: list[RouteStep] = Field(min_length=1, max_length=40)


class Case(Fact):
    """A trường hợp. The first case whose ``when`` is true is taken; one without ``when`` takes the rest."""

    id: Name
    name: Words
    when: Expression | None = None
    papers: list[PaperRef] | None = Field(default=None, description="Missing: all papers")
    limit: LimitOf | None = Field(default=None, description="Instead of the channel's")
    fees: list[FeeLine] | None = Field(default=None, description="Instead of the channel's")
    route: Route | None = Field(default=None, description="Instead of the procedure's")
    must_be_present: bool = False

    _inherit = model_validator(mode="before")(limit_of_fact)


class Member(Strict):
    """One procedure that a linked application opens beside its own: another agency's, with its own clock and result."""

    id: Name
    procedure: Slug = Field(description="Which procedure of the pack")
    settles: UnitKind | Literal["same"] = Field(
        default="same", description="Kind of unit beside or above the receiving one that settles it; same: itself"
    )
    after: list[Name] = Field(
        default_factory=list, description="Members it waits for; lead: the procedure's own part. Empty: at once"
    )
    answers: dict[Name, Name] = Field(default_factory=dict, description="Its question: the question here")


class Linked(Fact):
    """Liên thông: one application, several dossiers. The procedure's own unit leads; its limit is the total."""

    members: list[Member] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _an_order_that_ends(self) -> Self:
        done, waiting = {"lead"}, list(self.members)
        if len({one.id for one in waiting} | {"lead"}) != len(waiting) + 1:
            raise ValueError("two members have the same id, or one is called lead")
        while waiting:
            ready = [one for one in waiting if set(one.after) <= done]
            if not ready:
                raise ValueError(f"members wait for each other or for nobody: {', '.join(one.id for one in waiting)}")
            done |= {one.id for one in ready}
            waiting = [one for one in waiting if one not in ready]
        return self


class Exemption(Fact):
    """Who pays nothing or less, word for word as the rule has it."""

    id: Name
    text: Words
    when: Expression | None = Field(default=None, description="Missing: an officer decides by the evidence")
    fees: list[Name] = Field(default_factory=list, description="Ids of fee lines; empty: all")
    percent: int = Field(default=100, ge=1, le=100, description="How much of the line is waived")
    evidence: list[Name] = Field(default_factory=list, description="Ids of the papers that prove it")


class Validity(Strict):
    """How long a result holds: one unit, or the fixed words of the law."""

    days: int | None = Field(default=None, ge=1)
    months: int | None = Field(default=None, ge=1)
    years: int | None = Field(default=None, ge=1)
    words: Words | None = None


class Result(Fact):
    """What the applicant gets."""

    id: Name
    kind: Literal[
        "licence",
        "certificate",
        "confirmation",
        "registration",
        "extract",
        "certified_copy",
        "certification",
        "approval",
        "decision",
        "notice",
        "other",
    ]
    name: Words
    code: Code | None = Field(default=None, description="Its code in the national catalogue of results")
    letter: Name | None = Field(default=None, description="Id of the letter that it is printed from")
    validity: Validity | None = None
    paper: bool = Field(default=True, description="Exists on paper")
    electronic: bool = Field(default=False, description="Exists as a signed file with legal value")
    in_person_only: bool = Field(default=False, description="Handed to the person only, never posted")
    registered_in: Slug | None = Field(default=None, description="The register in which it lives on")


class Letter(Strict):
    """A letter of this procedure: ``template`` names a template of the pack."""

    id: Name
    template: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=60)]
    name: Words
    when: Expression | None = None


class LegalBasis(Fact):
    """A law, decree, circular or decision."""

    number: Line
    title: Words
    articles: str = Field(default="", max_length=200)
    url: str = Field(default="", max_length=500)


class Statement(Fact):
    """A sentence of the rule: a step of the sequence, a condition, a requirement."""

    text: Words
    case: Name | None = Field(default=None, description="Only for this case")


def _as_statement(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


StatementOf = Annotated[Statement, BeforeValidator(_as_statement, json_schema_input_type=Statement | str)]
