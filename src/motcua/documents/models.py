"""What was handed in or made: files kept by the digest of their content, never changed, never deleted."""

from django.db import models
from django.db.models import Q

from motcua.base.ids import new_id
from motcua.base.models import AppendOnly, Kept


class Document(AppendOnly):
    """One file of one dossier (or of the draft that becomes it: they share their id)."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    dossier_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    digest = models.CharField(max_length=64)  # of what is shown: a PDF
    original_digest = models.CharField(max_length=64)  # of what arrived
    picture_digest = models.CharField(max_length=64, blank=True)  # of the first page's thumbnail (WebP)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    # The dossier from which its owner took it again: the same content, kept once, used by their click of consent.
    reused_from = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="a_document_is_not_empty"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$") & Q(original_digest__regex=r"^[0-9a-f]{64}$"),
                name="a_document_is_known_by_its_sha256",
            ),
        ]


class Shelved(Kept):
    """What a person says of a file in their own store: until when it is valid, or that it is to be offered no more.

    Files without a row are offered as they are; what a dossier holds is not touched by this.
    """

    pk = models.CompositePrimaryKey("person_id", "digest")
    person_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    valid_until = models.DateField(null=True)
    taken_off_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
