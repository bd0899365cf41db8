import pytest
from django.db import IntegrityError, transaction

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, owed, refused, told
from motcua.feedback import queries
from motcua.feedback.models import Grievance


@pytest.fixture
def unhappy(returned, cast):
    """Lan was not satisfied, on Wednesday at 10:00."""
    casework.rate(
        dossier_id=returned, scores={"overall": 1}, comment="Phải đến ba lần.", by=cast.lan, at=on(10, 10), key="rate"
    )
    return returned


def answer(dossier_id, by, *, said="Đã nhắc bộ phận tiếp nhận.", key="answer"):
    return casework.answer_grievance(dossier_id=dossier_id, said=said, by=by, at=on(15, 9), key=key)


def test_dissatisfaction_goes_to_a_named_person_with_a_date(unhappy, cast):
    """Fifteen working days after Wednesday 10 June: Wednesday 1 July, at the close."""
    found = queries.grievance(unhappy)

    assert found.handler_id == cast.hung.user_id
    assert found.due_at == on(10, 17).replace(month=7, day=1)
    (row,) = queries.to_answer(cast.hung)
    assert row["rating"].comment == "Phải đến ba lần."
    assert {"code", "owner", "name"} & set(row) == set(), "whoever answers is not told who it was"


@pytest.mark.parametrize("overall", [2, 3])
def test_whoever_is_satisfied_owes_nobody_an_answer(returned, cast, overall):
    casework.rate(dossier_id=returned, scores={"overall": overall}, comment="", by=cast.lan, at=on(10, 10), key="rate")

    assert queries.grievance(returned) is None


def test_the_person_reads_the_answer(unhappy, cast):
    answer(unhappy, cast.hung)

    assert queries.grievance(unhappy).answer == "Đã nhắc bộ phận tiếp nhận."
    assert queries.to_answer(cast.hung) == []
    assert owed(unhappy)[-1] == "grievance_answered"
    assert told(unhappy)[-1] == "feedback.answer"


def test_only_the_named_person_answers(unhappy, cast):
    for name in ("lan", "hoa", "minh", "quang", *STRANGERS):
        with refused(NotThere, unhappy):
            answer(unhappy, getattr(cast, name))


def test_an_empty_answer_is_none(unhappy, cast):
    with refused(Invalid, unhappy):
        answer(unhappy, cast.hung, said="  ")


def test_it_is_answered_once(unhappy, cast):
    first = answer(unhappy, cast.hung)
    before = kept(unhappy)

    assert answer(unhappy, cast.hung) == first
    assert kept(unhappy) == before
    with refused(OutOfOrder, unhappy):
        answer(unhappy, cast.hung, key="again")


def test_an_answer_has_words_and_a_moment(unhappy):
    with pytest.raises(IntegrityError, match="an_answer_has_words_and_a_moment"), transaction.atomic():
        Grievance.objects.filter(dossier_id=unhappy).update(answered_at=on(15, 9))


def test_fsck_finds_nothing_after_an_answer(unhappy, cast):
    from motcua.base.checks import Scope
    from motcua.reporting import fsck

    answer(unhappy, cast.hung)
    report = fsck.run(Scope(subjects=(unhappy,)))
    assert report.all_is_well, report.faults
