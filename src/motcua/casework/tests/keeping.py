"""What the tests of the acts ask of the record: everything that is kept of a dossier, before and after."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from motcua.base.models import Answer, Counter, JournalLine
from motcua.base.refusals import Refusal
from motcua.dossiers.models import Dossier, Draft, Movement
from motcua.notices.models import Letter, Notice

# They see nothing of phường Hàng Bạc: another ward, the district, who configures, another citizen.
STRANGERS = ("khanh", "linh", "tuan", "son", "nam")


def kept(dossier_id: UUID) -> dict[str, list[Any]]:
    """Every row of this dossier in every table, and all counters: what must be as it was after a refusal."""
    rows: dict[str, list[Any]] = {}
    for model in apps.get_models():
        if any(f.column == "dossier_id" for f in model._meta.concrete_fields):
            rows[model.__name__] = sorted(map(repr, model.objects.filter(dossier_id=dossier_id).values()))
    rows["Dossier"] = list(Dossier.objects.filter(pk=dossier_id).values())
    rows["Draft"] = list(Draft.objects.filter(pk=dossier_id).values())
    rows["JournalLine"] = list(JournalLine.objects.filter(subject=dossier_id).order_by("seq").values())
    rows["Answer"] = list(Answer.objects.filter(subject=dossier_id).order_by("key").values())
    rows["Counter"] = list(Counter.objects.order_by("series").values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        rows["jobs"] = [cursor.fetchone()]
    return rows


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
