"""Questions about procedures and letters. A version never changes, so each process keeps what it has read."""

import time
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, Func, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.base.asking import Asked
from motcua.base.refusals import Invalid, NotThere
from motcua.catalogue.definition import Definition
from motcua.catalogue.finding import Entry, Index
from motcua.catalogue.forms import Form, compile_form
from motcua.catalogue.models import LetterVersion, LifeEvent, Procedure, ProcedureVersion
from motcua.catalogue.offering import Authority, NamedUnit, Parent
from motcua.organisation import queries as organisation
from motcua.organisation.models import Unit
from motcua.organisation.queries import KEPT_FOR_SECONDS


def plain(words: str) -> str:
    """Lower case, without marks: how people type on a telephone (`Đăng ký khai sinh` → `dang ky khai sinh`)."""
    flat = words.lower().replace("đ", "d")
    flat = "".join(c for c in unicodedata.normalize("NFD", flat) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in flat).split())


def search(words: str, *, field: str = "", level: str = "") -> "Found":
    """Procedures for these words, best first: without marks, with typing errors, in the people's own words.

    At most `finding.MOST_FOUND`; without words all of them, by field and name.
    """
    asked = plain(words)
    return Found.ranked(_index().find(asked, field=field, level=level)) if asked else offered(field=field, level=level)


class Found(QuerySet[Procedure]):
    """What a search found, in its order, with the versions in force.

    Its count asks the database for nothing, a page of it for that page only.
    """

    codes: list[str] | None = None  # None once it was filtered further

    @classmethod
    def ranked(cls, codes: list[str]) -> "Found":
        """The procedures with these codes, in this order, as far as they are offered."""
        place = Func(Value(codes, ArrayField(TextField())), Cast("code", TextField()), function="array_position")
        found = cls(Procedure).filter(offered=True, code__in=codes).order_by(place)
        found.codes = codes
        return found

    def count(self) -> int:
        return super().count() if self.codes is None else len(self.codes)

    def __getitem__(self, place: Any) -> Any:
        if self.codes is None or not isinstance(place, slice):
            return super().__getitem__(place)
        return Found.ranked(self.codes[place])

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        found = self._result_cache or []
        if is_new and found and isinstance(found[0], Procedure):
            versions = _versions.of({one.version_id for one in found})
            for one in found:
                one.version = versions[one.version_id]


class _Versions:
    """Versions as they were read: they never change, and to parse twenty of them takes longer than to find them."""

    MOST = 500

    def __init__(self) -> None:
        self._kept: dict[UUID, ProcedureVersion] = {}

    def of(self, ids: set[UUID]) -> dict[UUID, ProcedureVersion]:
        """The versions with these ids. They are shared: to be read, not to be changed."""
        kept = self._kept
        found = {one: kept[one] for one in ids if one in kept}
        if missing := ids - set(found):
            read = ProcedureVersion.objects.in_bulk(missing)
            found |= read
            self._kept = {**(kept if len(kept) < self.MOST else {}), **read}
        return found


_versions = _Versions()


def _state() -> QuerySet[Procedure, tuple[int, int]]:
    """How many are offered, and a sum over their versions: it changes with whatever is published or withdrawn."""
    version = Func(Cast("version_id", TextField()), function="hashtext", output_field=BigIntegerField())
    counted = Procedure.objects.filter(offered=True).order_by().values("offered")
    return counted.annotate(number=Count("code"), sum=Sum(version)).values_list("number", "sum")


_STATE = Asked(_state)


def _index() -> Index:
    """The words of what is offered now; asks the database for a millisecond whether they are still the same."""
    return _index_of(_STATE.first())


@lru_cache(maxsize=2)
def _index_of(_now: tuple[int, int] | None) -> Index:
    rows = Procedure.objects.filter(offered=True).values_list("code", "name", "words", "field_code", "level")
    return Index(Entry(code, plain(name), words, field, level) for code, name, words, field, level in rows)


def offered(*, field: str = "", level: str = "") -> Found:
    """What can be applied for, by field and name."""
    found = Found(Procedure).filter(offered=True).order_by("field_name", "name")
    if field:
        found = found.filter(field_code=field)
    return found.filter(level=level) if level else found


def need_offered(code: str) -> None:
    """Raises `Withdrawn` for a procedure that is no longer offered: nothing new can be asked for under it."""
    if not Procedure.objects.filter(pk=code, offered=True).exists():
        raise Withdrawn()


class Withdrawn(Invalid):
    """What was being written stays; it cannot be sent."""

    kind = "withdrawn"
    title = gettext_lazy("Thủ tục đã ngừng cung cấp")

    def __init__(self) -> None:
        said = _(
            "Thủ tục này đã ngừng cung cấp, nên hồ sơ chưa gửi được. Điều bạn đã viết vẫn còn trong bản nháp; "
            "hãy hỏi Bộ phận Một cửa hoặc tìm thủ tục thay thế."
        )
        super().__init__(said, fields={"": said})


