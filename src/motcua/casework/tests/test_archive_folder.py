import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.foldering import opened, where
from motcua.casework.tests.keeping import kept, refused


@pytest.fixture
def ended(returned, hoa):
    return opened(returned, hoa, at=on(9, 10))


def archive(dossier_id, by, *, note="Kho 2, giá 5, hộp 17", key=""):
    return casework.archive_folder(dossier_id=dossier_id, note=note, by=by, at=on(10, 9), key=key)


def test_it_stands_in_the_archive_and_one_knows_where(ended, hoa):
    from motcua.reception import queries as reception

    archive(ended, hoa)
    assert where(ended) == ("archived", hoa.user_id)
    assert reception.register(ended)[-1].note == "Kho 2, giá 5, hộp 17"


def test_not_while_it_is_worked_on(taken, hoa):
    opened(taken, hoa, at=on(8, 11))
    with refused(OutOfOrder, taken):
        archive(taken, hoa)


def test_not_without_a_place_not_by_others_and_not_twice(ended, hoa, cast):
    with refused(Invalid, ended):
        archive(ended, hoa, note="")
    with refused(OutOfOrder, ended):
        archive(ended, cast.minh)  # it stands at the counter, not at the desk
    with refused(NotAllowed, ended):
        archive(ended, cast.yen)
    with refused(NotThere, ended):
        archive(ended, cast.khanh)
    archive(ended, hoa)
    with refused(OutOfOrder, ended):
        archive(ended, hoa)


def test_the_same_form_twice_archives_once(ended, hoa):
    first = archive(ended, hoa, key="k")
    before = kept(ended)
    assert archive(ended, hoa, key="k") == first
    assert kept(ended) == before
