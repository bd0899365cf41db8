import pytest

from conftest import on
from motcua import casework
from motcua.people import queries as people

pytestmark = pytest.mark.django_db


def test_only_ones_own_view_is_dropped(cast):
    kept = casework.keep_view(place="desk", name="A", query="list=mine", by=cast.minh, at=on(8, 9)).subject
    casework.drop_view(view_id=kept, by=cast.hung, at=on(8, 10))
    assert len(people.saved_views(cast.minh, place="desk")) == 1
    casework.drop_view(view_id=kept, by=cast.minh, at=on(8, 10))
    assert people.saved_views(cast.minh, place="desk") == []
