import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, refused, told
from motcua.casework.tests.money import begin, book, owing
from motcua.notices.models import Notice
from motcua.payments import queries as payments
from motcua.payments.models import Order

__all__ = ["owing"]


@pytest.mark.parametrize("way", ["vietqr", "platform", "vnpay"])
def test_it_orders_all_that_is_owed_and_pays_nothing(owing, lan, way):
    order = begin(owing, lan, way=way)

    assert (order.way, order.amount_vnd, payments.outcome_of(order)) == (way, 50_000, "open")
    assert payments.account(owing).paid_vnd == 0
    assert told(owing)[-1] == "payments.order"


def test_a_reference_of_the_afternoon_is_not_one_of_the_morning(owing, lan):
    order = begin(owing, lan, at=on(9, 14, 5))

    assert order.reference.startswith("20200609140500")


def test_a_way_that_is_not_offered_is_refused(owing, lan, settings):
    settings.BANK = {**settings.BANK, "account": ""}
    for way in ("vietqr", "cash", ""):
        with refused(Invalid, owing):
            begin(owing, lan, way=way)


def test_nobody_else_opens_it(owing, cast):
    for name in STRANGERS:
        with refused(NotThere, owing):
            begin(owing, getattr(cast, name))
    with refused(NotAllowed, owing):
        begin(owing, cast.hoa)


def test_where_nothing_is_owed_nothing_is_ordered(owing, lan):
    book(begin(owing, lan))
    with refused(OutOfOrder, owing):
        begin(owing, lan, key="second", at=on(9, 12))


def test_the_same_form_twice_orders_once(owing, lan):
    begin(owing, lan)
    before = kept(owing)
    begin(owing, lan)

    assert kept(owing) == before
    assert Order.objects.filter(dossier_id=owing).count() == 1


def test_whoever_has_the_link_orders_and_only_this_bill(owing, submitted, cast):
    casework.remind(dossier_id=owing, by=cast.yen, at=on(9, 10), key="remind")
    body = Notice.objects.get(dossier_id=owing, kind="pay_link").body
    token = body.split("/pay/")[1].strip("/ ")

    assert begin(owing, cast.nam, token=token).actor == "system"
    with refused(NotThere, owing):
        begin(owing, cast.nam, token=token + "x", key="forged")
    with refused(NotThere, owing):
        begin(owing, cast.nam, token=token, key="late", at=on(9, 10).replace(month=8))
