"""A dossier, and everything that is kept about its way. Only movements, lines and events tell; columns of the
dossier itself are what `fsck` can derive again from them, kept so that a list is one indexed question."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.base.ids import new_id, new_secret
from motcua.base.models import AppendOnly, Kept
from motcua.base.models import Movement as BaseMovement
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.lifecycle import ENDED, IN_SETTLEMENT, LIFECYCLE, State
from motcua.organisation.models import Unit
from motcua.people.models import Person, User


class Channel(models.IntegerChoices):
    """`KenhThucHien` of the national portal."""

    COUNTER = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POST = 3, _("Bưu chính công ích")


class ReturnBy(models.TextChoices):
    COUNTER = "counter", _("Nhận tại Bộ phận Một cửa")
    POST = "post", _("Nhận qua bưu chính công ích")


class Dossier(Kept):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=60)
    secret = models.CharField(max_length=20, default=new_secret)
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    receiving_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    settling_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    submitter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assisted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)
    return_by = models.CharField(max_length=10, choices=ReturnBy.choices, default=ReturnBy.COUNTER)
    case = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=1000)  # trích yếu
    state = models.PositiveSmallIntegerField(choices=State.choices)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    indicator_due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()  # of the last act: time never runs backwards in a record
    requests = models.PositiveSmallIntegerField(default=0)  # supplements asked since reception
    moves = models.PositiveSmallIntegerField(default=0)
    journal_seq = models.PositiveIntegerField(default=0)
    journal_digest = models.BinaryField(max_length=32, default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="dossier_is_in_one_of_the_ten_states"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.RECEIVED, State.PROCESSING, State.OBLIGATION, State.DONE, State.RETURNED])
                | Q(received_at__isnull=False),
                name="what_is_worked_on_was_received",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False) | ~Q(state__in=[State.DONE, State.RETURNED]),
                name="what_is_done_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(state__in=ENDED), name="only_what_has_ended_is_closed"
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("submitted_at")),
                name="nothing_is_received_before_it_is_submitted",
            ),
            # Assisted is never counted as online (`vietnam.md` 10, point 7).
            models.CheckConstraint(
                condition=Q(assisted_by__isnull=True) | ~Q(channel=Channel.ONLINE), name="assisted_is_not_online"
            ),
        ]
        indexes = [
            models.Index(fields=["code"], name="dossier_by_code"),
            models.Index(fields=["secret"], name="dossier_by_secret"),
            models.Index(
                fields=["receiving_unit", "submitted_at"],
                condition=Q(state=State.SUBMITTED),
                name="dossier_waiting_reception",
            ),
            models.Index(
                fields=["receiving_unit", "finished_at"], condition=Q(state=State.DONE), name="dossier_waiting_return"
            ),
            models.Index(
                fields=["receiving_unit", "submitted_at"],
                condition=Q(state=State.WITHDRAWING),
                name="dossier_waiting_release",
            ),
            models.Index(
                fields=["receiving_unit", "due_at"], condition=Q(state=State.OBLIGATION), name="dossier_waiting_money"
            ),
            models.Index(
                fields=["settling_unit", "due_at"], condition=Q(state__in=IN_SETTLEMENT), name="dossier_in_settlement"
            ),
            models.Index(fields=["submitter", "-submitted_at"], name="dossier_of_submitter"),
            models.Index(fields=["owner", "-submitted_at"], name="dossier_of_owner"),
            models.Index(fields=["receiving_unit", "-submitted_at"], name="dossier_of_receiving_unit"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def channel_name(self) -> str:
        """How the procedure's file names the way it came in."""
        return Channel(self.channel).name.lower()


class OfDossier(models.Model):
    """A row of a dossier: its key begins with the dossier's, so that tables can be distributed by it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class Movement(OfDossier, BaseMovement):
    """One step of the lifecycle that was taken: who, when, from where to where. Never edited."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    source = models.PositiveSmallIntegerField()
    target = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [LIFECYCLE.constraint("only_as_the_lifecycle_says")]


class ClockEvent(OfDossier, AppendOnly):
    """What the due date follows from (`clock.md`): it is derived from these, and never typed."""

    class Kind(models.TextChoices):
        START = "start"  # data: limit, cutoff, calendar
        PAUSE = "pause"  # data: cause
        RESUME = "resume"
        EXTEND = "extend"  # data: due_at, reason
        CALENDAR = "calendar"  # data: calendar

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    data: "models.JSONField[Any, Any]" = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="start", seq=1) | (~Q(kind="start") & Q(seq__gt=1)),
                name="a_clock_starts_once_and_first",
            ),
            models.CheckConstraint(
                condition=~Q(kind="pause")
                # `has_key`: without a cause the rest would be NULL, which a check takes for true.
                | Q(
                    data__has_key="cause",
                    data__cause__in=["supplement", "payment", "opinion", "linked", "inspection", "force_majeure"],
                ),
                name="a_pause_has_a_known_cause",
            ),
        ]


class Answers(OfDossier, AppendOnly):
    """What the applicant declared. A supplement adds a row; the officer sees the difference."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    answers: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)


class Paper(OfDossier, AppendOnly):
    """A paper that was handed in: a file, or sheets of paper that the counter counted, or both."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    code = models.CharField(max_length=60)  # which paper of the procedure
    round = models.PositiveSmallIntegerField()  # 1 on submission, then one more with each supplement
    document_id = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200, blank=True)
    originals = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(document_id__isnull=False) | Q(originals__gt=0) | Q(certified__gt=0) | Q(copies__gt=0),
                name="a_paper_is_a_file_or_sheets",
            ),
        ]


class SupplementRequest(OfDossier, AppendOnly):
    """What is asked of the applicant, all at once, each item with its reason (NĐ 61/2018 art. 11.2c, 19.4)."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    # [{"paper": code} or {"question": id}, with "reason"]
    items: "models.JSONField[Any, Any]" = models.JSONField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    before_reception = models.BooleanField()


class Viewing(OfDossier, AppendOnly):
    """Somebody of the administration looked at this dossier's personal data."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    what = models.CharField(max_length=60)
    at = models.DateTimeField()


class Note(OfDossier, AppendOnly):
    """What an officer leaves for colleagues; not for the applicant, and not to be changed."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something")]


class Draft(Kept):
    """What a person writes before asking anything of the city: theirs alone, to change and to throw away.
    Its id becomes the dossier's, so that sending it twice makes one dossier."""

    may_delete = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    answers: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    papers: "models.JSONField[Any, Any]" = models.JSONField(default=dict)  # {paper code: [document id]}
    return_by = models.CharField(max_length=10, choices=ReturnBy.choices, default=ReturnBy.COUNTER)
    saves = models.PositiveIntegerField(default=0)  # two tabs: the older one is told
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-updated_at"])]
