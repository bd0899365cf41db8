import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotThere
from motcua.casework.tests.test_send_link import secret_of, send_link
from motcua.notices.models import Message
from motcua.people.models import Person
from motcua.people.who import NOBODY
from tests.at_once import at_once


def resume(secret, *, at=on(8, 10)):
    return casework.open_link(secret=secret, by=NOBODY, at=at)


@pytest.fixture
def linked(apply, lan):
    """A draft and the secret of the link to it."""
    Person.objects.filter(pk=lan.person_id).update(email="lan@example.vn")
    draft_id = apply()
    send_link(draft_id, lan)
    return draft_id, secret_of(Message.objects.get())


def test_it_opens_the_draft_once(linked):
    draft_id, secret = linked
    assert resume(secret).subject == draft_id
    with pytest.raises(NotThere):
        resume(secret)


def test_after_a_day_it_opens_nothing(linked):
    with pytest.raises(NotThere):
        resume(linked[1], at=on(9, 9))


def test_a_new_link_takes_the_place_of_the_old_one(linked, lan):
    draft_id, secret = linked
    send_link(draft_id, lan, at=on(8, 9, 30))
    with pytest.raises(NotThere):
        resume(secret)


@pytest.mark.parametrize("guess", ["", "x", "0" * 43])
def test_what_was_guessed_opens_nothing(linked, guess):
    with pytest.raises(NotThere):
        resume(guess)


def test_of_four_at_once_one_is_let_in(committed, linked):
    answers = at_once(*[lambda: resume(linked[1], at=MONDAY) for _ in range(4)])
    assert sum(isinstance(a, Done) for a in answers) == 1
