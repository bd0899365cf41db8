"""NĐ 61/2018 art. 18: the same working day, or first thing on the next when it came at or after 15:00."""

import pytest

from conftest import on
from motcua.reception import transfer


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (on(8, 9), on(8, 17)),  # Monday morning: by the close of Monday
        (on(8, 12, 15), on(8, 17)),  # over noon
        (on(8, 14, 59), on(8, 17)),
        (on(8, 15), on(9, 9)),  # at three: within the first hour of Tuesday
        (on(8, 16, 59), on(9, 9)),
        (on(8, 18), on(9, 9)),  # after hours
        (on(8, 6), on(8, 17)),  # before the office opens
        (on(12, 15, 30), on(15, 9)),  # Friday afternoon: Monday morning
        (on(13, 14), on(15, 9)),  # Saturday afternoon, where nobody works
        (on(14, 9), on(15, 9)),  # Sunday
    ],
)
def test_the_folder_leaves_by_this_moment(ward, received, due):
    assert transfer.due(unit=ward, received_at=received) == due.replace(tzinfo=None)
