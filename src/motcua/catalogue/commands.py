"""What may be written about procedures and letters. Called by casework, inside an act."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from motcua.base import journal, record
from motcua.catalogue.definition import Definition, canonical, digest
from motcua.catalogue.models import LetterVersion, LifeEvent, Procedure, ProcedureVersion
from motcua.catalogue.queries import plain
from motcua.people.who import Who


def publish(
    *, definition: Definition, synonyms: list[dict[str, list[str]]], by: Who, at: datetime
) -> ProcedureVersion | None:
    """Add this version and make it what the search finds. None when it is published already."""
    code = definition.id
    found = digest(definition)
    version = ProcedureVersion.objects.filter(code=code, digest=found).first()
    if version is None:
        version = record.add(
            ProcedureVersion(
                code=code, effective_date=definition.effective_from, definition=json.loads(canonical(definition)),
                digest=found, published_at=at, published_by=by.actor,
            )
        )  # fmt: skip
    elif Procedure.objects.filter(code=code, version=version).exists():
        return None
    _index(definition, version, search_words(definition, synonyms=synonyms))
    return version


def _index(definition: Definition, version: ProcedureVersion, words: str) -> None:
    values: dict[str, Any] = {
        "version": version,
        "name": str(definition.name),
        "name_en": definition.name.into("en"),
        "field_code": definition.field.code,
        "field_name": str(definition.field.name),
        "level": definition.authority[0].level,
        "words": words,
        "life_events": list(definition.life_events),
        "offered": True,
    }
    found = Procedure.objects.filter(pk=definition.id).first()
    if found is None:
        record.add(Procedure(code=definition.id, **values))
    else:
        record.change(found, **values)


def search_words(definition: Definition, *, synonyms: list[dict[str, list[str]]]) -> str:
    """All the words by which people may look for it, plain, the name first; `synonyms` are the pack's."""
    words = [str(definition.name), str(definition.short_name or ""), *definition.keywords]
    words += [str(definition.field.name), *(code.code for code in definition.codes)]
    words += [str(result.name) for result in definition.results] + [definition.name.into("en")]
    own = plain(" ".join(words))
    said = [word for pair in synonyms if any(plain(m) in own for m in pair["means"]) for word in pair["say"]]
    return " ".join([own, *(plain(word) for word in said)])


def keep_letters(*, letters: dict[str, dict[str, str]], effective: date, at: datetime) -> list[str]:
    """Add the versions of letters that are new; returns their names."""
    new = []
    for name, files in letters.items():
        found = hashlib.sha256(journal.canonical([name, files])).hexdigest()
        if not LetterVersion.objects.filter(name=name, digest=found).exists():
            record.add(LetterVersion(name=name, digest=found, files=files, effective_date=effective, loaded_at=at))
            new.append(name)
    return new


def keep_life_events(*, rows: list[dict[str, Any]]) -> None:
    """What the front page offers, in the pack's order."""
    known = LifeEvent.objects.in_bulk()
    for place, row in enumerate(rows):
        values = {"place": place, "title": row["title"], "procedures": row["procedures"]}
        if row["id"] in known:
            record.change(known[row["id"]], **values)
        else:
            record.add(LifeEvent(code=row["id"], **values))
