"""A dossier, its movements and its clock. Columns of the dossier itself are what `fsck` can derive again from the rest,
kept so that a list is one indexed question."""

from typing import Any
from uuid import UUID

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
    # Where the route has it when that is not the settling unit: the role that counts there instead.
    step_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    step_role = models.CharField(max_length=20, blank=True)
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
    # Of a linked procedure: the leading dossier's id, on each member and on the lead itself. Statistics count the
    # group once, by the row without a member's name.
    group = models.UUIDField(null=True)
    member = models.CharField(max_length=60, blank=True)
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
            models.CheckConstraint(condition=Q(member="") | Q(group__isnull=False), name="a_member_belongs_to_a_group"),
            # Assisted is never counted as online (`vietnam.md` 10, point 7).
            models.CheckConstraint(
                condition=Q(assisted_by__isnull=True) | ~Q(channel=Channel.ONLINE), name="assisted_is_not_online"
            ),
            models.CheckConstraint(
                condition=Q(step_unit__isnull=True, step_role="") | (Q(step_unit__isnull=False) & ~Q(step_role="")),
                name="a_guest_has_a_unit_and_a_role",
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
            models.Index(
                fields=["step_unit", "due_at"], condition=Q(step_unit__isnull=False), name="dossier_at_a_guest"
            ),
            models.Index(fields=["group"], condition=Q(group__isnull=False), name="dossier_of_group"),
            models.Index(fields=["submitter", "-submitted_at"], name="dossier_of_submitter"),
            models.Index(fields=["owner", "-submitted_at"], name="dossier_of_owner"),
            models.Index(fields=["receiving_unit", "-submitted_at"], name="dossier_of_receiving_unit"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def offering_unit_id(self) -> UUID:
        """The unit whose offer holds: of a linked member, which another counter took in, the one that settles it."""
        return self.settling_unit_id if self.member else self.receiving_unit_id

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
            # NĐ 61/2018 art. 19.9: a new appointment at most once.
            models.UniqueConstraint(fields=["dossier"], condition=Q(kind="extend"), name="a_new_date_is_given_once"),
        ]


class Share(OfDossier, Kept):
    """A unit beside is asked something about this dossier, and may read it until it has answered."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("since_at")),
                name="a_share_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["unit"], condition=Q(until_at__isnull=True), name="share_running_at_unit")]


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


