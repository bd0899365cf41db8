"""Many dossiers at once: shown first, then each with its own journal line; the refused are told, the rest is done."""

import threading

import pytest
from django.db import connection, transaction

from conftest import MONDAY, on
from motcua import casework
from motcua.casework.tests.keeping import told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier


@pytest.fixture
def several(apply, cast, ward):
    """Four dossiers of Lan that Hoa has received."""
    made = []
    for n in range(4):
        draft = apply()
        casework.submit(dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key=f"s{n}")
        casework.receive(dossier_id=draft, by=cast.hoa, at=on(8, 10), key=f"r{n}")
        made.append(draft)
    return made


def state(dossier_id, cast):
    return dossiers.one(cast.minh, dossier_id).state


def test_the_page_before_says_what_will_happen_and_changes_nothing(db, several, cast, browse):
    casework.take(dossier_id=several[0], by=cast.minh, at=on(8, 11), key="t")
    page = browse(cast.minh).post("/desk/batch/", {"act": "take", "dossier": [str(one) for one in several]})

    assert (len(page.context["will"]), len(page.context["will_not"])) == (3, 1)
    assert "Đang xử lý" in page.context["will_not"][0]["why"]
    assert [state(one, cast) for one in several[1:]] == [State.RECEIVED] * 3


def test_each_is_done_by_itself_and_sending_it_again_does_nothing_twice(db, several, cast, browse):
    form = {"act": "take", "sure": "yes", "key": "batch-1", "dossier": [str(one) for one in several]}
    first = browse(cast.minh).post("/desk/batch/", form)
    lines = [told(one) for one in several]
    again = browse(cast.minh).post("/desk/batch/", form)

    assert len(first.context["done"]) == len(again.context["done"]) == 4
    assert [told(one) for one in several] == lines
    assert all(kinds.count("dossier.take") == 1 for kinds in lines)


def test_a_batch_of_which_one_is_locked_by_another_does_the_rest(committed, several, cast, browse):
    """Somebody else holds the second dossier the whole time."""
    held, let_go = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Dossier.objects.select_for_update().get(pk=several[1])
            held.set()
            let_go.wait(30)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    try:
        form = {"act": "take", "sure": "yes", "key": "batch-1", "dossier": [str(one) for one in several]}
        page = browse(cast.minh).post("/desk/batch/", form)
    finally:
        let_go.set()
        other.join()

    (refused,) = page.context["refused"]
    assert refused["why"] == "Người khác đang xử lý hồ sơ này. Hãy thử lại sau ít phút."
    assert len(page.context["done"]) == 3
    assert [state(one, cast) for one in several] == [State.PROCESSING, State.RECEIVED, *[State.PROCESSING] * 2]


def test_the_whole_list_is_chosen_as_it_is_filtered(db, several, cast, browse):
    form = {"act": "take", "whole": "free", "next": "/desk/?list=free&q=nguyen"}
    page = browse(cast.minh).post("/desk/batch/", form)
    assert len(page.context["will"]) == 4
    form["next"] = "/desk/?list=free&q=khong-co-ai"
    assert browse(cast.minh).post("/desk/batch/", form).status_code == 422


def test_dossiers_of_another_unit_and_forged_ids_are_refused_one_by_one(db, several, cast, browse):
    form = {"act": "take", "sure": "yes", "key": "k", "dossier": [str(several[0]), "nonsense", str(several[1])]}
    page = browse(cast.linh).post("/desk/batch/", form)
    assert len(page.context["refused"]) == 2 and not page.context["done"]
    assert browse(cast.minh).post("/desk/batch/", {**form, "act": "hand_back"}).status_code == 422


def test_a_leader_signs_the_queue_and_nobody_signs_their_own(db, approved, cast, browse):
    form = {"act": "sign", "sure": "yes", "key": "k", "dossier": [str(approved)]}
    page = browse(cast.hung).post("/desk/batch/", form)
    assert len(page.context["done"]) == 1
    assert told(approved)[-1] == "results.sign"


def test_when_the_time_of_a_page_is_used_up_the_rest_goes_on_with_the_same_key(db, several, cast, browse, monkeypatch):
    from motcua.doors.lobby import batches

    monkeypatch.setattr(batches, "SECONDS_A_PAGE", -1.0)
    form = {"act": "take", "sure": "yes", "key": "k", "dossier": [str(one) for one in several]}
    page = browse(cast.minh).post("/desk/batch/", form)
    assert page.context["rest"] == several and page.context["key_again"] == "k"


def test_the_result_is_read_page_by_page_before_it_is_signed(db, approved, cast, browse):
    browser = browse(cast.hung)
    page = browser.get(f"/desk/{approved}/read/")
    assert [act["url"].rsplit("/", 2)[1] for act in page.context["acts"]] == ["sign", "send_back"]
    picture = browser.get(page.context["pages"][0])
    assert (picture["Content-Type"], picture.content[:4]) == ("image/webp", b"RIFF")
    assert browser.get(page.context["pages"][0].replace("/1/", "/9/")).status_code == 404
    assert browse(cast.khanh).get(f"/desk/{approved}/read/").status_code == 404
