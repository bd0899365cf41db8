"""How it was: the three-step scale of TT 32/2017 art. 12, overall and in its three details."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.base.models import AppendOnly
from motcua.dossiers.models import Dossier


class Score(models.IntegerChoices):
    VERY_SATISFIED = 3, _("Rất hài lòng")
    SATISFIED = 2, _("Hài lòng")
    NOT_SATISFIED = 1, _("Chưa hài lòng")


class Rating(AppendOnly):
    """One for each dossier, by the applicant alone. Officers see sums, never a single one."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="rating")
    overall = models.PositiveSmallIntegerField(choices=Score.choices)
    ease = models.PositiveSmallIntegerField(choices=Score.choices, null=True)
    punctuality = models.PositiveSmallIntegerField(choices=Score.choices, null=True)
    attitude = models.PositiveSmallIntegerField(choices=Score.choices, null=True)
    comment = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(overall__in=[1, 2, 3])
                & (Q(ease__isnull=True) | Q(ease__in=[1, 2, 3]))
                & (Q(punctuality__isnull=True) | Q(punctuality__in=[1, 2, 3]))
                & (Q(attitude__isnull=True) | Q(attitude__in=[1, 2, 3])),
                name="a_score_is_one_of_three",
            ),
        ]
