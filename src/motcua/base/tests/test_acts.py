from uuid import UUID

import pytest
from django.db import transaction

from conftest import MONDAY, on
from motcua.base import record
from motcua.base.acts import Done, LeftNoTrace, act, private
from motcua.base.ids import new_id
from motcua.base.models import Answer, Counter, JournalLine
from motcua.base.refusals import KeyReused, OutOfOrder
from motcua.people.who import SYSTEM, Who
from tests.at_once import at_once

OTHER = Who(user_id=UUID(int=7), name="Khánh")


@act
def note(*, subject_id, word, by, at, key):
    """Writes one line, once for a subject; the counter's row is the lock that all of them wait for."""
    number = Counter.next("notes")
    if JournalLine.objects.filter(subject=subject_id).exists():
        raise OutOfOrder("somebody was faster")
    record.write(subject=subject_id, kind="test.note", actor=by.actor, at=at, data={"word": word})
    return Done(subject_id, code=f"N{number}", state=2, said={"word": word})


def say(subject_id, *, word="một", by=SYSTEM, at=MONDAY, key="k1"):
    return note(subject_id=subject_id, word=word, by=by, at=at, key=key)


def test_an_act_that_leaves_no_line_in_the_journal_is_refused_and_nothing_of_it_is_kept(db):
    @act
    def silent(*, subject_id, by, at, key):
        Counter.next("silent")
        return Done(subject_id)

    with pytest.raises(LeftNoTrace, match="silent wrote no journal line"):
        silent(subject_id=new_id(), by=SYSTEM, at=MONDAY, key="k1")

    assert not Counter.objects.filter(series="silent").exists()
    assert not Answer.objects.exists()


def test_an_act_is_never_part_of_a_larger_transaction(committed):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        say(new_id())


def test_a_private_act_needs_no_line_and_is_durable_too(committed):
    @private
    def mine(*, subject_id):
        return Done(subject_id)

    assert mine(subject_id=new_id())
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        mine(subject_id=new_id())


def test_what_raises_in_the_middle_of_an_act_leaves_nothing(db):
    @act
    def breaks(*, subject_id, by, at, key):
        Counter.next("broken")
        record.write(subject=subject_id, kind="test.breaks", actor=by.actor, at=at)
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError, match="lights"):
        breaks(subject_id=new_id(), by=SYSTEM, at=MONDAY, key="k1")

    assert not Counter.objects.filter(series="broken").exists()
    assert not JournalLine.objects.filter(kind="test.breaks").exists()


def test_a_command_writes_only_inside_an_act():
    with pytest.raises(record.OutsideAnAct, match="only inside an act"):
        record.write(subject=new_id(), kind="test", actor="system", at=MONDAY)


def test_the_same_call_with_the_same_key_gets_the_first_answer(db):
    subject = new_id()

    first = say(subject)
    again = say(subject, at=on(9, 9))  # the moment differs from call to call

    assert again == first
    assert JournalLine.objects.filter(subject=subject).count() == 1
    assert Counter.objects.get(series="notes").value == 1


def test_a_repeated_call_that_would_not_be_refused_is_still_done_once(db):
    @act
    def append(*, subject_id, by, at, key):
        record.write(subject=subject_id, kind="test.append", actor=by.actor, at=at)
        return Done(subject_id)

    subject = new_id()
    for _ in range(2):
        append(subject_id=subject, by=SYSTEM, at=MONDAY, key="k1")

    assert JournalLine.objects.filter(subject=subject).count() == 1


@pytest.mark.parametrize("other", [{"word": "hai"}, {"by": OTHER}], ids=["another question", "another person"])
def test_a_key_that_comes_with_another_question_is_refused(db, other):
    subject = new_id()
    say(subject)

    with pytest.raises(KeyReused):
        say(subject, **other)


def test_a_key_used_for_another_act_is_refused(db):
    @act
    def other(*, subject_id, word, by, at, key):
        raise OutOfOrder("not now")

    subject = new_id()
    say(subject)

    with pytest.raises(KeyReused):
        other(subject_id=subject, word="một", by=SYSTEM, at=MONDAY, key="k1")


def test_the_same_key_on_another_subject_is_another_key(db):
    one, two = new_id(), new_id()

    assert say(one).subject == one
    assert say(two).subject == two


def test_a_refused_call_leaves_no_key(db):
    subject = new_id()
    say(subject, key="k1")

    with pytest.raises(OutOfOrder):
        say(subject, key="k2")

    assert [a.key for a in Answer.objects.filter(subject=subject)] == ["k1"]


def test_without_a_key_nothing_is_remembered(db):
    subject = new_id()
    say(subject, key="")

    assert not Answer.objects.filter(subject=subject).exists()
    with pytest.raises(OutOfOrder):
        say(subject, key="")


def test_an_answer_survives_the_way_into_the_database_and_back():
    done = Done(new_id(), code="N1", state=4, said={"receipt": "000001/2020"})

    assert Done.read(done.kept()) == done


def test_eight_calls_with_one_key_at_once_do_it_once_and_all_get_the_first_answer(committed):
    subject = new_id()

    answers = at_once(*[lambda: say(subject)] * 8)

    assert set(map(repr, answers)) == {repr(Done(subject, code="N1", state=2, said={"word": "một"}))}
    assert JournalLine.objects.filter(subject=subject).count() == 1
    assert Answer.objects.filter(subject=subject).count() == 1
    assert Counter.objects.get(series="notes").value == 1


def test_eight_calls_with_eight_keys_at_once_do_it_once_and_seven_are_told(committed):
    subject = new_id()

    answers = at_once(*[lambda key=f"k{n}": say(subject, key=key) for n in range(8)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 7
    assert JournalLine.objects.filter(subject=subject).count() == 1
    assert Counter.objects.get(series="notes").value == 1