def fields() -> list[tuple[str, str]]:
    """(code, name) of the fields in which something is offered."""
    return list(offered().order_by("field_name").values_list("field_code", "field_name").distinct())


def offered_at(unit: Unit) -> list[str]:
    """The codes of the procedures that this unit offers."""
    return [
        code
        for code, rules in _authorities(_STATE.first())
        if any(
            rule["level"] == unit.level
            and rule["kind"] == unit.kind
            and (not rule.get("units") or unit.code in rule["units"])
            for rule in rules
        )
    ]


@lru_cache(maxsize=2)
def _authorities(_now: tuple[int, int] | None) -> list[tuple[str, list[dict[str, Any]]]]:
    return list(Procedure.objects.filter(offered=True).values_list("code", "version__definition__authority"))


def current(procedure: str) -> Procedure:
    """The procedure by its own name or by its national code, with the version in force."""
    found = (
        Procedure.objects.select_related("version")
        .filter(Q(code=procedure) | Q(version__definition__codes__contains=[{"code": procedure}]), offered=True)
        .first()
    )
    if found is None:
        raise NotThere()
    return found


@lru_cache(maxsize=4096)
def definition(version_id: UUID) -> Definition:
    """The definition of a published version. Raises `NotThere`."""
    found = ProcedureVersion.objects.filter(pk=version_id).values_list("definition", flat=True).first()
    if found is None:
        raise NotThere()
    return Definition.model_validate(found)


@lru_cache(maxsize=4096)
def form(version_id: UUID) -> Form:
    """The compiled form of a published version: the same for page, API and print."""
    return compile_form(definition(version_id))


def authority_of(found: Definition, unit: Unit) -> Authority:
    """By which rule this unit offers the procedure. Raises `Invalid` when it does not."""
    for rule in found.authority:
        if rule.level == unit.level and rule.kind == unit.kind and (not rule.units or unit.code in rule.units):
            return rule
    said = _("Đơn vị này không tiếp nhận thủ tục đã chọn. Hãy chọn đơn vị khác.")
    raise Invalid(said, fields={"unit": said})


def units_offering(found: Definition) -> list[Unit]:
    """The units in force that offer it, in alphabetical order."""
    units: dict[UUID, Unit] = {}
    for rule in found.authority:
        for one in organisation.of_level(rule.level, kind=rule.kind):
            if not rule.units or one.code in rule.units:
                units[one.pk] = one
    return list(units.values())


def receiving_and_settling(found: Definition, unit: Unit) -> tuple[Unit, Unit]:
    """Which unit takes it in and which one settles it, when it is handed in at `unit`."""
    rule = authority_of(found, unit)
    return unit_by_rule(rule.receives, unit), unit_by_rule(rule.settles, unit)


def unit_by_rule(rule: Any, unit: Unit) -> Unit:
    """The unit that a rule of the procedure's file names, seen from this one. Raises `NotThere`."""
    if isinstance(rule, NamedUnit):
        return organisation.by_code(rule.unit)
    if isinstance(rule, Parent):
        for one in organisation.parents(unit):
            if one.level == rule.parent and rule.kind in {None, one.kind}:
                return one
        raise NotThere()
    return unit


def letter(name: str, *, on: date) -> LetterVersion:
    """The version of a letter in force on a day. Raises `NotThere`."""
    return _letter(name, on, int(time.monotonic() // KEPT_FOR_SECONDS))


@lru_cache(maxsize=1024)
def _letter(name: str, on: date, _while: int) -> LetterVersion:
    in_force = LetterVersion.objects.filter(name=name, effective_date__lte=on)
    found = in_force.order_by("-effective_date", "-loaded_at").first()
    if found is None:
        raise NotThere()
    return found


def versions(code: str) -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(code=code).order_by("-effective_date", "-published_at")


def short_names() -> dict[str, dict[str, str]]:
    """What people call each procedure that is offered: {code: {"vi": …, "en": …}}, in one question."""
    rows = offered().values_list("code", "name", "name_en", "version__definition__short_name")
    return {code: short or {"vi": name, "en": name_en} for code, name, name_en, short in rows}


def registered_in(register: str) -> list[tuple[str, str]]:
    """(code, name) of the procedures whose result is kept in this register, by name."""
    kept = offered().filter(version__definition__results__contains=[{"registered_in": register}])
    return list(kept.order_by("name").values_list("code", "name"))


def life_events() -> list[LifeEvent]:
    """What happens in a person's life, in the pack's order."""
    return list(LifeEvent.objects.order_by("place"))


def life_event(code: str) -> LifeEvent | None:
    return LifeEvent.objects.filter(pk=code).first() if code else None
