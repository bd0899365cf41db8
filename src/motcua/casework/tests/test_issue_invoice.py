import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, OutOfOrder
from motcua.casework.tests.keeping import refused
from motcua.casework.tests.money import begin, book, owing
from motcua.payments import queries as payments
from motcua.people.who import SYSTEM

__all__ = ["owing"]


def issue(dossier_id, *, receipt="000001/2020", number="HD-1", key="invoice"):
    return casework.issue_invoice(
        dossier_id=dossier_id, receipt=receipt, number=number, by=SYSTEM, at=on(9, 14), key=key
    )


@pytest.fixture
def paid(owing, lan):
    book(begin(owing, lan))
    return owing


def test_a_receipt_gets_one_invoice(paid):
    assert len(payments.without_invoice(since=on(8, 0))) == 1
    issue(paid)
    issue(paid)
    assert payments.without_invoice(since=on(8, 0)) == []
    with refused(OutOfOrder, paid):
        issue(paid, number="HD-2", key="again")


@pytest.mark.parametrize("wrong", [{"receipt": "000009/2020"}, {"number": ""}])
def test_without_receipt_or_number_there_is_none(paid, wrong):
    with refused(Invalid, paid):
        issue(paid, **wrong)
