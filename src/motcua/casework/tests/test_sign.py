from dataclasses import replace

import pytest

from conftest import on
from motcua import casework
from motcua.base import ports
from motcua.base.acts import Done
from motcua.base.refusals import DeviceGone, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.documents import queries as documents
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.results import commands
from motcua.results import queries as results
from motcua.results.ports import SigningFailed
from tests.at_once import at_once


def sign(dossier_id, by, *, at=on(8, 15, 30), key="sign"):
    return casework.sign(dossier_id=dossier_id, by=by, at=at, key=key)


def test_the_very_file_that_was_approved_carries_the_leaders_signature(approved, cast):
    draft = documents.read(results.running(approved).draft_digest)
    sign(approved, cast.hung)

    result = results.running(approved)
    signed = documents.read(result.signed_digest)
    assert result.state == "signed"
    assert signed.startswith(draft), "a signature is added to the file and changes none of its bytes"
    (found,) = ports.plugged("signer").check(signed)
    assert cast.hung.name in str(found)


def test_the_dossier_stays_in_processing_and_the_journal_tells_the_file(approved, cast):
    from motcua.base.models import JournalLine

    before = owed(approved)
    sign(approved, cast.hung)

    assert dossiers.one(cast.hung, approved).state == State.PROCESSING
    assert told(approved)[-1] == "results.sign"
    line = JournalLine.objects.get(subject=approved, kind="results.sign")
    assert line.data["file"] == results.running(approved).signed_digest
    assert owed(approved) == before


def test_a_device_that_does_not_answer_changes_nothing(approved, cast, monkeypatch):
    def gone(**_kwargs):
        raise SigningFailed("token not present")

    monkeypatch.setattr(ports.plugged("signer"), "sign", gone, raising=True)

    with refused(DeviceGone, approved) as found:
        sign(approved, cast.hung)
    assert found.value.status == 503


def test_nobody_signs_what_they_drafted_themselves(taken, cast):
    minh = replace(cast.minh, duties=cast.minh.duties | cast.hung.duties)
    casework.propose(dossier_id=taken, outcome="granted", content="", by=minh, at=on(8, 14), key="p")
    casework.approve(dossier_id=taken, by=cast.hung, at=on(8, 15), key="a")

    with refused(NotAllowed, taken):
        sign(taken, minh)


def test_for_a_stranger_it_is_not_there(approved, cast):
    for name in STRANGERS:
        with refused(NotThere, approved):
            sign(approved, getattr(cast, name))


def test_only_a_leader_signs(approved, cast):
    for name in ("lan", "hoa", "minh", "thu", "quang"):
        with refused(NotAllowed, approved):
            sign(approved, getattr(cast, name))


@pytest.mark.parametrize("state", ["proposed", "signed", "asked", "sealed", "returned"])
def test_only_what_is_approved_is_signed(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        sign(dossier_id, cast.hung, at=on(10, 9), key="k2")


def test_the_same_form_twice_signs_once(approved, cast):
    first = sign(approved, cast.hung)
    before = kept(approved)

    assert sign(approved, cast.hung) == first
    assert kept(approved) == before


def test_nothing_is_left_when_the_last_step_fails(approved, cast, monkeypatch):
    with broken(monkeypatch, commands, "sign", approved):
        sign(approved, cast.hung)


def test_of_four_at_once_it_is_signed_once(committed, approved, cast):
    answers = at_once(*[lambda key=f"k{n}": sign(approved, cast.hung, key=key) for n in range(4)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 3
    assert told(approved).count("results.sign") == 1
