"""What the applicant declares and hands in, for whom, and what is asked of them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.base.ids import new_id
from motcua.base.models import AppendOnly, Kept
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models.dossier import OfDossier, ReturnBy
from motcua.organisation.models import Unit
from motcua.people.models import Person, User


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
    reused = models.BooleanField(default=False)  # taken from the person's own store, with their consent
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reused=False) | Q(document_id__isnull=False), name="only_a_file_is_reused"
            ),
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
    answer_by = models.DateTimeField(null=True)  # after it the unit may stop; None: no term was set


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
    # {"basis", "mandate" (its id), "owner" (columns of a person)}; empty: for themselves
    behalf: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    warned_at = models.DateTimeField(null=True)  # its writer was told that it will expire
    resume_digest = models.CharField(max_length=64, blank=True)  # of the one link that opens it elsewhere
    resume_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-updated_at"]),
            models.Index(fields=["updated_at"], name="draft_by_age"),
            models.Index(fields=["resume_digest"], condition=~Q(resume_digest=""), name="draft_by_link"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(resume_digest="") | Q(resume_until__isnull=False), name="a_link_to_a_draft_ends"
            ),
        ]


class Basis(models.TextChoices):
    """Why somebody may apply for another. All but the mandate are declared, and looked at by the officer."""

    MANDATE = "mandate", _("Người được uỷ quyền")
    PARENT = "parent", _("Cha, mẹ của người chưa thành niên")
    GUARDIAN = "guardian", _("Người giám hộ")
    REPRESENTATIVE = "representative", _("Người đại diện theo pháp luật của tổ chức")


class Representation(OfDossier, AppendOnly):
    """Somebody else than its owner sent this dossier: on what basis, and the mandate as it was at that moment."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    authorised = models.ForeignKey(Person, models.PROTECT, related_name="+")
    mandate_id = models.UUIDField(null=True)
    # The mandate's facts, and their digest, which the journal tells; {} for a legal relation that was declared.
    copy: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="a_representation_has_a_known_basis"),
            models.CheckConstraint(
                condition=Q(basis=Basis.MANDATE, mandate_id__isnull=False, digest__regex=r"^[0-9a-f]{64}$")
                | (~Q(basis=Basis.MANDATE) & Q(mandate_id__isnull=True, digest="")),
                name="a_mandate_is_kept_with_its_dossier",
            ),
        ]


class Objection(OfDossier, AppendOnly):
    """The owner says that this was not sent in their name as they wish. Officers see it before they decide."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_objection_has_a_reason")]
