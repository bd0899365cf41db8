"""What the tests of the acts ask of the record: everything that is kept of a dossier, before and after."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from motcua.base.models import JournalLine
from motcua.base.refusals import Refusal
from motcua.dossiers.models import Movement
from motcua.notices.models import Letter, Notice

# They see nothing of phường Hàng Bạc: another ward, the district, who configures, another citizen.
STRANGERS = ("khanh", "linh", "tuan", "son", "nam")


@cache
def _statement() -> tuple[str, int]:
    """One statement that answers (table, rows, digest of the rows) for all tables that keep something of a dossier."""
    keys = {"dossiers_dossier": "id", "dossiers_draft": "id", "base_journalline": "subject", "base_answer": "subject"}
    for model in apps.get_models():
        if any(f.column == "dossier_id" for f in model._meta.concrete_fields):
            keys[model._meta.db_table] = "dossier_id"
    rows = "SELECT '{0}', count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {0} t"
    asked = [f"{rows.format(table)} WHERE {key} = %s" for table, key in keys.items()]
    return " UNION ALL ".join([*asked, rows.format("base_counter"), rows.format("procrastinate_jobs")]), len(keys)


def kept(dossier_id: UUID) -> list[Any]:
    """Everything that is kept of this dossier in any table, all counters and all jobs: the same before and after."""
    statement, places = _statement()
    with connection.cursor() as cursor:
        cursor.execute(statement, [dossier_id] * places)
        return sorted(cursor.fetchall())


@contextmanager
def refused(kind: type[Refusal], dossier_id: UUID) -> Iterator[Any]:
    """The call inside is refused in this way, and nothing of it is kept."""
    before = kept(dossier_id)
    with pytest.raises(Refusal) as found:
        yield found
    assert type(found.value) is kind, repr(found.value)
    assert str(found.value.said)
    assert kept(dossier_id) == before


@contextmanager
def broken(monkeypatch: pytest.MonkeyPatch, last_step: Any, name: str, dossier_id: UUID) -> Iterator[None]:
    """Inside, `last_step.name` does its work and then the lights go out: nothing of the act may be kept."""
    before, real = kept(dossier_id), getattr(last_step, name)

    def then_dark(*args: Any, **kwargs: Any) -> Any:
        real(*args, **kwargs)
        raise RuntimeError("the lights went out")

    with monkeypatch.context() as patch:
        patch.setattr(last_step, name, then_dark)
        with pytest.raises(RuntimeError, match="the lights went out"):
            yield
    assert kept(dossier_id) == before


def told(dossier_id: UUID) -> list[str]:
    """The kinds of the journal's lines, in order."""
    return list(JournalLine.objects.filter(subject=dossier_id).order_by("seq").values_list("kind", flat=True))


def owed(dossier_id: UUID) -> list[str]:
    """The kinds of the messages that the applicant is owed, in order."""
    return list(Notice.objects.filter(dossier_id=dossier_id).order_by("owed_at", "id").values_list("kind", flat=True))


def given(dossier_id: UUID) -> list[str]:
    """The names of the letters, in order."""
    return list(Letter.objects.filter(dossier_id=dossier_id).order_by("at", "id").values_list("name", flat=True))


def stepped(dossier_id: UUID) -> Movement:
    """The last step of the lifecycle."""
    found = Movement.objects.filter(dossier_id=dossier_id).order_by("-seq").first()
    assert found is not None
    return found
