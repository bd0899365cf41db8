from dataclasses import replace

import pytest

from conftest import on
from motcua import casework
from motcua.base import ports
from motcua.base.acts import Done
from motcua.base.models import Counter
from motcua.base.refusals import DeviceGone, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, stepped, told
from motcua.documents import queries as documents
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.results import queries as results
from motcua.results.ports import SigningFailed
from tests.at_once import at_once


def seal(dossier_id, by, *, at=on(8, 16), key="seal"):
    return casework.seal(dossier_id=dossier_id, by=by, at=at, key=key)


def test_the_result_is_issued_with_number_date_and_file(signed, cast):
    done = seal(signed, cast.thu)

    result = results.running(signed)
    assert (result.state, str(result.number_date)) == ("sealed", "2020-06-08")
    assert done.said == {"number": result.number} and result.number.startswith("1/")
    assert results.published(result.sealed_digest).id == result.id


def test_the_administrations_time_ends(signed, cast):
    seal(signed, cast.thu)

    dossier = dossiers.one(cast.hoa, signed)
    assert (dossier.state, dossier.finished_at, dossier.closed_at) == (State.DONE, on(8, 16), None)
    assert (stepped(signed).act, stepped(signed).role) == ("seal", "seal")
    assert owed(signed)[-1] == "done"
    assert told(signed)[-3:] == ["results.seal", "dossier.seal", "registers.enter"]


def test_the_leaders_signature_stays_valid_under_the_seal(signed, cast):
    before = documents.read(results.running(signed).signed_digest)
    seal(signed, cast.thu)

    sealed = documents.read(results.running(signed).sealed_digest)
    assert sealed.startswith(before)
    assert len(ports.plugged("signer").check(sealed)) == 2


def test_a_device_that_does_not_answer_changes_nothing_and_draws_no_number(signed, cast, monkeypatch):
    def gone(**_kwargs):
        raise SigningFailed("token not present")

    monkeypatch.setattr(ports.plugged("signer"), "seal", gone)

    with refused(DeviceGone, signed):
        seal(signed, cast.thu)
    assert not Counter.objects.filter(series__startswith="result:").exists()


def test_who_signed_does_not_seal(signed, cast):
    with refused(NotAllowed, signed):
        seal(signed, replace(cast.hung, duties=cast.hung.duties | cast.thu.duties))


def test_for_a_stranger_it_is_not_there(signed, cast):
    for name in STRANGERS:
        with refused(NotThere, signed):
            seal(signed, getattr(cast, name))


def test_only_the_clerk_of_the_seal_seals(signed, cast):
    for name in ("lan", "hoa", "minh", "hung", "quang"):
        with refused(NotAllowed, signed):
            seal(signed, getattr(cast, name))


@pytest.mark.parametrize("state", ["proposed", "approved", "asked", "sealed", "returned"])
def test_only_what_is_signed_is_sealed(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        seal(dossier_id, cast.thu, at=on(10, 9), key="k2")


def test_the_same_form_twice_draws_one_number(signed, cast):
    first = seal(signed, cast.thu)
    before = kept(signed)

    assert seal(signed, cast.thu) == first
    assert kept(signed) == before


def test_nothing_is_left_when_the_last_step_fails(signed, cast, monkeypatch):
    with broken(monkeypatch, notices, "owe", signed):
        seal(signed, cast.thu)


def test_of_four_at_once_it_is_numbered_once(committed, signed, cast):
    answers = at_once(*[lambda key=f"k{n}": seal(signed, cast.thu, key=key) for n in range(4)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 3
    assert Counter.objects.get(series__startswith="result:").value == 1
