import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, owed, refused
from motcua.casework.tests.money import begin, book, owing
from motcua.notices.models import Notice
from motcua.payments import queries as payments
from motcua.payments.models import PayLink

__all__ = ["owing"]


def remind(dossier_id, by, *, at=None, key="remind"):
    return casework.remind(dossier_id=dossier_id, by=by, at=at or on(9, 10), key=key)


def test_it_owes_a_message_with_the_sum_and_a_link_whose_secret_is_kept_nowhere_else(owing, cast):
    remind(owing, cast.yen)

    body = Notice.objects.get(dossier_id=owing, kind="pay_link").body
    token = body.split("/pay/")[1].strip("/ ")
    assert "50.000 đ" in body and owed(owing)[-1] == "pay_link"
    assert token not in PayLink.objects.get(dossier_id=owing).digest


def test_the_link_is_used_up_by_the_payment(owing, cast):
    remind(owing, cast.yen)
    token = Notice.objects.get(dossier_id=owing, kind="pay_link").body.split("/pay/")[1].strip("/ ")
    assert payments.link(token, at=on(9, 11)).dossier_id == owing
    book(begin(owing, cast.lan, at=on(9, 11)), at=on(9, 12))
    with pytest.raises(NotThere):
        payments.link(token, at=on(9, 13))


def test_where_nothing_is_owed_nothing_is_reminded_of(owing, cast):
    book(begin(owing, cast.lan))
    with refused(OutOfOrder, owing):
        remind(owing, cast.yen, at=on(9, 12))


def test_strangers_and_applicants_cannot(owing, cast):
    for name in STRANGERS:
        with refused(NotThere, owing):
            remind(owing, getattr(cast, name))
    with refused(NotAllowed, owing):
        remind(owing, cast.lan)


def test_the_same_form_twice_reminds_once(owing, cast):
    remind(owing, cast.yen)
    before = kept(owing)
    remind(owing, cast.yen)
    assert kept(owing) == before
