"""Callbacks forged, repeated, shuffled: the ledger balances and equals the gateway's list."""

import random
from urllib.parse import parse_qsl

import pytest

from conftest import on
from motcua.base.refusals import NotThere
from motcua.casework.tests.money import begin, keep, owing
from motcua.casework.tests.test_charge import charge
from motcua.doors.callbacks import jobs
from motcua.doors.lobby import paying
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.payments import queries as payments
from motcua.payments import reconciling
from motcua.payments.models import Entry

__all__ = ["owing"]
ORDERS, MESSAGES = 40, 10_000


@pytest.fixture(autouse=True)
def no_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def at_gateway(twin, order, *, paid=True):
    """The applicant goes to the gateway and pays (or breaks off); answers the message that it then sends."""
    address = payments.gateway(order.way).address(paying.asked_of(order))
    if order.way == "vnpay":
        twin.enter("vnpay", dict(parse_qsl(address.partition("?")[2])))
    return dict(parse_qsl(twin.decide(order.way, reference=order.reference, paid=paid, at=order.at)))


def balances():
    found = {}
    for entry in Entry.objects.all():
        found[entry.debit] = found.get(entry.debit, 0) + entry.amount_vnd
        found[entry.credit] = found.get(entry.credit, 0) - entry.amount_vnd
    return found


def test_ten_thousand_callbacks_leave_a_ledger_that_balances_and_equals_the_gateways_list(online, owing, lan):
    chance = random.Random(10_000)
    orders = [begin(owing, lan, way=("vnpay", "platform")[n % 2], key=f"o{n}") for n in range(ORDERS)]
    messages = [(o.way, at_gateway(online, o, paid=chance.random() < 0.7)) for o in orders]
    sent = [chance.choice(messages) for _n in range(MESSAGES * 9 // 10)]
    forged = []
    for _n in range(MESSAGES - len(sent)):
        way, message = chance.choice(messages)
        amount = "vnp_Amount" if way == "vnpay" else "SoTien"
        field = chance.choice([amount, "vnp_TxnRef" if way == "vnpay" else "MaThamChieu"])
        forged.append((way, {**message, field: message[field] + "0"}))
    everything = [*sent, *forged]
    chance.shuffle(everything)

    answers = [paying.hear(way, message, at=on(9, 12))[0] for way, message in everything]

    assert answers.count("forged") == len(forged)
    assert set(answers) == {"forged", "done", "again"}
    sums = balances()
    assert sum(sums.values()) == 0
    booked = {e.line: e.amount_vnd for e in Entry.objects.filter(debit="online")}
    heard = {m["vnp_TxnRef"] if w == "vnpay" else m["MaThamChieu"] for w, m in sent}
    listed = {
        o["reference"]: o["amount_vnd"]
        for name in ("vnpay", "platform")
        for o in online.gateway_orders(name)
        if o["outcome"] == "paid" and o["reference"] in heard
    }
    assert booked == listed and len(booked) > 20
    assert sums["online"] == sum(listed.values())


@pytest.mark.parametrize("name", ["vnpay", "platform"])
def test_over_http_a_callback_is_answered_in_the_gateways_words_and_books_once(online, owing, lan, client, name):
    from django.utils import timezone

    order = begin(owing, lan, way=name, at=timezone.now())
    message = at_gateway(online, order)
    url, code = f"/callbacks/{name}/", "RspCode" if name == "vnpay" else "MaLoi"

    assert client.get(url, {**message, next(iter(message)): "x"}).json()[code] == "97"
    assert client.get(url, message).json()[code] == "00"
    again = client.post(url, message, content_type="application/json").json()[code]
    assert again == ("02" if name == "vnpay" else "00")
    assert payments.account(owing).paid_vnd == 50_000
    assert client.get("/callbacks/nobody/", message).status_code == 404


def test_a_callback_that_never_came_is_asked_for(online, owing, lan, monkeypatch):
    order = begin(owing, lan, way="platform")
    at_gateway(online, order)
    monkeypatch.setattr(jobs.timezone, "now", lambda: on(9, 10, 5))

    assert jobs.ask_gateways(0) == 1
    assert payments.outcome_of(order) == "paid"
    assert dossiers.one(lan, owing).state == State.PROCESSING
    assert jobs.ask_gateways(0) == 0


def test_a_gateway_that_is_down_changes_nothing(online, owing, lan, monkeypatch):
    from motcua.adapters.payment import asking
    from motcua.payments.ports import Silent

    def silent(url, message):
        raise Silent("down")

    monkeypatch.setattr(asking, "post", silent)
    order = begin(owing, lan, way="platform")
    assert paying.ask_again(order, at=on(9, 11)) == "silent"
    assert payments.outcome_of(order) == "open"


def test_the_day_is_reconciled_and_every_difference_is_named(online, owing, lan, cast):
    paid = begin(owing, lan, key="a")
    strange = begin(owing, lan, way="platform", key="b")
    lost = begin(owing, lan, way="platform", key="c")
    paying.hear("vnpay", at_gateway(online, paid), at=on(9, 12))
    from motcua.payments.ports import Said

    paying.heard("platform", Said(strange.reference, "paid", 1_000, "T"), at=on(9, 12))
    at_gateway(online, lost)
    keep(("FT1", 7_000, "khong ro"))
    keep((lost.reference, 50_000, ""), account="platform", key="list")

    found = reconciling.reconciled(on(9, 12).date())
    whats = sorted(str(d.what) for d in found.differences)
    assert whats == sorted(
        [
            "Cổng báo số tiền khác với lệnh nộp", "Cổng báo đã thu, sổ không có", "Ngân hàng có, chưa rõ là khoản nào",
            "Sổ có, danh sách của cổng chưa có",
        ]
    )  # fmt: skip
    keep((paid.reference, 50_000, ""), account="vnpay", key="vnpay list")
    assert len(reconciling.reconciled(on(9, 12).date()).differences) == 3


def test_an_order_that_is_not_ours_is_unknown(online):
    from motcua.payments.ports import Said

    assert paying.heard("vnpay", Said("x", "paid", 1, "T"), at=on(9, 12)) == ("unknown", None)
    with pytest.raises(NotThere):
        payments.order_by_reference("")


def test_a_second_charge_is_paid_like_the_first(online, owing, lan, cast):
    paying.hear("vnpay", at_gateway(online, begin(owing, lan)), at=on(9, 12))
    charge(owing, cast.minh, at=on(9, 13), key="more")
    paying.hear("vnpay", at_gateway(online, begin(owing, lan, at=on(9, 14), key="second")), at=on(9, 15))

    assert payments.account(owing).standing == "paid"
    assert dossiers.one(lan, owing).state == State.PROCESSING
