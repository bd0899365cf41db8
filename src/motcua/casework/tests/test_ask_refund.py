import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.casework.tests.keeping import STRANGERS, kept, refused
from motcua.casework.tests.money import begin, book, owing
from motcua.payments import queries as payments

__all__ = ["owing"]


@pytest.fixture
def paid(owing, lan):
    book(begin(owing, lan))
    return owing


def ask(dossier_id, by, *, amount_vnd=20_000, way="bank", to="0123 ACB", reason="Nộp thừa", key="refund", at=None):
    return casework.ask_refund(
        dossier_id=dossier_id, amount_vnd=amount_vnd, way=way, to=to, reason=reason, by=by, at=at or on(9, 14), key=key
    )


def test_asking_gives_nothing_back_yet(paid, cast):
    ask(paid, cast.yen)

    (refund,) = payments.refunds(paid)
    assert (refund.amount_vnd, refund.granted_at) == (20_000, None)
    assert payments.account(paid).refunded_vnd == 0


@pytest.mark.parametrize(
    "wrong", [{"amount_vnd": 0}, {"amount_vnd": 50_001}, {"way": "gold"}, {"to": ""}, {"reason": " "}]
)
def test_what_cannot_be_given_back_is_refused(paid, cast, wrong):
    with refused(Invalid, paid):
        ask(paid, cast.yen, **wrong)


def test_no_more_than_was_paid_is_asked_for_in_pieces(paid, cast):
    ask(paid, cast.yen, amount_vnd=30_000)
    with refused(Invalid, paid):
        ask(paid, cast.yen, amount_vnd=30_000, key="more")


def test_strangers_and_applicants_cannot(paid, cast):
    for name in STRANGERS:
        with refused(NotThere, paid):
            ask(paid, getattr(cast, name))
    with refused(NotAllowed, paid):
        ask(paid, cast.lan)


def test_the_same_form_twice_asks_once(paid, cast):
    ask(paid, cast.yen)
    before = kept(paid)
    ask(paid, cast.yen)
    assert kept(paid) == before
