"""What people are told, and the letters they are given. Owed in the act, sent by a job."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.base.ids import new_id
from motcua.base.models import AppendOnly, Kept
from motcua.catalogue.models import LetterVersion
from motcua.dossiers.models import OfDossier
from motcua.people.models import Person, User


class Notice(OfDossier, Kept):
    """A message that is owed to somebody. The row is also the work queue: what has no `sent_at` is still owed."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    address = models.CharField(max_length=254, blank=True)  # "": to be read on the portal only
    subject = models.CharField(max_length=300)
    body = models.TextField()
    owed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(sent_at__isnull=True), name="notice_still_owed"),
            models.Index(fields=["person", "-owed_at"], name="notice_of_person"),
        ]


class Letter(OfDossier, AppendOnly):
    """A letter as it was given: the version of its template, and the data. It can be printed again at any time."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    name = models.CharField(max_length=60)  # receipt, supplement, refusal, …
    version = models.ForeignKey(LetterVersion, models.PROTECT, related_name="+")
    data: "models.JSONField[Any, Any]" = models.JSONField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)


class Message(Kept):
    """A message that is about no dossier: the link to a draft, a draft that will expire, a mandate that was given.

    Like a notice it is the queue too. What must not stay readable (a link) is cut out of `body` once it is sent.
    """

    class Way(models.TextChoices):
        EMAIL = "email", _("thư điện tử")
        SMS = "sms", _("tin nhắn")
        PORTAL = "portal", _("trên cổng")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=Way.choices)
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    secret = models.CharField(max_length=300, blank=True)  # stands for `%(link)s` in the body until it is sent
    owed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(sent_at__isnull=True), name="message_still_owed"),
            models.Index(fields=["person", "-owed_at"], name="message_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="portal", sent_at__isnull=False) | (~Q(way="portal") & ~Q(address="")),
                name="a_message_has_an_address_or_is_read_here",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(secret=""), name="no_secret_outlives_its_sending"
            ),
        ]


class LetterSignature(OfDossier, AppendOnly):
    """A letter that bears an electronic signature: the signed file, whole."""

    pk = models.CompositePrimaryKey("dossier_id", "letter_id")
    letter_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Correspondence(OfDossier, Kept):
    """What an officer would tell the applicant: drafted at the desk, sent by the one-stop unit or never."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_correspondence_says_something"),
            models.CheckConstraint(
                condition=Q(sent_by__isnull=True, sent_at__isnull=True)
                | Q(sent_by__isnull=False, sent_at__isnull=False),
                name="a_correspondence_is_sent_by_somebody",
            ),
        ]
