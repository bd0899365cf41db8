import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.ids import new_id
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.notices import commands
from motcua.notices import queries as notices
from tests.at_once import at_once


@pytest.fixture
def drafted(taken, cast):
    casework.write_to_applicant(dossier_id=taken, text="Mời chị ghé quầy.", by=cast.minh, at=on(8, 12), key="write")
    return taken


def send(dossier_id, by, *, message_id=None, at=on(8, 13), key="send"):
    message_id = message_id or notices.messages(dossier_id)[0].id
    return casework.send_message(dossier_id=dossier_id, message_id=message_id, by=by, at=at, key=key)


def test_the_one_stop_unit_sends_it_and_the_applicant_is_told(drafted, cast):
    send(drafted, cast.hoa)

    assert owed(drafted)[-1] == "message" and told(drafted)[-1] == "notices.message_sent"
    (message,) = notices.messages(drafted)
    assert (message.sent_by_id, message.sent_at) == (cast.hoa.user_id, on(8, 13))
    assert "Mời chị ghé quầy." in notices.outbox().filter(kind="message").first().body


def test_whoever_settles_it_never_sends(drafted, cast):
    for name in ("minh", "hung", "lan"):
        with refused(NotAllowed, drafted):
            send(drafted, getattr(cast, name))
    for name in STRANGERS:
        with refused(NotThere, drafted):
            send(drafted, getattr(cast, name))


def test_a_message_that_is_sent_or_of_another_dossier_is_not_sent(drafted, cast):
    with refused(NotThere, drafted):
        send(drafted, cast.hoa, message_id=new_id())
    send(drafted, cast.hoa)
    with refused(OutOfOrder, drafted):
        send(drafted, cast.hoa, key="again")


def test_the_same_form_twice_is_sent_once(drafted, cast):
    first = send(drafted, cast.hoa)
    before = kept(drafted)
    assert send(drafted, cast.hoa) == first
    assert kept(drafted) == before


def test_nothing_is_left_when_the_last_step_fails(drafted, cast, monkeypatch):
    with broken(monkeypatch, commands, "owe", drafted):
        send(drafted, cast.hoa)


def test_of_two_at_once_one_sends(committed, drafted, cast):
    answers = at_once(*[lambda k=k: send(drafted, cast.hoa, key=k) for k in ("a", "b")])
    assert sum(isinstance(a, Done) for a in answers) == 1
    assert owed(drafted).count("message") == 1
