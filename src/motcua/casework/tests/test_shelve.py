from datetime import date

import pytest

from conftest import MONDAY
from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere
from motcua.dossiers import queries as dossiers
from motcua.dossiers import shelf


def shelve(by, digest, **said):
    return casework.shelve(**{"digest": digest, "valid_until": None, "take_off": False, "by": by, "at": MONDAY, **said})


def test_a_day_can_be_given_and_changed(submitted, lan):
    digest = dossiers.papers(submitted)[0].digest
    shelve(lan, digest, valid_until=date(2020, 7, 1))
    shelve(lan, digest, valid_until=date(2021, 7, 1))

    assert shelf.mark_of(lan.person_id, digest=digest).valid_until == date(2021, 7, 1)


def test_a_stranger_says_nothing_of_it(submitted, cast):
    digest = dossiers.papers(submitted)[0].digest
    with pytest.raises(NotThere):
        shelve(cast.nam, digest, take_off=True)
    with pytest.raises(NotAllowed):
        shelve(cast.hoa, digest, take_off=True)
    assert shelf.stands(cast.lan, digest=digest, at=MONDAY)
