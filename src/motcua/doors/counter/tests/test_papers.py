"""Scans at the counter and the receipt for several dossiers, by HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua import casework
from motcua.documents.tests.making import photo
from motcua.dossiers import queries as dossiers

from .conftest import on

pytestmark = pytest.mark.django_db


def test_a_photo_taken_at_the_counter_lies_with_its_paper(received, cast, browse, files):
    hoa = browse(cast.hoa)
    url = f"/counter/{received}/scan/"
    assert hoa.get(url).status_code == 200
    sent = {"paper": "identity_paper", "files": SimpleUploadedFile("anh.jpg", photo()), "key": "k"}
    assert hoa.post(url, sent)["Location"] == f"/counter/{received}/"
    assert [p.name for p in dossiers.papers(received)][-1] == "anh.jpg"


@pytest.mark.parametrize("sent", [{}, {"paper": "nothing"}, {"paper": "identity_paper"}])
def test_without_a_paper_or_a_file_it_says_so(received, cast, browse, sent):
    page = browse(cast.hoa).post(f"/counter/{received}/scan/", {**sent, "key": "k"})
    assert page.status_code == 422
    assert page.context["errors"]


def test_what_is_no_paper_is_refused_with_a_sentence(received, cast, browse, files):
    bad = SimpleUploadedFile("x.pdf", b"MZ\x90\x00 not a paper")
    page = browse(cast.hoa).post(f"/counter/{received}/scan/", {"paper": "identity_paper", "files": bad, "key": "k"})
    assert page.status_code == 422


def test_one_receipt_opens_at_once(apply, cast, ward, browse):
    ids = []
    for _n in range(2):
        draft = apply()
        casework.submit(dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=on(8, 9), key="s")
        casework.receive(dossier_id=draft, by=cast.hoa, at=on(8, 10), key="r")
        ids.append(str(draft))
    answer = browse(cast.hoa).post("/counter/combine/", {"dossier": ids, "key": "k"})
    assert answer.status_code == 302
    assert browse(cast.hoa).get(answer["Location"]).content.startswith(b"%PDF-")
    assert browse(cast.hoa).post("/counter/combine/", {"dossier": ["x"], "key": "k"}).status_code == 422
