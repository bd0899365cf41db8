"""How it was: the three-step scale of TT 32/2017 art. 12, overall and in its three details."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.base.models import AppendOnly, Kept
from motcua.dossiers.models import Dossier, OfDossier
from motcua.people.models import User


class Score(models.IntegerChoices):
    VERY_SATISFIED = 3, _("Rất hài lòng")
    SATISFIED = 2, _("Hài lòng")
    NOT_SATISFIED = 1, _("Chưa hài lòng")


IN_RANGE = (
    Q(overall__in=[1, 2, 3])
    & (Q(ease__isnull=True) | Q(ease__in=[1, 2, 3]))
    & (Q(punctuality__isnull=True) | Q(punctuality__in=[1, 2, 3]))
    & (Q(attitude__isnull=True) | Q(attitude__in=[1, 2, 3]))
)


class Scores(AppendOnly):
    """The scale of TT 32/2017 art. 12: overall, and three details or not."""

    overall = models.PositiveSmallIntegerField(choices=Score.choices)
    ease = models.PositiveSmallIntegerField(choices=Score.choices, null=True)
    punctuality = models.PositiveSmallIntegerField(choices=Score.choices, null=True)
    attitude = models.PositiveSmallIntegerField(choices=Score.choices, null=True)
    comment = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Rating(Scores):
    """One for each dossier, by the applicant alone. Officers see sums, never a single one."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="rating")
    by_link = models.BooleanField(default=False)  # through the one-time link, without logging in

    class Meta:
        constraints = [models.CheckConstraint(condition=IN_RANGE, name="a_score_is_one_of_three")]


class TabletRating(Scores):
    """Tapped on the counter's own tablet, beside an officer: kept apart and never counted with the rest."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="tablet_rating")

    class Meta:
        constraints = [models.CheckConstraint(condition=IN_RANGE, name="a_tablet_score_is_one_of_three")]


class Invitation(OfDossier, AppendOnly):
    """A one-time link to rate, sent to the applicant alone. Only the digest of its token is kept."""

    pk = models.CompositePrimaryKey("dossier_id", "digest")
    digest = models.CharField(max_length=64)  # SHA-256 of the token, hex
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("at")), name="an_invitation_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["digest"], name="invitation_by_digest")]


class Grievance(OfDossier, Kept):
    """Somebody was not satisfied: a named person answers in time, without being told who it was."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField(default=1)
    handler = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="an_answer_has_words_and_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["handler", "due_at"], condition=Q(answered_at__isnull=True), name="grievance_to_answer"
            )
        ]
