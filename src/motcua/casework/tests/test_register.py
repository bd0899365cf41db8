import pytest

from conftest import HANOI, MONDAY, on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid, NotAllowed
from motcua.casework.tests.keeping import broken, given, kept, owed, refused, stepped, told
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.payments import queries as payments
from motcua.people import queries as people
from motcua.post import queries as post
from tests.at_once import at_once

THOM = {"kind": "citizen", "full_name": "Phạm Thị Thơm", "personal_number": "001160000055", "phone": "0912000055"}


@pytest.fixture
def form(cast, ward):
    """What Hoa typed for an old lady who stands at the counter and wants an extract: a fee by the copy."""
    version = catalogue.current("2.000635").version
    where = application.situation(channel="counter", at=MONDAY)
    asked = catalogue.form(version.pk)
    answers = example(asked, situation=where)
    papers = [
        {"code": p.id, "originals": 1, "certified": 0, "copies": 0} for p in asked.papers(answers, situation=where)
    ]
    return {
        "dossier_id": new_id(), "version_id": version.pk, "unit_id": ward.pk, "person": THOM, "answers": answers,
        "papers": papers, "return_by": "counter", "address": "", "at": on(8, 10), "key": "register",
    }  # fmt: skip


def register(form, by, **other):
    return casework.register(**{**form, "by": by, **other})


def test_it_is_received_at_once_with_code_clock_and_bill(form, hoa):
    done = register(form, hoa)

    dossier = dossiers.one(hoa, done.subject)
    assert (done.state, dossier.state, dossier.submitted_at, dossier.received_at) == (
        2,
        State.RECEIVED,
        on(8, 10),
        on(8, 10),
    )
    assert done.code == "000.09.32.H26-200608-0001" and dossier.due_at.astimezone(HANOI) > on(8, 10)
    assert payments.account(done.subject).due_vnd > 0
    assert (stepped(done.subject).act, stepped(done.subject).source, stepped(done.subject).seq) == ("register", 0, 1)


def test_what_is_typed_for_somebody_is_assisted_and_never_online(form, hoa):
    dossier = dossiers.one(hoa, register(form, hoa).subject)

    assert (dossier.channel_name, dossier.assisted_by_id) == ("counter", hoa.user_id)
    assert dossier.submitter.full_name == "Phạm Thị Thơm"


def test_a_person_whom_the_city_knows_is_brought_up_to_date_and_not_made_twice(form, hoa):
    first = register(form, hoa)
    second = register(form, hoa, dossier_id=new_id(), person={**THOM, "phone": "0987000055"})

    one, two = (dossiers.one(hoa, d.subject) for d in (first, second))
    assert one.submitter_id == two.submitter_id
    assert people.person_by_number("001160000055").phone == "0987000055"


def test_the_sheets_are_counted_on_the_receipt(form, hoa):
    done = register(form, hoa, receipt_asked=True)

    assert all(p.originals == 1 and p.document_id is None for p in dossiers.papers(done.subject))
    assert given(done.subject) == ["receipt"]
    assert owed(done.subject) == ["received"]
    assert told(done.subject) == ["dossier.register", "payments.charge", "reception.folder_open", "notices.letter"]


def test_by_post_it_owes_a_parcel_and_needs_an_address(form, hoa):
    with refused(Invalid, form["dossier_id"]):
        register(form, hoa, return_by="post")
    done = register(form, hoa, return_by="post", address="12 phố Hàng Bạc", key="k2")

    assert post.parcel(done.subject).to_name == "Phạm Thị Thơm"


@pytest.mark.parametrize("number", ["123", "00116000005X", "0011600000550"])
def test_a_personal_number_is_twelve_digits(form, hoa, number):
    with refused(Invalid, form["dossier_id"]) as found:
        register(form, hoa, person={**THOM, "personal_number": number})
    assert list(found.value.fields) == ["personal_number"]


def test_a_missing_answer_is_named(form, hoa):
    with refused(Invalid, form["dossier_id"]) as found:
        register(form, hoa, answers={})
    assert found.value.fields


def test_nobody_registers_at_a_unit_that_is_not_theirs(form, cast):
    for name in ("khanh", "minh", "hung", "yen", "quang", "son", "lan"):
        with refused(NotAllowed, form["dossier_id"]):
            register(form, getattr(cast, name))


def test_the_same_form_twice_makes_one_dossier(form, hoa):
    first = register(form, hoa)
    before = kept(first.subject)

    assert register(form, hoa) == first
    assert kept(first.subject) == before


def test_nothing_is_left_when_the_last_step_fails(form, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", form["dossier_id"]):
        register(form, hoa)
    assert people.person_by_number("001160000055") is None


def test_the_same_form_four_times_at_once_makes_one_dossier(committed, form, hoa):
    answers = at_once(*[lambda: register(form, hoa)] * 4)

    assert len({repr(a) for a in answers}) == 1 and isinstance(answers[0], Done), answers


def test_what_is_settled_while_the_person_waits_gets_no_receipt_unless_asked_but_is_entered(form, hoa):
    done = register(form, hoa)

    assert given(done.subject) == []
    assert dossiers.one(hoa, done.subject).due_at is not None


def test_the_paper_folder_stands_at_the_counter_and_what_was_seen_on_a_paper_is_kept(form, hoa):
    from motcua.reception import queries as reception

    papers = [{**p, "remarks": "Mất góc trên bên phải"} for p in form["papers"]]
    done = register(form, hoa, papers=papers)

    folder = reception.folder(done.subject)
    assert (folder.state, folder.keeper_id, folder.transfer_due_at) == ("at_counter", hoa.user_id, on(8, 17))
    assert [r.text for r in reception.remarks(done.subject)] == ["Mất góc trên bên phải"] * len(papers)


def test_it_is_tied_to_the_ticket_that_is_served(form, hoa, ward):
    from motcua.casework.tests import queueing
    from motcua.reception import queries as reception

    ticket = queueing.draw(ward)
    queueing.call(ward, hoa)
    queueing.step("serve", ticket, hoa)
    done = register(form, hoa)

    assert [d.pk for d in reception.tied_to(ticket)] == [done.subject]
    assert reception.ticket_of(done.subject).pk == ticket
