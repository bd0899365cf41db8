"""The counter's pages about money: each opens, and its forms do what they say."""

import pytest

from motcua.casework.tests.money import begin, book, keep, owing
from motcua.payments import matching, till
from motcua.payments import queries as payments

__all__ = ["owing"]


@pytest.fixture(autouse=True)
def no_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def text_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_the_drawer_is_counted_and_taken_over(owing, cast, browse, ward):
    client = browse(cast.yen)
    assert "Chốt quỹ hôm nay" in text_of(client.get("/counter/money/"))
    assert client.post("/counter/money/", {"counted_vnd": "5.000", "key": "a"}).status_code == 422
    client.post("/counter/money/", {"counted_vnd": "0", "key": "b"})
    (row,) = till.waiting(ward.pk)
    client = browse(cast.hoa)
    client.post(f"/counter/money/days/{row.pk}/take-over/", {"key": "c"})

    assert till.waiting(ward.pk) == []
    assert "đã chốt" in text_of(browse(cast.yen).get("/counter/money/"))


def test_a_line_that_nobody_knows_is_given_to_a_dossier(owing, cast, browse):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, code = browse(cast.yen), payments_code(owing, cast)
    rows = b"date,reference,amount_vnd,memo\n2020-06-09,FT1,50000,khong ro\n"
    client.post("/counter/money/bank/", {"file": SimpleUploadedFile("a.csv", rows), "key": "a"})
    page = text_of(client.get("/counter/money/bank/"))
    assert "khong ro" in page and "50.000 đ" in page
    (found,) = matching.waiting()
    client.post(f"/counter/money/bank/{found.line.pk}/", {"do": "book", "said": code, "key": "b"})

    assert payments.account(owing).standing == "paid"
    assert browse(cast.hoa).get("/counter/money/bank/").status_code == 404


def payments_code(dossier_id, cast):
    from motcua.dossiers import queries as dossiers

    return dossiers.one(cast.yen, dossier_id).code


def test_a_statement_that_cannot_be_read_says_so(owing, cast, browse):
    assert browse(cast.yen).post("/counter/money/bank/", {"key": "a"}).status_code == 422


def test_the_day_is_shown_with_its_differences(owing, cast, browse):
    keep(("FT1", 7_000, "khong ro"))
    page = text_of(browse(cast.yen).get("/counter/money/reconcile/?day=2020-06-09"))

    assert "Ngân hàng có, chưa rõ là khoản nào" in page and "7.000 đ" in page


def test_the_ledger_of_one_bill_and_a_refund_by_two(owing, cast, browse):
    book(begin(owing, cast.lan))
    url = f"/counter/{owing}/money/"
    client = browse(cast.yen)
    assert "Thanh toán trực tuyến qua VNPay" in text_of(client.get(url))
    sent = {"do": "refund", "amount_vnd": "50.000", "way": "cash", "reason": "Nộp thừa", "key": "a"}
    client.post(url, sent)
    (refund,) = payments.refunds(owing)
    browse(cast.hoa).post(url, {"do": "grant", "refund": str(refund.id), "key": "b"})

    assert payments.account(owing).refunded_vnd == 50_000
    assert "HT000001" in text_of(client.get(url))
