"""Money: one double-entry ledger in whole đồng. What is owed and what is paid are sums of it, never columns."""

from django.db import models
from django.db.models import F, Q

from motcua.base.ids import new_id
from motcua.base.models import AppendOnly, Kept
from motcua.dossiers.models import OfDossier
from motcua.organisation.models import Unit
from motcua.people.models import User


class Account(models.TextChoices):
    OWED = "owed"  # by the applicant to the city
    REVENUE = "revenue"  # of the city
    CASH = "cash"  # in the cashier's drawer
    CARD = "card"  # taken by the counter's card machine
    ONLINE = "online"  # at the payment gateway
    BANK = "bank"  # on the city's bank account


class Entry(OfDossier, AppendOnly):
    """So much moved from one account to another: a charge (revenue → owed), a payment (owed → cash).

    Of a payment, `line` names the order that the applicant opened online, if it settles one: *paid online* is the sum
    of these and of nothing else. `external` is what it was outside, so that it is booked once.
    """

    class Kind(models.TextChoices):
        CHARGE = "charge"
        PAYMENT = "payment"
        WAIVER = "waiver"
        REFUND = "refund"

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    debit = models.CharField(max_length=10, choices=Account.choices)
    credit = models.CharField(max_length=10, choices=Account.choices)
    amount_vnd = models.PositiveBigIntegerField()
    label = models.CharField(max_length=300)
    line = models.CharField(max_length=60, blank=True)  # id of the fee line in the procedure
    mark = models.CharField(max_length=1, blank=True)
    reference = models.CharField(max_length=80, blank=True)  # number of the receipt; of a waiver, the exemption
    external = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="an_entry_moves_money"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="an_entry_moves_between_two_accounts"),
            models.CheckConstraint(
                condition=Q(kind="charge", debit="owed", credit="revenue")
                | Q(kind="payment", debit__in=["cash", "card", "online", "bank"], credit="owed")
                | Q(kind="waiver", debit="revenue", credit="owed")
                | Q(kind="refund", debit="owed", credit__in=["cash", "bank"]),
                name="an_entry_is_booked_as_its_kind_says",
            ),
            models.CheckConstraint(
                condition=~Q(kind="payment") | ~Q(reference=""), name="a_payment_has_a_receipt_number"
            ),
            models.UniqueConstraint(
                fields=["dossier", "external"], condition=~Q(external=""), name="what_came_from_outside_is_booked_once"
            ),
        ]
        indexes = [
            models.Index(fields=["actor", "at"], condition=Q(kind__in=["payment", "refund"]), name="entry_of_cashier"),
            models.Index(fields=["at"], condition=Q(kind__in=["payment", "refund"]), name="entry_by_day"),
            models.Index(fields=["external"], condition=~Q(external=""), name="entry_by_external"),
        ]


class Order(OfDossier, AppendOnly):
    """One try to pay, opened by the applicant: so much, by this way, under a reference that finds it again.

    What became of it is told by what was heard of it and by the ledger, never by a column.
    """

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    way = models.CharField(max_length=20)
    reference = models.CharField(max_length=40)
    amount_vnd = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    actor = models.CharField(max_length=80)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="an_order_asks_for_money")]
        indexes = [
            models.Index(fields=["reference"], name="order_by_reference"),
            models.Index(fields=["at"], name="order_by_day"),
        ]


class Hearing(OfDossier, AppendOnly):
    """What a gateway said of an order, by callback or when it was asked; verified, and said once."""

    pk = models.CompositePrimaryKey("dossier_id", "digest")
    digest = models.CharField(max_length=64)  # of order, outcome, amount and transaction
    order_id = models.UUIDField()
    outcome = models.CharField(max_length=10, choices=[("paid", "paid"), ("failed", "failed")])
    amount_vnd = models.PositiveBigIntegerField()
    transaction = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["paid", "failed"]), name="what_is_heard_is_paid_or_failed"
            ),
        ]
        indexes = [models.Index(fields=["at"], name="hearing_by_day")]


class PayLink(OfDossier, AppendOnly):
    """A link that lets whoever has it pay this bill, once. Only the digest of its secret is kept."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["digest"], name="pay_link_by_digest")]


class Refund(OfDossier, Kept):
    """Money to be given back: one person asks for it, another grants it."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    amount_vnd = models.PositiveBigIntegerField()
    way = models.CharField(max_length=10)  # cash, bank
    to = models.CharField(max_length=200, blank=True)  # the account it goes to
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("asked_by")), name="a_refund_takes_two_people"
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="a_refund_gives_money_back"),
            models.CheckConstraint(condition=Q(way__in=["cash", "bank"]), name="a_refund_goes_by_a_known_way"),
        ]


class Invoice(OfDossier, AppendOnly):
    """The number of the electronic invoice that was issued for a receipt (an entry of the ledger)."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)
    at = models.DateTimeField()


class StatementLine(Kept):
    """A line of the bank's statement, or of a gateway's list of what it settled (`account` is the gateway's name, and
    `reference` the order's). Nothing of it is ever changed but what it was found to be for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.CharField(max_length=30)
    reference = models.CharField(max_length=80)  # the bank's own
    day = models.DateField()
    amount_vnd = models.BigIntegerField()  # below zero: it left the account
    memo = models.CharField(max_length=400, blank=True)
    kept_at = models.DateTimeField()
    booked_for = models.UUIDField(null=True)  # the dossier; no foreign key, since lines lie on every machine
    aside = models.CharField(max_length=300, blank=True)  # why it is nobody's
    settled_by = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "reference"], name="a_line_of_the_bank_is_kept_once"),
            models.CheckConstraint(condition=~Q(amount_vnd=0), name="a_line_of_the_bank_moves_money"),
            models.CheckConstraint(
                condition=Q(booked_for__isnull=True) | Q(aside=""), name="a_line_is_booked_or_set_aside"
            ),
        ]
        indexes = [
            models.Index(
                fields=["day"], condition=Q(booked_for__isnull=True, aside=""), name="line_without_a_bill"
            ),
            models.Index(fields=["account", "day"], name="line_by_day"),
        ]


class CashDay(Kept):
    """A cashier's day: what the ledger says was taken, what was counted, and who took it over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    cashier = models.ForeignKey(User, models.PROTECT, related_name="+")
    day = models.DateField()
    cash_vnd = models.BigIntegerField()
    card_vnd = models.BigIntegerField()
    counted_vnd = models.BigIntegerField()
    note = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "cashier", "day"], name="a_cashiers_day_is_closed_once"),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True) | ~Q(taken_by=F("cashier")),
                name="nobody_takes_over_their_own_drawer",
            ),
            models.CheckConstraint(
                condition=Q(counted_vnd=F("cash_vnd")) | ~Q(note=""), name="a_difference_in_the_drawer_is_explained"
            ),
        ]
