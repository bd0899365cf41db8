import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.registers import commands as registers
from motcua.results import queries as results
from tests.at_once import at_once

WHY = "Ghi sai năm sinh của người được giám hộ."


def ask(dossier_id, by, *, reason=WHY, at=on(10, 9), key="ask_revocation"):
    return casework.ask_revocation(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


def revoke(dossier_id, by, *, reason=WHY, at=on(10, 10), key="revoke"):
    return casework.revoke(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


@pytest.fixture
def doubted(returned, cast):
    """Minh found the mistake on Wednesday."""
    ask(returned, cast.minh)
    return returned


@pytest.fixture
def revoked(doubted, cast):
    revoke(doubted, cast.hung)
    return doubted


def replaced(dossier_id, cast, *, day=11):
    """The whole way once more: drafted, approved, signed, sealed."""
    casework.propose(
        dossier_id=dossier_id, outcome="granted", content="Cấp thay.", by=cast.minh, at=on(day, 9), key="p2"
    )
    casework.approve(dossier_id=dossier_id, by=cast.hung, at=on(day, 10), key="a2")
    casework.sign(dossier_id=dossier_id, by=cast.hung, at=on(day, 11), key="s2")
    return casework.seal(dossier_id=dossier_id, by=cast.thu, at=on(day, 14), key="z2")


def test_two_people_revoke_what_was_issued_and_the_applicant_is_told_why(doubted, cast):
    result = results.running(doubted)
    done = revoke(doubted, cast.hung)

    assert done.said == {"number": result.number}
    assert results.running(doubted) is None
    assert results.issued(result.id).state == "revoked"
    assert results.revocation_of(results.issued(result.id)).note == WHY
    assert dossiers.one(cast.hung, doubted).state == State.RETURNED, "the dossier stays where it was"
    assert told(doubted)[-2:] == ["results.revoke", "registers.strike_off"]
    assert owed(doubted)[-1] == "revoked"


def test_nobody_revokes_what_nobody_else_asked_for(returned, cast):
    with refused(OutOfOrder, returned):
        revoke(returned, cast.hung)


def test_who_asks_does_not_decide(returned, cast):
    """Hùng is head and leader of the ward: he may do either, not both."""
    ask(returned, cast.hung)

    with refused(NotAllowed, returned):
        revoke(returned, cast.hung)


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_asked_and_nothing_revoked(doubted, cast, reason):
    with refused(Invalid, doubted) as found:
        revoke(doubted, cast.hung, reason=reason)
    assert list(found.value.fields) == ["reason"]


def test_only_the_leader_revokes(doubted, cast):
    for name in ("lan", "hoa", "minh", "thu", "quang"):
        with refused(NotAllowed, doubted):
            revoke(doubted, getattr(cast, name))


def test_for_a_stranger_it_is_not_there(doubted, cast):
    for name in STRANGERS:
        with refused(NotThere, doubted):
            revoke(doubted, getattr(cast, name))


def test_the_same_form_twice_gets_the_first_answer(doubted, cast):
    first = revoke(doubted, cast.hung)
    before = kept(doubted)

    assert revoke(doubted, cast.hung) == first
    assert kept(doubted) == before


def test_nothing_is_left_when_the_last_step_fails(doubted, cast, monkeypatch):
    with broken(monkeypatch, registers, "strike_off", doubted):
        revoke(doubted, cast.hung)


def test_revoked_once_by_two_at_the_same_moment(committed, doubted, cast):
    answers = at_once(lambda: revoke(doubted, cast.hung), lambda: revoke(doubted, cast.hung, key="other"))

    assert sum(isinstance(a, Done) for a in answers) == 1


def test_a_new_result_with_a_number_of_its_own_takes_its_place(revoked, cast):
    old = results.all_of(revoked)[0]
    dossier = dossiers.one(cast.hung, revoked)
    finished, due = dossier.finished_at, dossier.due_at
    done = replaced(revoked, cast)

    new = results.running(revoked)
    assert new.number != old.number and done.said == {"number": new.number}
    assert results.replacement_of(old).id == new.id
    dossier = dossiers.one(cast.hung, revoked)
    assert (dossier.state, dossier.finished_at, dossier.due_at) == (State.RETURNED, finished, due)


def test_while_nothing_was_revoked_no_second_result_is_drafted(returned, cast):
    with refused(OutOfOrder, returned):
        casework.propose(dossier_id=returned, outcome="granted", content="", by=cast.minh, at=on(10, 9), key="p2")


def test_the_reason_stands_in_the_journal(revoked):
    line = JournalLine.objects.get(subject=revoked, kind="results.revoke")
    assert line.data["note"] == WHY


def test_fsck_finds_nothing_after_a_revocation_and_a_replacement(revoked, cast):
    from motcua.base.checks import Scope
    from motcua.reporting import fsck

    replaced(revoked, cast)
    casework.hand_again(
        dossier_id=revoked, to_name="Nguyễn Thị Lan", identity="CCCD", by=cast.hoa, at=on(12, 9), key="h2"
    )
    report = fsck.run(Scope(subjects=(revoked,)))
    assert report.all_is_well, report.faults
