import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid
from motcua.people import commands
from motcua.people import queries as people

pytestmark = pytest.mark.django_db


def keep(by, *, name="Sắp đến hạn", query="list=mine&q=lan"):
    return casework.keep_view(place="desk", name=name, query=query, by=by, at=on(8, 9))


def views(who):
    return [(v.name, v.query) for v in people.saved_views(who, place="desk")]


def test_a_view_is_its_officers_alone(cast):
    keep(cast.minh)
    assert views(cast.minh) == [("Sắp đến hạn", "list=mine&q=lan")]
    assert views(cast.hung) == [] and people.saved_views(cast.minh, place="counter") == []


def test_the_same_name_takes_the_new_address(cast):
    keep(cast.minh)
    keep(cast.minh, query="list=free")
    assert views(cast.minh) == [("Sắp đến hạn", "list=free")]


def test_without_a_name_or_past_the_last_place_it_is_refused(cast, monkeypatch):
    with pytest.raises(Invalid):
        keep(cast.minh, name=" ")
    monkeypatch.setattr(commands, "MOST_VIEWS", 1)
    keep(cast.minh)
    with pytest.raises(Invalid):
        keep(cast.minh, name="Khác")
