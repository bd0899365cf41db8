import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, stepped, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.payments import queries as payments
from motcua.results import queries as results
from tests.at_once import at_once


def hand_back(dossier_id, by, *, to_name="Nguyễn Thị Lan", identity="CCCD", at=on(9, 9), key="hand_back"):
    return casework.hand_back(dossier_id=dossier_id, to_name=to_name, identity=identity, by=by, at=at, key=key)


def finished(dossier_id, cast):
    """Through the house, from reception to the seal."""
    for act, by, hour in (("receive", cast.hoa, 10), ("take", cast.minh, 11)):
        getattr(casework, act)(dossier_id=dossier_id, by=by, at=on(8, hour), key=act)
    casework.propose(dossier_id=dossier_id, outcome="granted", content="", by=cast.minh, at=on(8, 14), key="propose")
    for act, by in (("approve", cast.hung), ("sign", cast.hung), ("seal", cast.thu)):
        getattr(casework, act)(dossier_id=dossier_id, by=by, at=on(8, 15), key=act)


def test_it_closes_the_dossier_and_notes_to_whom_it_went(sealed, hoa):
    done = hand_back(sealed, hoa)

    dossier, handed = dossiers.one(hoa, sealed), results.hand_over(sealed)
    assert (done.state, dossier.state, dossier.closed_at) == (State.RETURNED, State.RETURNED, on(9, 9))
    assert (handed.to_name, handed.identity, handed.by_id, handed.at) == (
        "Nguyễn Thị Lan",
        "CCCD",
        hoa.user_id,
        on(9, 9),
    )
    assert stepped(sealed).act == "hand_back"


def test_late_or_not_is_measured_by_the_seal_and_not_by_when_it_was_fetched(sealed, hoa):
    hand_back(sealed, hoa, at=on(30, 9))

    assert dossiers.one(hoa, sealed).finished_at == on(8, 16)


def test_it_owes_the_invitation_to_rate(sealed, hoa):
    hand_back(sealed, hoa)

    assert owed(sealed)[-1] == "returned"
    assert told(sealed)[-2:] == ["dossier.hand_back", "reception.give_back"]


@pytest.mark.parametrize(("to_name", "identity", "field"), [(" ", "CCCD", "to_name"), ("Lan", "", "identity")])
def test_nothing_goes_to_nobody(sealed, hoa, to_name, identity, field):
    with refused(Invalid, sealed) as found:
        hand_back(sealed, hoa, to_name=to_name, identity=identity)
    assert list(found.value.fields) == [field]


def test_while_money_is_owed_it_is_not_given(apply, cast, ward):
    dossier_id = apply("2.000635")
    casework.submit(dossier_id=dossier_id, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="submit")
    finished(dossier_id, cast)

    with refused(OutOfOrder, dossier_id) as found:
        hand_back(dossier_id, cast.hoa)
    assert "đ" in str(found.value.said)

    due = payments.account(dossier_id).due_vnd
    casework.collect(dossier_id=dossier_id, amount_vnd=due, by=cast.yen, at=on(9, 9), key="c")
    assert hand_back(dossier_id, cast.hoa, key="k2").state == State.RETURNED


def test_while_it_is_with_the_carrier_it_is_not_at_the_counter(apply, cast, ward):
    dossier_id = apply()
    casework.save(dossier_id=dossier_id, changes={"return_by": "post"}, saves=None, by=cast.lan, at=MONDAY)
    casework.submit(
        dossier_id=dossier_id, unit_id=ward.pk, address="12 phố Hàng Bạc", by=cast.lan, at=MONDAY, key="submit"
    )
    finished(dossier_id, cast)
    casework.hand_to_post(dossier_id=dossier_id, by=cast.hoa, at=on(8, 16), key="post")

    with refused(OutOfOrder, dossier_id):
        hand_back(dossier_id, cast.hoa)


def test_for_a_stranger_it_is_not_there(sealed, cast):
    for name in STRANGERS:
        with refused(NotThere, sealed):
            hand_back(sealed, getattr(cast, name))


def test_only_the_counter_hands_back(sealed, cast):
    for name in ("lan", "minh", "hung", "dat", "quang"):
        with refused(NotAllowed, sealed):
            hand_back(sealed, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "taken", "signed", "returned"])
def test_only_what_is_issued_is_handed_back(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        hand_back(dossier_id, cast.hoa, at=on(10, 9), key="k2")


def test_the_same_form_twice_hands_over_once(sealed, hoa):
    first = hand_back(sealed, hoa)
    before = kept(sealed)

    assert hand_back(sealed, hoa) == first
    assert kept(sealed) == before


def test_nothing_is_left_when_the_last_step_fails(sealed, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", sealed):
        hand_back(sealed, hoa)


def test_of_eight_at_once_it_is_handed_over_once(committed, sealed, hoa):
    answers = at_once(*[lambda key=f"k{n}": hand_back(sealed, hoa, key=key) for n in range(8)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 7
    assert told(sealed).count("dossier.hand_back") == 1


def drawn():
    from motcua.reception.tests.test_signature import sheet

    return sheet()


def test_originals_go_back_counted_and_the_receiver_signs_on_the_tablet(sealed_on_paper, hoa, files):
    from motcua.documents import queries as documents
    from motcua.reception import queries as reception

    assert reception.originals_here(sealed_on_paper) == {"x": 2}
    casework.hand_back(
        dossier_id=sealed_on_paper, to_name="Trần Văn Nam", identity="CCCD 001090000022", receiver="mandate",
        mandate="Văn bản ủy quyền số 12 ngày 08/06/2020", originals={"x": 1}, signature=drawn(), by=hoa, at=on(9, 9),
        key="k",
    )  # fmt: skip
    [given] = reception.given_back(sealed_on_paper)
    assert (given.originals, given.receiver, given.signed) == ([["x", 1]], "mandate", "tablet")
    assert documents.read(given.signature_digest).startswith(b"\x89PNG")
    assert reception.originals_here(sealed_on_paper) == {"x": 1}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"originals": {"x": 3}}, "originals__x"), ({"originals": {"y": 1}}, "originals__y"),
        ({"receiver": "mandate"}, "mandate"), ({"signature": "data:image/png;base64,AAAA"}, "signature"),
    ],
)  # fmt: skip
def test_more_than_was_handed_in_no_mandate_or_no_signature_is_refused(sealed_on_paper, hoa, wrong, field):
    with refused(Invalid, sealed_on_paper) as found:
        casework.hand_back(
            dossier_id=sealed_on_paper, to_name="x", identity="x", by=hoa, at=on(9, 9), key="k", **wrong
        )
    assert field in found.value.fields


@pytest.fixture
def sealed_on_paper(sealed):
    from motcua.dossiers.models import Paper

    Paper.objects.create(dossier_id=sealed, code="x", round=1, originals=2, at=on(8, 9), actor="x")
    return sealed
