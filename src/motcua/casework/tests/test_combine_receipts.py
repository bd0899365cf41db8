import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.casework.tests.keeping import given, kept, refused, told
from motcua.notices import queries as notices


@pytest.fixture
def two(apply, cast, ward):
    found = []
    for n in range(2):
        draft = apply(procedure=("1.004837", "2.000635")[n])
        casework.submit(dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=on(8, 9), key="s")
        casework.receive(dossier_id=draft, by=cast.hoa, at=on(8, 10), key="r")
        found.append(draft)
    return found


def combine(ids, by, *, key=""):
    return casework.combine_receipts(dossier_id=ids[0], others=ids[1:], by=by, at=on(8, 11), key=key)


def test_one_receipt_names_both_and_each_journal_tells_of_it(two, hoa):
    done = combine(two, hoa)
    assert given(two[0])[-1] == "receipt_combined"
    assert (told(two[0])[-1], told(two[1])[-1]) == ("notices.letter", "dossier.combined_receipt")
    letter = notices.letters(two[0])[-1]
    assert (str(letter.id), len(letter.data["dossiers"])) == (done.said["letter"], 2)
    assert notices.printed(letter).startswith(b"%PDF-")


def test_one_alone_or_another_persons_is_refused(two, cast, apply, ward):
    with refused(Invalid, two[0]):
        combine(two[:1], cast.hoa)
    other = apply(by=cast.nam)
    casework.submit(dossier_id=other, unit_id=ward.pk, address="", by=cast.nam, at=on(8, 9), key="s")
    with refused(Invalid, two[0]):
        combine([two[0], other], cast.hoa)
    casework.receive(dossier_id=other, by=cast.hoa, at=on(8, 10), key="r")
    with refused(Invalid, two[0]):
        combine([two[0], other], cast.hoa)


def test_strangers_and_other_roles_give_no_receipt(two, cast):
    with refused(NotThere, two[0]):
        combine(two, cast.khanh)
    with refused(NotAllowed, two[0]):
        combine(two, cast.minh)


def test_the_same_form_twice_gives_one(two, hoa):
    first = combine(two, hoa, key="k")
    before = kept(two[0])
    assert combine(two, hoa, key="k") == first
    assert kept(two[0]) == before
