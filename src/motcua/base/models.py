"""Kept by the house itself: journal lines, answers to repeated calls, counters."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import connection, models
from django.db.models.functions import Now

from motcua.base import journal


class Kept(models.Model):
    """A table states here what the application's database role may do to it besides reading and inserting."""

    may_change: ClassVar[bool] = True
    may_delete: ClassVar[bool] = False

    class Meta:
        abstract = True


class AppendOnly(Kept):
    """Nothing that counts is overwritten: the role may insert and read here, and nothing else."""

    may_change = False

    class Meta:
        abstract = True


class JournalLine(AppendOnly):
    pk = models.CompositePrimaryKey("subject", "seq")
    subject = models.UUIDField()
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    request = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict)
    digest = models.BinaryField(max_length=32)
    # The database's own time, outside the digest: a line that tells of an earlier hour betrays itself.
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="journal_line_counts_from_one"),
        ]

    def computed_digest(self, *, before: bytes) -> bytes:
        return journal.digest(
            subject=self.subject, seq=self.seq, kind=self.kind, actor=self.actor, at=self.at,
            request=self.request, data=self.data, before=before,
        )  # fmt: skip

    @classmethod
    def end_of(cls, subject: UUID) -> tuple[int, bytes]:
        """The number and digest of the last line of a chain; (0, b"") before the first."""
        last = cls.objects.filter(subject=subject).order_by("-seq").values_list("seq", "digest").first()
        return (last[0], bytes(last[1])) if last else (0, b"")


class Answer(AppendOnly):
    """What an act answered to a call with an idempotency key, so that the same call gets the same answer."""

    pk = models.CompositePrimaryKey("subject", "key")
    subject = models.UUIDField()
    key = models.CharField(max_length=80)
    act = models.CharField(max_length=40)
    asked = models.BinaryField(max_length=32)
    answer = models.JSONField()
    at = models.DateTimeField()


class Counter(Kept):
    """Human numbers: one row per series, moved by one statement, so that two servers never give the same."""

    series = models.CharField(max_length=120, primary_key=True)
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(value__gte=1), name="counter_is_positive")]

    @classmethod
    def next(cls, series: str) -> int:
        """The next number of this series. The row stays locked until the act ends: no gaps, no doubles."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO base_counter (series, value) VALUES (%s, 1) "
                "ON CONFLICT (series) DO UPDATE SET value = base_counter.value + 1 RETURNING value",
                [series],
            )
            return int(cursor.fetchone()[0])


class Movement(AppendOnly):
    """A step that was taken. Every room with a lifecycle keeps its own table of them."""

    act = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    actor = models.CharField(max_length=80)
    at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        abstract = True
