"""From which day a version holds, and what the search then finds: derived, so that `jobs` can do it again.

Of the versions whose day has come the one with the latest day holds; of two of the same day the one published last.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from motcua.catalogue.definition import Definition
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries import plain

TZ = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(at: datetime) -> date:
    """The day in Hà Nội."""
    return at.astimezone(TZ).date()


def holds_now(version: ProcedureVersion, *, listed: Procedure | None, on: date) -> bool:
    """Whether a version that is published now replaces at once what is `listed`."""
    if version.effective_date > on:
        return False
    return listed is None or not listed.offered or version.effective_date >= listed.version.effective_date


def due(*, on: date) -> Iterator[tuple[ProcedureVersion, Procedure | None]]:
    """Versions whose day has come and which are not listed yet, with what is listed: one for each procedure."""
    listed = {one.code: one for one in Procedure.objects.select_related("version").defer("words")}
    newest: dict[str, ProcedureVersion] = {}
    come = ProcedureVersion.objects.filter(effective_date__lte=on).defer("definition")
    for version in come.order_by("effective_date", "published_at"):
        newest[version.code] = version
    for code, version in newest.items():
        now = listed.get(code)
        if now is None or _follows(version, now):
            yield version, now


def _follows(version: ProcedureVersion, now: Procedure) -> bool:
    if now.withdrawn_at is not None and version.published_at <= now.withdrawn_at:
        return False
    return version.effective_date > now.version.effective_date


def listed_as(
    definition: Definition, version: ProcedureVersion, *, listed: Procedure | None, words: str | None
) -> dict[str, Any]:
    """The columns of `Procedure` for this version. Without `words` the pack's synonyms stay as they were."""
    return {
        "version": version,
        "name": str(definition.name),
        "name_en": definition.name.into("en"),
        "field_code": definition.field.code,
        "field_name": str(definition.field.name),
        "level": definition.authority[0].level,
        "words": _words(definition, listed) if words is None else words,
        "life_events": list(definition.life_events),
        "offered": True,
        "withdrawn_at": None,
    }


def _words(definition: Definition, listed: Procedure | None) -> str:
    own = search_words(definition, synonyms=[])
    if listed is None:
        return own
    before = search_words(Definition.model_validate(listed.version.definition), synonyms=[])
    return f"{own}{listed.words.removeprefix(before)}" if listed.words.startswith(before) else own


def search_words(definition: Definition, *, synonyms: list[dict[str, list[str]]]) -> str:
    """All the words by which people may look for it, plain, the name first; `synonyms` are the pack's."""
    words = [str(definition.name), str(definition.short_name or ""), *definition.keywords]
    words += [str(definition.field.name), *(code.code for code in definition.codes)]
    words += [str(result.name) for result in definition.results] + [definition.name.into("en")]
    own = plain(" ".join(words))
    said = [word for pair in synonyms if any(plain(m) in own for m in pair["means"]) for word in pair["say"]]
    return " ".join([own, *(plain(word) for word in said)])
