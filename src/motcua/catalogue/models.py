"""Published versions of procedures and of letters. A version is immutable: what was promised can always be shown."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from motcua.base.ids import new_id
from motcua.base.models import AppendOnly, Kept


class ProcedureVersion(AppendOnly):
    """One procedure as it holds from a day on: the whole definition, as it was read and as canonical JSON."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=80)
    effective_date = models.DateField()
    definition: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of the canonical definition, hex
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "digest"], name="the_same_definition_is_published_once"),
        ]
        indexes = [models.Index(fields=["code", "-effective_date", "-published_at"])]


class Procedure(Kept):
    """What the search finds: the version now in force, with the words by which people look for it."""

    code = models.CharField(max_length=80, primary_key=True)
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    name = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500, blank=True)
    field_code = models.CharField(max_length=80)
    field_name = models.CharField(max_length=200)
    level = models.CharField(max_length=20)
    words = models.TextField()  # name, field, people's words; without marks, lower case
    life_events: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    offered = models.BooleanField(default=True)

    class Meta:
        indexes = [GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="procedure_words_trigrams")]


class LetterVersion(AppendOnly):
    """A letter's template as it holds from a day on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    files: "models.JSONField[Any, Any]" = models.JSONField()  # {file name: text}; the letter is `<name>.typ`
    effective_date = models.DateField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "digest"], name="the_same_letter_is_loaded_once")]


class LifeEvent(Kept):
    """What happens in a person's life, and the procedures that follow, in the order in which they are needed."""

    code = models.CharField(max_length=80, primary_key=True)
    place = models.PositiveSmallIntegerField()
    title: "models.JSONField[Any, Any]" = models.JSONField()  # {"vi": …, "en": …}
    procedures: "models.JSONField[Any, Any]" = models.JSONField(default=list)
