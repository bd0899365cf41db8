"""Many dossiers at once at the counter, and messages that are sent here."""

import pytest

from conftest import MONDAY
from motcua import casework
from motcua.casework.tests.keeping import owed, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import queries as notices

pytestmark = pytest.mark.django_db


def test_a_morning_of_sent_dossiers_is_received_at_once(apply, cast, ward, browse):
    made = []
    for n in range(3):
        draft = apply()
        casework.submit(dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key=f"s{n}")
        made.append(draft)
    browser = browse(cast.hoa)
    page = browser.get("/counter/?list=incoming")
    assert [act for act, _label in page.context["batch_acts"]] == ["receive"]
    form = {"act": "receive", "whole": "incoming", "next": "/counter/?list=incoming"}
    assert len(browser.post("/counter/batch/", form).context["will"]) == 3
    form = {"act": "receive", "sure": "yes", "key": "k", "dossier": [str(one) for one in made]}
    assert len(browser.post("/counter/batch/", form).context["done"]) == 3
    assert all(dossiers.one(cast.hoa, one).state == State.RECEIVED for one in made)


def test_a_message_drafted_at_the_desk_is_sent_at_the_counter(taken, cast, browse):
    browse(cast.minh).post(f"/desk/{taken}/message/", {"text": "Mời chị ghé quầy.", "key": "m"})
    browse(cast.minh).post(f"/desk/{taken}/note/", {"text": "Nhớ gọi lại.", "key": "n"})
    assert "message" not in owed(taken)
    browser = browse(cast.hoa)
    assert "Mời chị ghé quầy." in browser.get("/counter/messages/").content.decode()
    message = notices.messages(taken)[0]
    browser.post(f"/counter/messages/{taken}/{message.id}/send/", {"key": "s"})
    assert owed(taken)[-1] == "message" and told(taken)[-1] == "notices.message_sent"
    page = browse(cast.minh).get(f"/desk/{taken}/").content.decode()
    assert "Nhớ gọi lại." in page and "Một cửa đã gửi" in page
