import hashlib
import hmac
import socket
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import pytest

from motcua.adapters.payment import Gateways, asking
from motcua.adapters.payment.platform import REQUEST, Platform
from motcua.adapters.payment.vnpay import Vnpay
from motcua.payments.ports import Asked, Forged, Silent

gateways = Gateways().all
AT = datetime(2020, 6, 9, 14, 35, 7, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
ASKED = Asked(
    reference="20200609143507ABCDEFGHJK", amount_vnd=50_000, at=AT, until=AT + timedelta(minutes=30),
    about="Nop phi ho so 000.09", return_url="https://city.example/pay/back/vnpay/", ip="10.0.0.1",
)  # fmt: skip
BOTH = pytest.mark.parametrize("name", ["platform", "vnpay"])


def entered(twin, name):
    """The applicant went to the gateway's page: the order is known there."""
    address = gateways()[name].address(ASKED)
    if name == "vnpay":
        twin.enter(name, dict(parse_qsl(urlsplit(address).query)))
    return address


def decided(twin, name, *, paid=True):
    entered(twin, name)
    return dict(parse_qsl(twin.decide(name, reference=ASKED.reference, paid=paid, at=AT)))


def test_the_platforms_digest_is_of_the_piped_fields_and_the_secret():
    client = Platform(url="", api="", partner="P1", secret="S3cret")
    message = client.request(ASKED)
    text = (
        "INIT|1.0.6|P1|20200609143507ABCDEFGHJK|50000|PAY|1|1|vi-VN|VND|PAYMENT|Nop phi ho so 000.09|20200609143507|"
        "10.0.0.1|S3cret"
    )
    assert message["MaXacThuc"] == hashlib.sha256(text.encode()).hexdigest()
    assert [name for name in REQUEST if name not in message] == []
    assert message["ThongTinBienLai"]["MaDichVu"] == "2"


def test_an_afternoon_is_not_a_morning():
    """A client that writes twelve hours gives the same reference twice a day."""
    assert Platform(url="", api="", partner="P", secret="s").request(ASKED)["ThoiGianGD"] == "20200609143507"


def test_vnpays_digest_is_of_the_sorted_query():
    client = Vnpay(url="https://pay.example/", api="", partner="P1", secret="S3cret")
    query = urlsplit(client.address(ASKED)).query
    signed, _amp, given = query.rpartition("&vnp_SecureHash=")
    names = [pair.split("=")[0] for pair in signed.split("&")]
    assert names == sorted(names)
    assert hmac.new(b"S3cret", signed.encode(), hashlib.sha512).hexdigest() == given
    assert "vnp_Amount=5000000" in signed


@BOTH
@pytest.mark.parametrize(("paid", "outcome"), [(True, "paid"), (False, "failed")])
def test_client_and_twin_understand_each_other(twin, name, paid, outcome):
    message = decided(twin, name, paid=paid)
    said = gateways()[name].read(message)

    assert (said.reference, said.outcome, said.amount_vnd) == (ASKED.reference, outcome, 50_000)
    assert gateways()[name].ask(ASKED) == said


@BOTH
def test_while_nothing_is_decided_nothing_is_said(twin, name):
    entered(twin, name)

    assert gateways()[name].ask(ASKED) is None


@BOTH
def test_every_changed_field_is_found(twin, name):
    message = decided(twin, name)
    for field in message:
        with pytest.raises(Forged):
            gateways()[name].read({**message, field: message[field] + "1"})
    with pytest.raises(Forged):
        gateways()[name].read({})


@BOTH
def test_another_partners_message_is_not_ours(twin, name, settings):
    message = decided(twin, name)
    settings.GATEWAYS = {**settings.GATEWAYS, name: {**settings.GATEWAYS[name], "partner": "SOMEBODY"}}
    with pytest.raises(Forged):
        gateways()[name].read(message)


@BOTH
def test_an_order_is_decided_once(twin, name):
    first = decided(twin, name)

    assert dict(parse_qsl(twin.decide(name, reference=ASKED.reference, paid=False, at=AT))) == first


@BOTH
def test_a_gateway_that_knows_nothing_of_the_order_is_silent_or_disbelieved(twin, name):
    with pytest.raises((Silent, Forged)):
        gateways()[name].ask(ASKED)


def test_a_gateway_that_is_down_is_silent():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/", "ftp://pay.example/", "file:///etc/passwd"):
        with pytest.raises(Silent):
            asking.post(url, {})


def test_a_gateway_without_a_secret_is_not_offered(online, settings):
    settings.GATEWAYS = {**settings.GATEWAYS, "vnpay": {**settings.GATEWAYS["vnpay"], "secret": ""}}

    assert list(gateways()) == ["platform"]


