"""Bills and money for the tests of the acts: Minh has charged Lan 50,000 đ, gateways and bank are configured."""

import csv
import io

import pytest

from conftest import on
from motcua import casework
from motcua.base.ids import new_id
from motcua.casework.tests.test_charge import charge
from motcua.payments import matching
from motcua.payments import queries as payments
from motcua.people.who import SYSTEM


@pytest.fixture
def owing(taken, cast, online):
    """Charged on Tuesday at 09:00; waits for 50,000 đ."""
    charge(taken, cast.minh)
    return taken


def begin(dossier_id, by, *, way="vnpay", token="", at=None, key="begin"):
    casework.begin_payment(dossier_id=dossier_id, way=way, token=token, by=by, at=at or on(9, 10), key=key)
    return payments.orders(dossier_id)[0]


def book(order, *, outcome="paid", amount_vnd=None, transaction="T1", at=None, key=""):
    amount = order.amount_vnd if amount_vnd is None else amount_vnd
    digest = payments.digest_of(order, outcome=outcome, amount_vnd=amount, transaction=transaction)
    return casework.book_payment(
        dossier_id=order.dossier_id, order_id=order.id, outcome=outcome, amount_vnd=amount, transaction=transaction,
        by=SYSTEM, at=at or on(9, 11), key=key or f"heard:{digest}",
    )  # fmt: skip


def statement(*rows):
    """CSV of (reference, amount, memo)."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(["date", "reference", "amount_vnd", "memo"])
    out.writerows(["2020-06-09", reference, amount, memo] for reference, amount, memo in rows)
    return text.getvalue()


def keep(*rows, by=SYSTEM, account="0100100100", key="", at=None):
    return casework.keep_statement(
        subject_id=new_id(), account=account, text=statement(*rows), by=by, at=at or on(9, 12), key=key
    )


def transfer(dossier_id, by=SYSTEM, *, key="transfer", at=None, line=None):
    line = line or matching.waiting()[0].line
    return casework.book_transfer(dossier_id=dossier_id, line_id=line.pk, by=by, at=at or on(9, 13), key=key)
