import pytest

from conftest import MONDAY
from motcua import casework
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.casework.tests.mandates import authorise
from motcua.notices.models import Message
from motcua.people import mandates


def end(by, given, *, key="r"):
    return casework.end_mandate(subject_id=by.user_id, mandate_id=given, by=by, at=MONDAY, key=key)


def test_the_giver_ends_it_whenever_they_wish_and_only_once(cast, files):
    given = authorise(cast.nam, cast.lan)
    end(cast.nam, given)
    assert end(cast.nam, given) and mandates.known(given).ended_at == MONDAY
    with pytest.raises(OutOfOrder):
        end(cast.nam, given, key="again")


def test_the_holder_gives_it_back_and_the_giver_is_told(cast, files):
    given = authorise(cast.nam, cast.lan)
    end(cast.lan, given)
    assert Message.objects.get(kind="mandate_ended").person_id == cast.nam.person_id


def test_nobody_else_ends_it(cast, files):
    given = authorise(cast.nam, cast.lan)
    for name in ("inhongha", "hoa"):
        with pytest.raises(NotThere):
            end(getattr(cast, name), given)
    assert mandates.known(given).ended_at is None
