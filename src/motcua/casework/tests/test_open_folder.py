import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.foldering import opened, where
from motcua.casework.tests.keeping import STRANGERS, kept, refused, told


def test_from_now_on_the_folder_is_somewhere(received, hoa):
    opened(received, hoa)
    assert where(received) == ("at_counter", hoa.user_id)
    assert told(received)[-1] == "reception.folder_open"


def test_there_is_only_one(received, hoa):
    opened(received, hoa)
    with refused(OutOfOrder, received):
        opened(received, hoa)


def test_for_a_stranger_it_is_not_there_and_others_do_not_open_it(received, cast):
    for name in STRANGERS:
        with refused(NotThere, received):
            opened(received, getattr(cast, name))
    for name in ("minh", "hung", "lan", "yen"):
        with refused(NotAllowed, received):
            opened(received, getattr(cast, name))


def test_the_same_form_twice_opens_one(received, hoa):
    first = casework.open_folder(dossier_id=received, by=hoa, at=on(8, 11), key="k")
    before = kept(received)
    assert casework.open_folder(dossier_id=received, by=hoa, at=on(8, 11), key="k") == first
    assert kept(received) == before


@pytest.mark.parametrize(("hour", "due"), [(10, on(8, 17)), (15, on(9, 9))])
def test_when_it_has_to_leave_follows_from_when_it_was_received(submitted, hoa, hour, due):
    from motcua.reception import queries as reception

    casework.receive(dossier_id=submitted, by=hoa, at=on(8, hour), key="r")
    casework.open_folder(dossier_id=submitted, by=hoa, at=on(8, 16), key="k")
    assert reception.folder(submitted).transfer_due_at == due
    assert list(reception.still_here(hoa, at=on(8, 17))) == ([reception.folder(submitted)] if hour == 10 else [])
