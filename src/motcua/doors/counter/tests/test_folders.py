"""The hand-over register by HTTP: by ticking, by codes, from a dossier's page."""

from uuid import uuid4

import pytest
from django.utils import timezone

from motcua import casework
from motcua.dossiers import queries as dossiers
from motcua.reception import queries as reception

from .conftest import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(apply, cast, ward):
    """Two received dossiers with a folder each, at Hoa's counter."""
    found = []
    for n in range(2):
        draft = apply()
        casework.submit(dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=on(8, 9), key="s")
        casework.receive(dossier_id=draft, by=cast.hoa, at=on(8, 10), key="r")
        casework.open_folder(dossier_id=draft, by=cast.hoa, at=on(8, 10, n), key="o")
        found.append(draft)
    return found


def state(dossier_id):
    return reception.folder(dossier_id).state


def test_a_batch_is_given_and_accepted_each_with_its_own_line_and_what_is_refused_is_listed(two, cast, browse):
    first, second = two
    code = dossiers.one(cast.hoa, second).code
    sent = {"dossier": str(first), "codes": f"{code.lower()}\nkhong-co-ma", "toward": "desk", "key": "k"}
    page = browse(cast.hoa).post("/counter/folders/batch/hand_folder/", sent)
    assert (len(page.context["done"]), [r["code"] for r in page.context["refused"]]) == (2, ["khong-co-ma"])
    assert [state(d) for d in two] == ["on_the_way"] * 2
    sheet = browse(cast.hoa).get(f"/counter/folders/sheet/{page.context['batch']}/")
    assert [line.dossier_id for line in sheet.context["lines"]] == two
    assert browse(cast.khanh).get(f"/counter/folders/sheet/{page.context['batch']}/").status_code == 404

    minh = browse(cast.minh)
    assert [f.dossier_id for f in minh.get("/counter/folders/?list=accept").context["page"]] == two
    casework.accept_folder(dossier_id=first, batch=None, by=cast.thu, at=timezone.now(), key="t")
    page = minh.post("/counter/folders/batch/accept_folder/", {"dossier": [str(d) for d in two], "key": "k2"})
    assert page.context["done"] == [code]
    assert len(page.context["refused"]) == 1
    assert [reception.folder(d).keeper_id for d in two] == [cast.thu.user_id, cast.minh.user_id]


def test_the_same_batch_twice_is_done_once(two, cast, browse):
    sent = {"dossier": [str(d) for d in two], "toward": "desk", "key": "k"}
    for _time in range(2):
        assert len(browse(cast.hoa).post("/counter/folders/batch/hand_folder/", sent).context["done"]) == 2
    assert [len(reception.register(d)) for d in two] == [2, 2]


def test_a_batch_is_not_empty_and_not_endless(two, cast, browse):
    hoa = browse(cast.hoa)
    assert hoa.post("/counter/folders/batch/hand_folder/", {"key": "k"}).status_code == 422
    many = {"codes": "\n".join(f"m{n}" for n in range(501)), "key": "k"}
    assert hoa.post("/counter/folders/batch/hand_folder/", many).status_code == 422
    assert hoa.post("/counter/folders/batch/burn/", {"dossier": str(two[0]), "key": "k"}).status_code == 404


def test_where_it_is_stands_on_the_dossiers_page_and_on_its_own(two, cast, browse):
    page = browse(cast.hoa).get(f"/counter/{two[0]}/").content.decode()
    assert "Ở Bộ phận Một cửa" in page
    assert f"/counter/folders/{two[0]}/" in page
    page = browse(cast.hoa).get(f"/counter/folders/{two[0]}/")
    assert page.context["acts"] == ["hand_folder"]
    assert "Lập túi hồ sơ giấy" in page.content.decode()
    hand = {"toward": "desk", "key": "h", "next": f"/counter/folders/{two[0]}/"}
    answer = browse(cast.hoa).post(f"/counter/folders/{two[0]}/hand_folder/", hand)
    assert answer["Location"] == f"/counter/folders/{two[0]}/"
    page = browse(cast.minh).get(f"/counter/folders/{two[0]}/")
    assert page.context["acts"] == ["accept_folder", "turn_down_folder"]
    refused = browse(cast.minh).post(f"/counter/folders/{two[0]}/turn_down_folder/", {"note": "", "key": "n"})
    assert refused.status_code == 422


def test_for_an_officer_of_another_ward_the_page_does_not_exist(two, cast, browse):
    theirs, nonsense = (browse(cast.khanh).get(f"/counter/folders/{d}/").status_code for d in (two[0], uuid4()))
    assert (theirs, nonsense) == (404, 404)
    page = browse(cast.khanh).post(
        "/counter/folders/batch/hand_folder/", {"dossier": str(two[0]), "toward": "desk", "key": "k"}
    )
    assert (page.context["done"], len(page.context["refused"])) == ([], 1)
    assert state(two[0]) == "at_counter"


@pytest.mark.parametrize("who", ["hoa", "minh", "hung", "thu"])
@pytest.mark.parametrize("name", ["due", "accept", "given", "desk", "nothing"])
def test_every_list_opens_for_everybody_who_may_hold_a_folder(two, cast, browse, who, name):
    assert browse(getattr(cast, who)).get(f"/counter/folders/?list={name}&page=9").status_code == 200


def test_what_ought_to_have_left_is_listed_at_closing_time(two, cast, browse):
    page = browse(cast.hoa).get("/counter/folders/closing/")
    assert [f.dossier_id for f in page.context["folders"]] == two
