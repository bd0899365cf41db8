from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.notices import commands
from motcua.notices import queries as notices


def write(dossier_id, by, *, text="Mời chị mang bản chính khi đến nhận.", at=on(8, 12), key="write"):
    return casework.write_to_applicant(dossier_id=dossier_id, text=text, by=by, at=at, key=key)


def test_a_draft_waits_at_the_one_stop_unit_and_nothing_is_sent(taken, cast):
    before = owed(taken)
    write(taken, cast.minh)

    (message,) = notices.waiting_messages(cast.hoa)
    assert (message.text, message.by_id) == ("Mời chị mang bản chính khi đến nhận.", cast.minh.user_id)
    assert owed(taken) == before and told(taken)[-1] == "notices.message_drafted"
    assert not notices.waiting_messages(cast.khanh)


def test_an_empty_message_is_refused(taken, cast):
    with refused(Invalid, taken):
        write(taken, cast.minh, text=" ")


def test_for_a_stranger_it_is_not_there_and_others_write_none(taken, cast):
    for name in STRANGERS:
        with refused(NotThere, taken):
            write(taken, getattr(cast, name))
    for name in ("lan", "hoa", "thu", "quang"):
        with refused(NotAllowed, taken):
            write(taken, getattr(cast, name))


def test_the_same_form_twice_is_one_message(taken, cast):
    first = write(taken, cast.minh)
    before = kept(taken)
    assert write(taken, cast.minh) == first
    assert kept(taken) == before


def test_nothing_is_left_when_the_last_step_fails(taken, cast, monkeypatch):
    with broken(monkeypatch, commands, "draft_message", taken):
        write(taken, cast.minh)
