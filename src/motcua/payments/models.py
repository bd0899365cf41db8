"""Money: one double-entry ledger in whole đồng. What is owed and what is paid are sums of it, never columns."""

from django.db import models
from django.db.models import F, Q

from motcua.base.models import AppendOnly
from motcua.dossiers.models import OfDossier


class Account(models.TextChoices):
    OWED = "owed"  # by the applicant to the city
    REVENUE = "revenue"  # of the city
    CASH = "cash"  # in the cashier's drawer
    ONLINE = "online"  # at the payment gateway


class Entry(OfDossier, AppendOnly):
    """So much moved from one account to another: a charge (revenue → owed), a payment (owed → cash)."""

    class Kind(models.TextChoices):
        CHARGE = "charge"
        PAYMENT = "payment"
        WAIVER = "waiver"

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    debit = models.CharField(max_length=10, choices=Account.choices)
    credit = models.CharField(max_length=10, choices=Account.choices)
    amount_vnd = models.PositiveBigIntegerField()
    label = models.CharField(max_length=300)
    line = models.CharField(max_length=60, blank=True)  # id of the fee line in the procedure
    mark = models.CharField(max_length=1, blank=True)
    reference = models.CharField(max_length=80, blank=True)  # number of the receipt
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="an_entry_moves_money"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="an_entry_moves_between_two_accounts"),
            models.CheckConstraint(
                condition=Q(kind="charge", debit="owed", credit="revenue")
                | Q(kind="payment", debit__in=["cash", "online"], credit="owed")
                | Q(kind="waiver", debit="revenue", credit="owed"),
                name="an_entry_is_booked_as_its_kind_says",
            ),
            models.CheckConstraint(
                condition=~Q(kind="payment") | ~Q(reference=""), name="a_payment_has_a_receipt_number"
            ),
        ]
