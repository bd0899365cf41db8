import pytest
from django.db import IntegrityError, transaction

from conftest import on
from motcua import casework
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, refused, told
from motcua.dossiers import corrections
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import CorrectionAnswer

NAME = "Nguyễn Thị Lân"


def correct(dossier_id, by, *, what="owner_name", now=NAME, reason="Gõ sai dấu.", at=on(8, 13), key="correct"):
    return casework.correct(dossier_id=dossier_id, what=what, now=now, reason=reason, by=by, at=at, key=key)


def agree(dossier_id, by, *, number=1, agreed=True, at=on(8, 14), key="agree"):
    return casework.agree(dossier_id=dossier_id, number=number, agreed=agreed, note="", by=by, at=at, key=key)


def test_a_correction_needs_a_second_person(taken, cast):
    correct(taken, cast.minh)
    [one] = corrections.all_of(taken)
    assert (one.was, one.now, one.agreed) == ("Nguyễn Thị Lan", NAME, None)
    agree(taken, cast.hung)
    [one] = corrections.all_of(taken)
    assert (one.agreed, one.answered_by) == (True, "Nguyễn Mạnh Hùng")
    assert told(taken)[-2:] == ["dossier.correct", "dossier.agree"]
    with pytest.raises(IntegrityError, match="nobody_agrees_to_their_own_correction"), transaction.atomic():
        CorrectionAnswer.objects.create(
            dossier_id=taken, seq=9, agreed=True, at=on(8, 15), by_id=cast.hung.user_id, drafted_by_id=cast.hung.user_id
        )


def test_nothing_is_edited_and_the_journal_learns_no_words(taken, cast):
    correct(taken, cast.minh)
    agree(taken, cast.hung)
    assert dossiers.one(cast.hung, taken).owner.full_name == "Nguyễn Thị Lan"
    assert NAME not in str(list(JournalLine.objects.filter(subject=taken).values_list("data", flat=True)))


def test_the_next_correction_begins_where_the_last_one_was_agreed(taken, cast):
    correct(taken, cast.minh)
    with refused(OutOfOrder, taken):
        correct(taken, cast.hoa, now="Khác", key="c2")
    agree(taken, cast.hung)
    correct(taken, cast.minh, now="Nguyễn Thị Lan", at=on(8, 15), key="c3")
    assert corrections.all_of(taken)[-1].was == NAME


@pytest.mark.parametrize(
    ("what", "now"), [("owner_name", "Nguyễn Thị Lan"), ("owner_name", " "), ("state", "9"), ("answer.nothing", "x")]
)
def test_what_changes_nothing_or_is_nothing_is_refused(taken, cast, what, now):
    with refused(Invalid, taken):
        correct(taken, cast.minh, what=what, now=now)


def test_channel_reception_and_answers_too(taken, cast):
    for number, what in enumerate(("channel", "received_at", "answer.guardian_kind"), start=1):
        correct(taken, cast.hoa, what=what, now="khác", key=what)
        assert corrections.all_of(taken)[-1].seq == number


def test_who_does_it(taken, cast):
    for name in ("lan", "hung", "thu", "quang"):
        with refused(NotAllowed, taken):
            correct(taken, getattr(cast, name))
    correct(taken, cast.minh)
    for name in ("lan", "minh", "hoa", "thu", "quang"):
        with refused(NotAllowed, taken):
            agree(taken, getattr(cast, name))
    for name in STRANGERS:
        with refused(NotThere, taken):
            agree(taken, getattr(cast, name))


def test_it_is_answered_once_and_the_same_form_twice_gets_the_first_answer(taken, cast):
    first = correct(taken, cast.minh)
    assert correct(taken, cast.minh) == first
    agree(taken, cast.hung, agreed=False)
    with refused(OutOfOrder, taken):
        agree(taken, cast.hung, key="again")
    before = kept(taken)
    agree(taken, cast.hung, agreed=False)
    assert kept(taken) == before
