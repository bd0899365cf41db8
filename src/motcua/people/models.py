"""Citizens and businesses, accounts, and the duties of officers."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.base.ids import new_id
from motcua.base.models import Kept
from motcua.organisation.models import Unit


class Role(models.TextChoices):
    """Who somebody is towards a dossier (NĐ 61/2018; `vietnam.md` 2.3)."""

    APPLICANT = "applicant", _("Người nộp hồ sơ")
    COUNTER = "counter", _("Cán bộ tiếp nhận")
    SPECIALIST = "specialist", _("Cán bộ thụ lý")
    HEAD = "head", _("Lãnh đạo phòng")
    LEADER = "leader", _("Lãnh đạo cơ quan")
    SEAL = "seal", _("Văn thư")
    CASHIER = "cashier", _("Thủ quỹ")
    POSTAL = "postal", _("Nhân viên bưu chính")
    INSPECTOR = "inspector", _("Kiểm soát thủ tục hành chính")
    CATALOGUE = "catalogue", _("Quản trị danh mục")
    TECHNICAL = "technical", _("Quản trị kỹ thuật")
    SYSTEM = "system", _("Hệ thống")


# Given to officers by unit; the others follow from the case or from the machine.
OFFICERS_ROLES = [r for r in Role if r not in {Role.APPLICANT, Role.SYSTEM}]
# Configure and watch, but may never decide a dossier (NĐ 61/2018; design consequence: roles are separated).
NEVER_DECIDES = frozenset({Role.CATALOGUE, Role.TECHNICAL, Role.INSPECTOR})


class Person(Kept):
    """A citizen or an organisation towards whom the city owes something."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("Cá nhân")
        ORGANISATION = "organisation", _("Tổ chức, doanh nghiệp")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CITIZEN)
    full_name = models.CharField(max_length=200)
    personal_number = models.CharField(max_length=12, blank=True)
    tax_code = models.CharField(max_length=14, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["personal_number"], condition=~Q(personal_number=""), name="a_personal_number_is_one_person"
            ),
            models.UniqueConstraint(
                fields=["tax_code"], condition=~Q(tax_code=""), name="a_tax_code_is_one_organisation"
            ),
            models.CheckConstraint(
                condition=Q(personal_number="") | Q(personal_number__regex=r"^\d{12}$"),
                name="personal_number_has_12_digits",
            ),
            models.CheckConstraint(condition=~Q(full_name=""), name="a_person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.full_name


class UserManager(BaseUserManager["User"]):
    pass


class User(AbstractBaseUser, Kept):
    """An account: of an officer (with duties) or of a person who comes to the portal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="account")
    is_active = models.BooleanField(default=True)
    failed_logins = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name


class Duty(Kept):
    """An officer's role at a unit, from a day until a day. Ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(User, models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    role = models.CharField(max_length=20, choices=[(r.value, r.label) for r in OFFICERS_ROLES])
    since_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "unit", "role"],
                condition=Q(until_date__isnull=True),
                name="one_running_duty_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in OFFICERS_ROLES]), name="duty_is_an_officers_role"
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gt=F("since_date")),
                name="duty_ends_after_it_begins",
            ),
        ]


class Mandate(Kept):
    """A giver lets a holder act for them: on the strength of a document, for some procedures or all, until a day.

    What a mandate says never changes; it only ends, and then stays as it was (Civil Code art. 138, R).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    giver = models.ForeignKey(Person, models.PROTECT, related_name="mandates_given")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="mandates_held")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")  # the giver, or the holder who shows it
    procedures: "models.JSONField[Any, Any]" = models.JSONField(default=list)  # codes; none: every procedure
    document_digest = models.CharField(max_length=64)
    document_name = models.CharField(max_length=200)
    document_pages = models.PositiveIntegerField(default=1)
    since_date = models.DateField()
    until_date = models.DateField()  # the last day on which it holds
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(document_digest__regex=r"^[0-9a-f]{64}$"), name="a_mandate_has_a_document"
            ),
            models.CheckConstraint(condition=Q(until_date__gt=F("since_date")), name="a_mandate_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="nobody_gives_themselves_a_mandate"),
            models.CheckConstraint(
                condition=Q(entered_by=F("giver")) | Q(entered_by=F("holder")),
                name="a_mandate_is_entered_by_one_of_the_two",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="somebody_ends_a_mandate",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "until_date"], name="mandate_of_holder"),
            models.Index(fields=["giver", "until_date"], name="mandate_of_giver"),
        ]

    @property
    def by_giver(self) -> bool:
        """The giver made it under their own account; otherwise the holder shows a paper, which officers look at."""
        return self.entered_by_id == self.giver_id

    def holds(self, *, day: Any) -> bool:
        return self.ended_at is None and self.since_date <= day <= self.until_date

    def covers(self, procedure: str) -> bool:
        return not self.procedures or procedure in self.procedures


class Absence(Kept):
    """An officer is away from a day to a day (both included), and a colleague stands in. Ended early, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(User, models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="stands_in")
    since_date = models.DateField()
    until_date = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(officer=F("deputy")), name="nobody_is_their_own_deputy"),
            models.CheckConstraint(condition=Q(until_date__gte=F("since_date")), name="absence_ends_after_it_begins"),
            models.UniqueConstraint(fields=["officer", "since_date"], name="one_absence_from_a_day"),
        ]
        indexes = [models.Index(fields=["deputy", "until_date"], name="absence_by_deputy")]


class SavedView(Kept):
    """The filters of a list, kept by an officer under a name of their own; theirs to change and to throw away."""

    may_delete = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    place = models.CharField(max_length=20)  # which list: desk, counter, control
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "place", "name"], name="a_view_has_one_name"),
            models.CheckConstraint(condition=~Q(name=""), name="a_view_has_a_name"),
        ]
