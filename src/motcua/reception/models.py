"""The waiting room's tickets, the register of paper folders, and what was given back at the counter."""

from typing import Any

from django.db import models
from django.db.models import Q

from motcua.base.ids import new_id
from motcua.base.models import AppendOnly, Kept
from motcua.base.models import Movement as BaseMovement
from motcua.dossiers.models import OfDossier
from motcua.organisation.models import Unit
from motcua.people.models import User
from motcua.reception.lifecycle import FOLDERS, IN_HAND, OPEN_TICKETS, TICKETS, FolderState, TicketState


class Ticket(Kept):
    """One person's turn: numbered without gaps in its unit, day and series."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField()
    series = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    field = models.CharField(max_length=60)
    field_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=TicketState.choices)
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    desk = models.CharField(max_length=20, blank=True)
    taken_at = models.DateTimeField()
    since_at = models.DateTimeField()  # of the last step
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    waited_seconds = models.PositiveIntegerField(default=0)
    served_seconds = models.PositiveIntegerField(default=0)
    moves = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "day", "series", "number"], name="a_ticket_number_is_given_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["officer"], condition=Q(state__in=IN_HAND), name="one_ticket_at_a_time_for_an_officer"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="tickets_count_from_one"),
            models.CheckConstraint(condition=Q(state__in=TicketState.values), name="ticket_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=IN_HAND) | Q(officer__isnull=False), name="a_called_ticket_has_an_officer"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "day", "state", "taken_at"], condition=Q(state__in=OPEN_TICKETS), name="tickets_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.number:03d}"


class TicketStep(BaseMovement):
    """One step of a ticket that was taken. Never edited: seconds waited and served follow from these."""

    pk = models.CompositePrimaryKey("ticket_id", "seq")
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10)
    target = models.CharField(max_length=10)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [TICKETS.constraint("tickets_only_as_their_lifecycle_says")]


class DayClosed(AppendOnly):
    """The waiting room of a unit was closed for a day: no number is given after that."""

    pk = models.CompositePrimaryKey("unit_id", "day")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField()
    left = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")


class TicketDossier(OfDossier, AppendOnly):
    """This dossier was opened while this ticket was served."""

    pk = models.CompositePrimaryKey("dossier_id", "ticket_id")
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="tied")
    at = models.DateTimeField()


class Folder(OfDossier, Kept):
    """The paper folder of a dossier: where it is and who answers for it, as the register tells."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    state = models.CharField(max_length=12, choices=FolderState.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # where it is, or on whose way
    keeper = models.ForeignKey(User, models.PROTECT, related_name="+")  # until the receiver confirms: the giver
    toward = models.CharField(max_length=10, blank=True)  # counter or desk, while it is on the way
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    since_at = models.DateTimeField()
    transfer_due_at = models.DateTimeField(null=True)  # NĐ 61/2018 art. 18
    transferred_at = models.DateTimeField(null=True)
    moves = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier"], name="one_folder_a_dossier"),
            models.CheckConstraint(condition=Q(state__in=FolderState.values), name="folder_state_is_known"),
            models.CheckConstraint(
                condition=(Q(state=FolderState.ON_THE_WAY) & Q(to_unit__isnull=False) & ~Q(toward=""))
                | (~Q(state=FolderState.ON_THE_WAY) & Q(to_unit__isnull=True) & Q(toward="")),
                name="a_folder_on_the_way_has_a_destination",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "transfer_due_at"], name="folders_at_unit"),
            models.Index(
                fields=["to_unit", "since_at"], condition=Q(state=FolderState.ON_THE_WAY), name="folders_on_the_way"
            ),
        ]


class FolderStep(OfDossier, BaseMovement):
    """One line of the hand-over register: who gave or took, where, for which destination, in which batch."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    toward = models.CharField(max_length=10, blank=True)
    batch = models.UUIDField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [FOLDERS.constraint("folders_only_as_their_lifecycle_says")]
        indexes = [models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="register_by_batch")]


class Remark(OfDossier, AppendOnly):
    """What the officer saw on a paper when it was handed in (torn, no seal, copy unreadable)."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    paper = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)


class GivenBack(OfDossier, AppendOnly):
    """What went with the result: which originals, and how the receiver signed."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()  # that of the hand-over in `results`
    originals: "models.JSONField[Any, Any]" = models.JSONField(default=list)  # [[paper code, how many]]
    receiver = models.CharField(max_length=10)  # applicant, or somebody with a mandate
    mandate = models.CharField(max_length=200, blank=True)
    signed = models.CharField(max_length=10)
    signature_digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(signed="tablet") & ~Q(signature_digest="")) | (Q(signed="paper") & Q(signature_digest="")),
                name="a_signature_is_drawn_or_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(receiver="applicant") | (Q(receiver="mandate") & ~Q(mandate="")),
                name="who_comes_for_another_shows_a_mandate",
            ),
        ]
