"""The whole way over HTTP: bill, gateway, callback, back; and VietQR by the bank."""

import re

import pytest

from motcua.casework.tests.money import owing
from motcua.doors.callbacks import jobs
from motcua.doors.sandbox import money
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.payments import queries as payments

__all__ = ["owing"]
pytestmark = pytest.mark.urls("motcua.doors.sandbox.tests.urls")


def text_of(answer):
    return answer.content.decode().replace("\xa0", " ")


@pytest.fixture
def paying(owing, lan, browse, settings, monkeypatch):
    """Lan's browser; the gateway's server-to-server call goes to the city's own address."""
    client = browse(lan)

    def call(url):
        client.get(url.removeprefix(settings.PUBLIC_URL))

    monkeypatch.setattr(money, "call", call)
    return client


@pytest.mark.parametrize("way", ["vnpay", "platform"])
@pytest.mark.parametrize("lose", [False, True])
def test_by_a_gateway_end_to_end(owing, paying, lan, settings, way, lose):
    page = text_of(paying.get(f"/dossiers/{owing}/"))
    assert f"/dossiers/{owing}/pay/" in page
    assert "50.000 đ" in text_of(paying.get(f"/dossiers/{owing}/pay/"))
    order_page = paying.post(f"/dossiers/{owing}/pay/", {"way": way, "key": "k"}, follow=True)
    there = re.search(r'class="btn btn--main" href="([^"]+)"', text_of(order_page)).group(1).replace("&amp;", "&")
    shown = text_of(paying.get(there.removeprefix(settings.PUBLIC_URL)))
    reference = re.search(r'name="reference" value="([^"]+)"', shown).group(1)
    said = {"reference": reference, "do": "pay"} | ({"lose": "1"} if lose else {})
    paid = text_of(paying.post(f"/sandbox/gateway/{way}/decide/", said))
    assert payments.account(owing).paid_vnd == (0 if lose else 50_000)
    back = re.search(r'class="btn btn--main" href="([^"]+)"', paid).group(1).replace("&amp;", "&")
    end = text_of(paying.get(back.removeprefix(settings.PUBLIC_URL), follow=True))

    assert "Đã nộp xong" in end
    assert dossiers.one(lan, owing).state == State.PROCESSING
    assert payments.account(owing).paid_online_vnd == 50_000


def test_by_vietqr_end_to_end(owing, paying, lan, monkeypatch):
    from motcua.adapters.payment.banks import Sandbox

    monkeypatch.setattr(jobs, "plugged", lambda _name: Sandbox())
    page = text_of(paying.post(f"/dossiers/{owing}/pay/", {"way": "vietqr", "key": "k"}, follow=True))
    memo = re.search(r"MC[0-9A-Z]{10}", page).group(0)
    assert "data:image/svg+xml" in page
    paying.post("/sandbox/bank/", {"amount": "50.000", "memo": memo})
    assert memo in text_of(paying.get("/sandbox/bank/"))
    assert memo in text_of(paying.get("/sandbox/bank/statement.csv"))
    assert jobs.fetch_statements(0) == 1
    assert jobs.fetch_statements(0) == 0
    order = payments.orders(owing)[0]

    assert "Đã nộp xong" in text_of(paying.get(f"/pay/order/{order.reference}/"))
    assert dossiers.one(lan, owing).state == State.PROCESSING


def test_a_gateway_that_is_down_says_so_and_nothing_is_lost(owing, paying, monkeypatch):
    from motcua.adapters.payment import asking
    from motcua.payments.ports import Silent

    def silent(url, message):
        raise Silent("down")

    monkeypatch.setattr(asking, "post", silent)
    answer = paying.post(f"/dossiers/{owing}/pay/", {"way": "platform", "key": "k"}, follow=True)
    assert answer.status_code == 503
    assert "Cổng thanh toán không trả lời" in text_of(answer)
    assert payments.account(owing).due_vnd == 50_000


def test_a_forged_return_is_not_believed(owing, paying):
    answer = paying.get("/pay/back/vnpay/", {"vnp_TxnRef": "x", "vnp_ResponseCode": "00", "vnp_SecureHash": "0"})
    assert answer.status_code == 404
    assert "Không nhận ra giao dịch" in text_of(answer)


def test_nobody_else_sees_the_bill(owing, cast, browse):
    assert browse(cast.nam).get(f"/dossiers/{owing}/pay/").status_code == 404


def test_the_level_follows_from_what_is_configured(online, client, settings):
    url = "/procedures/2.000635/"
    full = text_of(client.get(url))
    settings.BANK = {**settings.BANK, "account": ""}
    settings.GATEWAYS = {n: {**one, "secret": ""} for n, one in settings.GATEWAYS.items()}
    assert full != text_of(client.get(url))
