"""Uploads that go on after a lost connection."""

import fcntl
import os
from datetime import UTC, datetime, timedelta

import pytest

from motcua.base.refusals import NotThere
from motcua.documents.store import Store, StoreFull, TooLarge
from motcua.documents.uploads import Busy, Incomplete, UnknownUpload, Uploads, WrongOffset

# Far from the machine's own clock, so that only the moment that is given can count.
NINE = datetime(2100, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def uploads(tmp_path) -> Uploads:
    return Uploads(tmp_path / "dang-tai")


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "kho")


def begun(uploads: Uploads, *, total: int = 10) -> str:
    return uploads.begin(total=total, name="giấy khai sinh.jpg", limit=1000, at=NINE)


def test_lan_sends_a_file_in_three_parts_and_it_is_kept_whole(uploads: Uploads, store: Store) -> None:
    upload = begun(uploads)
    assert uploads.offset(upload) == 0
    assert uploads.append(upload, offset=0, data=b"0123", at=NINE) == 4
    assert uploads.append(upload, offset=4, data=b"45678", at=NINE) == 9
    assert uploads.append(upload, offset=9, data=b"9", at=NINE) == 10
    kept = uploads.finish(upload, store=store)
    with store.open(kept.digest) as stream:
        assert stream.read() == b"0123456789"
    assert uploads.find(upload).name == "giấy khai sinh.jpg"


def test_after_a_restart_the_upload_goes_on_where_it_was(uploads: Uploads) -> None:
    upload = begun(uploads)
    uploads.append(upload, offset=0, data=b"0123", at=NINE)
    again = Uploads(uploads.root)
    assert again.offset(upload) == 4
    assert again.append(upload, offset=4, data=b"456789", at=NINE) == 10


@pytest.mark.parametrize("offset", [0, 3, 5, 10_000])
def test_a_wrong_offset_changes_nothing_and_tells_the_right_one(uploads: Uploads, offset: int) -> None:
    upload = begun(uploads)
    uploads.append(upload, offset=0, data=b"0123", at=NINE)
    with pytest.raises(WrongOffset) as refusal:
        uploads.append(upload, offset=offset, data=b"xx", at=NINE)
    assert refusal.value.offset == refusal.value.fields["offset"] == 4
    assert uploads.offset(upload) == 4


def test_more_than_was_announced_is_refused_whole(uploads: Uploads) -> None:
    upload = begun(uploads)
    with pytest.raises(TooLarge):
        uploads.append(upload, offset=0, data=b"x" * 11, at=NINE)
    assert uploads.offset(upload) == 0


def test_a_file_above_the_limit_is_refused_before_its_first_byte(uploads: Uploads) -> None:
    with pytest.raises(TooLarge):
        begun(uploads, total=1001)
    with pytest.raises(ValueError, match="negative"):
        begun(uploads, total=-1)


def test_a_file_for_which_there_is_no_room_is_refused_before_its_first_byte(uploads: Uploads) -> None:
    with pytest.raises(StoreFull):
        uploads.begin(total=1 << 60, name="phim", limit=1 << 61, at=NINE)


def test_an_upload_that_is_not_complete_cannot_be_finished(uploads: Uploads, store: Store) -> None:
    upload = begun(uploads)
    uploads.append(upload, offset=0, data=b"0123", at=NINE)
    with pytest.raises(Incomplete) as refusal:
        uploads.finish(upload, store=store)
    assert (refusal.value.offset, refusal.value.total) == (4, 10)


def test_finishing_twice_gives_the_same_answer(uploads: Uploads, store: Store) -> None:
    upload = begun(uploads)
    uploads.append(upload, offset=0, data=b"0123456789", at=NINE)
    kept = uploads.finish(upload, store=store)
    assert uploads.finish(upload, store=store) == kept
    assert uploads.offset(upload) == 10
    with pytest.raises(WrongOffset):
        uploads.append(upload, offset=10, data=b"x", at=NINE)


def test_two_connections_do_not_write_into_each_other(uploads: Uploads, store: Store) -> None:
    upload = begun(uploads)
    with (uploads.root / f"{upload}.part").open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Busy):
            uploads.append(upload, offset=0, data=b"0123", at=NINE)
        assert uploads.sweep(now=NINE + timedelta(days=9), idle=timedelta(days=1)) == []
    assert uploads.append(upload, offset=0, data=b"0123", at=NINE) == 4


@pytest.mark.parametrize("upload", ["", "0" * 32, "../../etc/passwd", "0" * 31 + "/"])
def test_an_unknown_upload_is_not_there(uploads: Uploads, store: Store, upload: str) -> None:
    for ask in (
        lambda: uploads.offset(upload),
        lambda: uploads.append(upload, offset=0, data=b"x", at=NINE),
        lambda: uploads.finish(upload, store=store),
    ):
        with pytest.raises(UnknownUpload) as refusal:
            ask()
        assert isinstance(refusal.value, NotThere)


def test_uploads_that_nobody_continued_are_swept_and_live_ones_left(uploads: Uploads) -> None:
    forgotten, alive = begun(uploads), begun(uploads)
    uploads.append(alive, offset=0, data=b"0123", at=NINE + timedelta(hours=20))
    swept = uploads.sweep(now=NINE + timedelta(hours=25), idle=timedelta(hours=24))
    assert swept == [forgotten]
    with pytest.raises(UnknownUpload):
        uploads.offset(forgotten)
    assert uploads.offset(alive) == 4


def test_an_abandoned_upload_is_gone(uploads: Uploads) -> None:
    upload = begun(uploads)
    uploads.abandon(upload)
    uploads.abandon(upload)
    assert os.listdir(uploads.root) == []


def test_nobody_else_on_the_machine_can_read_what_is_arriving(uploads: Uploads) -> None:
    begun(uploads)
    assert {place.stat().st_mode & 0o777 for place in uploads.root.iterdir()} == {0o600}
    assert uploads.root.stat().st_mode & 0o777 == 0o700
