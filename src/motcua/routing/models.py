"""Where a dossier is on its way: the plan it was promised, the step that runs, every hand-over, every opinion asked."""

from typing import Any

from django.db import models
from django.db.models import Q

from motcua.base.models import Kept, Movement
from motcua.dossiers.models import Dossier, OfDossier
from motcua.organisation.models import Unit
from motcua.people.models import User
from motcua.routing.lifecycle import LIFECYCLE, OPINIONS, RUNNING, OpinionState, RouteState


class Route(Kept):
    """The plan of a received dossier and its running step. A closed step is a line of `RouteStep`, never edited."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="route")
    # [{id, name: {vi, en}, role, unit, hours, kind, may, pauses}] with units resolved and conditions decided
    plan: "models.JSONField[Any, Any]" = models.JSONField()
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RouteState.choices)
    moves = models.PositiveSmallIntegerField(default=0)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    holder = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    since_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # None while the dossier's clock stands still

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RouteState.values), name="route_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=RouteState.HELD) | Q(holder__isnull=False), name="a_held_step_has_its_holder"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "role", "due_at"], condition=Q(state__in=RUNNING), name="route_running_at_unit"
            ),
            models.Index(fields=["holder", "due_at"], condition=Q(state=RouteState.HELD), name="route_with_holder"),
        ]


class RouteStep(OfDossier, Movement):
    """A hand-over: from which place to which, since when it had lain there, how long that took and how late it was."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10)
    target = models.CharField(max_length=10)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    place = models.PositiveSmallIntegerField()
    onto = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # where it lay
    holder = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)  # with whom it lay
    deputy_for = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    since_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(default=0)  # working minutes that lay between, when a step was closed
    late_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [LIFECYCLE.constraint("the_route_moves_only_as_its_lifecycle_says")]


class Opinion(OfDossier, Kept):
    """What an agency beside was asked, until when, and what it answered."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    step = models.CharField(max_length=60, blank=True)  # the opinion of the route, when it is one
    state = models.CharField(max_length=10, choices=OpinionState.choices)
    moves = models.PositiveSmallIntegerField(default=0)
    content = models.TextField()
    pauses = models.BooleanField(default=False)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OpinionState.values), name="opinion_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=OpinionState.GIVEN)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="a_given_opinion_has_words_and_a_giver",
            ),
            models.UniqueConstraint(
                fields=["dossier", "unit"],
                condition=Q(state__in=[OpinionState.ASKED, OpinionState.SILENT]),
                name="one_running_question_to_a_unit",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_at"],
                condition=Q(state__in=[OpinionState.ASKED, OpinionState.SILENT]),
                name="opinion_waiting_at_unit",
            ),
            models.Index(fields=["due_at"], condition=Q(state=OpinionState.ASKED), name="opinion_to_be_reported"),
        ]


class OpinionStep(OfDossier, Movement):
    """One step in the life of an opinion."""

    pk = models.CompositePrimaryKey("dossier_id", "opinion", "seq")
    opinion = models.PositiveSmallIntegerField()
    seq = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10)
    target = models.CharField(max_length=10)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [OPINIONS.constraint("opinions_only_as_their_lifecycle_says")]
