"""What a newcomer sees of the demo, and that nobody sees it elsewhere."""

import pytest

from motcua.base.refusals import NotThere
from motcua.doors.sandbox import views
from motcua.dossiers import queries as dossiers
from motcua.notices import queries as notices
from motcua.notices.jobs import send_owed
from motcua.notices.ports import CouldNotSend

pytestmark = [pytest.mark.django_db, pytest.mark.urls("motcua.doors.sandbox.tests.urls")]
OUTBOX, SYSTEMS = "/sandbox/outbox/", "/sandbox/"


@pytest.fixture(autouse=True)
def in_the_demo(settings):
    settings.DEMO = True
    settings.ADAPTERS = settings.ADAPTERS | {"identity": "motcua.adapters.identity.Demo"}


def text_of(answer):
    return answer.content.decode()


def test_a_message_is_shown_word_for_word_before_and_after_it_went(received, lan, client):
    first, last = notices.of_person(lan).order_by("owed_at")
    page = text_of(client.get(OUTBOX))
    assert first.body.split("http")[0] in page
    assert last.body.split("http")[0] in page
    assert "Nguyễn Thị Lan · lan@example.vn" in page
    assert page.count("đang chờ gửi") == 2
    send_owed(0)
    page = text_of(client.get(OUTBOX))
    assert page.count("đã gửi</span>") == 2
    assert "đang chờ gửi" not in page


def test_the_newest_message_comes_first(received, lan, client):
    newest, oldest = notices.of_person(lan)
    page = text_of(client.get(OUTBOX))
    assert page.index(newest.subject) < page.index(oldest.subject)


def test_the_link_in_a_message_can_be_followed(submitted, lan, client):
    secret = dossiers.one(lan, submitted).secret
    page = text_of(client.get(OUTBOX))
    assert f'/follow/{secret}/"' in page
    assert client.get(f"/follow/{secret}/").status_code == 200


def test_the_messages_of_one_dossier_can_be_asked_for(submitted, lan, client):
    code = dossiers.one(lan, submitted).code
    assert "Nguyễn Thị Lan" in text_of(client.get(OUTBOX, {"code": code.lower()}))
    assert "Nguyễn Thị Lan" not in text_of(client.get(OUTBOX, {"code": code + "0"}))


def test_a_message_that_could_not_go_says_why_and_when_it_is_tried_again(submitted, client, monkeypatch):
    class Closed:
        def send(self, **_message):
            raise CouldNotSend("the post office is closed")

    monkeypatch.setattr("motcua.notices.jobs.plugged", lambda _name: Closed())
    send_owed(0)
    page = text_of(client.get(OUTBOX))
    assert "gửi chưa được" in page
    assert "the post office is closed" in page
    assert "Gửi lại lúc" in page


def test_what_stands_in_a_message_is_never_code(submitted, client):
    notices.outbox().update(body="<script>alert(1)</script>", subject="<b>")
    page = text_of(client.get(OUTBOX))
    assert "<script>alert" not in page
    assert "&lt;b&gt;" in page


def test_an_empty_box_says_what_would_fill_it(client):
    assert "Chưa có thư nào" in text_of(client.get(OUTBOX))


def test_the_first_page_of_messages_asks_the_database_three_times(received, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(OUTBOX)


def test_the_imitated_systems_are_named_with_what_would_replace_them(client):
    page = text_of(client.get(SYSTEMS))
    assert page.count("mô phỏng</span>") == 5
    for variable in ("MOTCUA_IDENTITY", "MOTCUA_SMTP_HOST", "MOTCUA_SIGNING_SHELF"):
        assert variable in page
    assert f'href="{OUTBOX}"' in page


def test_a_system_that_is_really_connected_is_not_called_imitated(client, settings):
    settings.ADAPTERS = settings.ADAPTERS | {"mailer": "motcua.adapters.mail.Smtp"}
    settings.SIGNING = settings.SIGNING | {"shelf": "pkcs11"}
    page = text_of(client.get(SYSTEMS))
    assert page.count("đã nối thật</span>") == 2
    assert page.count("mô phỏng</span>") == 3


@pytest.mark.parametrize("url", [OUTBOX, SYSTEMS])
def test_outside_the_demo_there_is_no_such_page(submitted, client, settings, url):
    settings.DEMO = False
    answer = client.get(url)
    assert answer.status_code == 404
    assert "Nguyễn Thị Lan" not in text_of(answer)


def test_even_the_views_refuse_outside_the_demo(rf, settings):
    settings.DEMO = False
    for view in (views.outbox, views.systems):
        with pytest.raises(NotThere):
            view(rf.get("/"))


@pytest.mark.parametrize("url", [OUTBOX, SYSTEMS])
def test_the_pages_only_show(client, url):
    assert client.post(url).status_code == 405
