"""Giving back by HTTP: who came, originals, signature."""

import pytest

from motcua.dossiers.models import Paper
from motcua.reception import queries as reception
from motcua.reception.tests.test_signature import sheet

from .conftest import on

pytestmark = pytest.mark.django_db
GIVEN = {"to_name": "Nguyễn Thị Lan", "identity": "CCCD 001192000011"}


@pytest.fixture
def with_original(settled):
    found = settled()
    Paper.objects.create(dossier_id=found, code="identity_paper", round=1, originals=2, at=on(8, 9), actor="x")
    return found


def test_originals_are_counted_and_the_signature_is_kept(with_original, cast, browse, files):
    hoa = browse(cast.hoa)
    url = f"/counter/{with_original}/hand_back/"
    assert [o["here"] for o in hoa.get(url).context["originals"]] == [2]
    sent = {**GIVEN, "originals__identity_paper": "2", "signed": "tablet", "signature": sheet(), "key": "k"}
    assert hoa.post(url, sent).status_code == 302
    [given] = reception.given_back(with_original)
    assert (given.originals, given.signed) == ([["identity_paper", 2]], "tablet")


@pytest.mark.parametrize(
    "wrong",
    [
        {"originals__identity_paper": "3"}, {"originals__identity_paper": "x"}, {"receiver": "mandate"},
        {"signed": "tablet"}, {"signed": "tablet", "signature": "x"}, {"identity": ""},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_leaves(with_original, cast, browse, wrong):
    page = browse(cast.hoa).post(f"/counter/{with_original}/hand_back/", {**GIVEN, "key": "k", **wrong})
    assert page.status_code == 422
    assert page.context["errors"]
    assert reception.given_back(with_original) == []


def test_while_a_fee_is_owed_the_page_says_how_much(owing, cast, browse):
    page = browse(cast.hoa).get(f"/counter/{owing}/hand_back/")
    assert page.status_code == 409
    assert "trước khi trả kết quả" in page.content.decode()
