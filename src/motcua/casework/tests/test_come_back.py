from datetime import timedelta

import pytest
from django.utils import timezone

from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere
from motcua.people import queries as people


def back(officer, *, by, day, key="b"):
    return casework.come_back(subject_id=officer.user_id, on=day, by=by, at=timezone.now(), key=key)


def test_back_earlier_the_work_is_ones_own_again(cast):
    today = timezone.localdate()
    casework.set_absence(
        subject_id=cast.minh.user_id, deputy_id=cast.hung.user_id, since=today - timedelta(days=2),
        until=today + timedelta(days=2), reason="", by=cast.minh, at=timezone.now(), key="k",
    )  # fmt: skip
    assert people.who_is(cast.hung.user_id).colleagues == {cast.minh.user_id}
    with pytest.raises(NotAllowed):
        back(cast.minh, by=cast.khanh, day=today)
    back(cast.minh, by=cast.minh, day=today)

    assert people.who_is(cast.hung.user_id).colleagues == frozenset()
    with pytest.raises(NotThere):
        back(cast.minh, by=cast.minh, day=today, key="again")
