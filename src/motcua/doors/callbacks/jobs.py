"""What nobody told us is asked for: orders without a callback, the bank's statement, bills that are still open."""

import logging
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua import casework
from motcua.base.ports import plugged
from motcua.base.refusals import Refusal
from motcua.doors.lobby.paying import ask_again, keep_statement
from motcua.payments import queries as payments
from motcua.payments import reconciling
from motcua.payments.ports import Bank, Invoices, Silent
from motcua.people.who import SYSTEM

log = logging.getLogger("motcua.payments")
# An order is asked for from its second minute on, and given up after three days: the gateways have decided by then.
YOUNGEST, OLDEST = timedelta(minutes=2), timedelta(days=3)
# A bill that stands open for a week is reminded of, once a week and not for ever.
REMIND_AFTER, REMIND_AGAIN, MOST_REMINDERS = timedelta(days=7), timedelta(days=7), 4


@app.periodic(cron="*/2 * * * *")
@app.task(queue="payments", queueing_lock="ask_gateways")
def ask_gateways(timestamp: int) -> int:
    """Ask again for orders of which nothing was heard. Returns for how many."""
    now = timezone.now()
    found = payments.undecided(since=now - OLDEST, until=now - YOUNGEST)
    for order in found:
        try:
            ask_again(order, at=timezone.now())
        except Refusal as refusal:
            log.warning("%s was not booked: %s", order.reference, refusal.said)
    return len(found)


@app.periodic(cron="*/15 * * * * *")
@app.task(queue="payments", queueing_lock="fetch_statements")
def fetch_statements(timestamp: int) -> int:
    """Take in what the bank and the gateways lay ready. Returns how many lines were new."""
    now, new = timezone.now(), 0
    bank: Bank = plugged("bank")
    try:
        found = bank.statements(since=timezone.localdate() - OLDEST)
    except Silent as fault:
        log.warning("the bank's statements cannot be read: %s", fault)
        return 0
    for account, text in found:
        if not reconciling.has_news(account, text):
            continue
        try:
            new += keep_statement(account, text, by=SYSTEM, at=now, key="")
        except Refusal as refusal:
            log.warning("a statement was not taken in: %s", refusal.said)
    return new


@app.periodic(cron="7 9 * * *")
@app.task(queue="payments", queueing_lock="remind_of_bills")
def remind_of_bills(timestamp: int) -> int:
    """Remind of bills that stand open. Returns of how many."""
    now, sent = timezone.now(), 0
    for dossier_id in payments.unpaid_since(now - REMIND_AFTER):
        links = payments.links(dossier_id)
        if len(links) >= MOST_REMINDERS or (links and now - links[0].at < REMIND_AGAIN):
            continue
        try:
            casework.remind(dossier_id=dossier_id, by=SYSTEM, at=now, key="")
            sent += 1
        except Refusal:
            continue  # closed in the meantime, or paid
    return sent


@app.periodic(cron="* * * * *")
@app.task(queue="payments", queueing_lock="issue_invoices")
def issue_invoices(timestamp: int) -> int:
    """Have electronic invoices issued for new receipts, where that is configured. Returns how many."""
    invoices: Invoices = plugged("invoices")
    issued = 0
    for entry in payments.without_invoice(since=timezone.now() - OLDEST):
        receipt = {"number": entry.reference, "amount_vnd": entry.amount_vnd, "label": entry.label}
        try:
            number = invoices.issue(key=f"{entry.dossier_id}:{entry.seq}", receipt=receipt)
        except Silent as fault:
            log.warning("no invoice for receipt %s: %s", entry.reference, fault)
            break
        if not number:
            break
        casework.issue_invoice(
            dossier_id=entry.dossier_id, receipt=entry.reference, number=number, by=SYSTEM, at=timezone.now(),
            key=f"invoice:{entry.seq}",
        )  # fmt: skip
        issued += 1
    return issued


@app.periodic(cron="15 1 * * *")
@app.task(queue="payments", queueing_lock="reconcile_yesterday")
def reconcile_yesterday(timestamp: int) -> int:
    """Compare yesterday's money; what differs is logged, and stands on the bookkeeper's page. Returns how much."""
    found = reconciling.reconciled(timezone.localdate() - timedelta(days=1)).differences
    for one in found:
        log.warning("%s: %s %s, ours %s, theirs %s", one.where, one.what, one.reference, one.ours_vnd, one.theirs_vnd)
    return len(found)
