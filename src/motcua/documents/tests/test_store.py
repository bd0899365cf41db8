"""The store keeps bytes by their digest: durable, private, once."""

import errno
import hashlib
import io
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from motcua.documents.store import NotKept, Store, StoreFull, TooLarge

MEGABYTE = 1 << 20


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "kho")


def files(store: Store) -> list[Path]:
    return [place for place in store.root.rglob("*") if place.is_file()]


def test_what_was_put_in_comes_out_by_its_digest(store: Store) -> None:
    kept = store.put(io.BytesIO(b"giay khai sinh" * 200_000), limit=10 * MEGABYTE)
    assert kept.digest == hashlib.sha256(b"giay khai sinh" * 200_000).hexdigest()
    assert kept.size == 2_800_000
    with store.open(kept.digest) as stream:
        assert stream.read() == b"giay khai sinh" * 200_000
    assert store.exists(kept.digest)
    assert store.verify(kept.digest)


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    assert store.put(b"giay", limit=10) == store.put(io.BytesIO(b"giay"), limit=10)
    assert len(files(store)) == 1


def test_nobody_else_on_the_machine_can_read_it(store: Store) -> None:
    before = os.umask(0)
    try:
        store.put(b"giay", limit=10)
    finally:
        os.umask(before)
    assert {place.stat().st_mode & 0o777 for place in store.root.rglob("*") if place.is_dir()} == {0o700}
    assert [place.stat().st_mode & 0o777 for place in files(store)] == [0o600]
    assert store.root.stat().st_mode & 0o777 == 0o700


def test_exactly_the_limit_is_kept_and_one_byte_more_leaves_nothing(store: Store) -> None:
    assert store.put(bytes(3 * MEGABYTE), limit=3 * MEGABYTE).size == 3 * MEGABYTE
    kept = files(store)
    with pytest.raises(TooLarge) as refusal:
        store.put(io.BytesIO(bytes(3 * MEGABYTE + 1)), limit=3 * MEGABYTE)
    assert files(store) == kept
    assert "3 MB" in str(refusal.value.said)


def test_a_sender_who_never_stops_is_cut_off_at_the_limit(store: Store) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return bytes(size)

    endless = Endless()
    with pytest.raises(TooLarge):
        store.put(endless, limit=5 * MEGABYTE)
    assert endless.given < 8 * MEGABYTE


def test_a_lost_connection_leaves_nothing(store: Store) -> None:
    class Lost(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            part = super().read(size)
            if not part:
                raise ConnectionResetError
            return part

    with pytest.raises(ConnectionResetError):
        store.put(Lost(bytes(MEGABYTE)), limit=5 * MEGABYTE)
    assert files(store) == []


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_leaves_nothing(store: Store, monkeypatch, reason: int) -> None:
    store.put(b"da co", limit=10)
    kept, write = files(store), os.write
    room = [MEGABYTE]

    def write_until_full(handle: int, data: bytes) -> int:
        if room[0] <= 0:
            raise OSError(reason, "no room")
        room[0] -= 100_000
        return write(handle, bytes(data[:100_000]))

    monkeypatch.setattr(os, "write", write_until_full)
    with pytest.raises(StoreFull):
        store.put(bytes(3 * MEGABYTE), limit=5 * MEGABYTE)
    assert files(store) == kept


def test_other_errors_of_the_disk_are_not_called_full(store: Store, monkeypatch) -> None:
    def broken(handle: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="broken"):
        store.put(b"giay", limit=10)


def test_two_writers_of_the_same_paper_at_once_both_succeed(store: Store) -> None:
    data, gate, kept = bytes(range(256)) * 8192, threading.Barrier(8), []

    def put() -> None:
        gate.wait()
        kept.append(store.put(data, limit=len(data)))

    writers = [threading.Thread(target=put) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(kept) == 8
    assert len(set(kept)) == len(files(store)) == 1
    assert store.verify(kept[0].digest)


def test_a_changed_byte_is_noticed_and_the_original_mends_it(store: Store) -> None:
    kept = store.put(b"giay khai sinh", limit=100)
    store.path(kept.digest).write_bytes(b"giay khai sanh")
    assert not store.verify(kept.digest)
    store.put(b"giay khai sinh", limit=100)
    assert store.verify(kept.digest)


def test_a_missing_file_is_not_taken_for_a_right_one(store: Store) -> None:
    digest = "0" * 64
    assert not store.exists(digest)
    for ask in (store.open, store.verify):
        with pytest.raises(NotKept):
            ask(digest)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_what_is_no_digest_leads_nowhere(store: Store, digest: str) -> None:
    with pytest.raises(ValueError, match="not a lower-case"):
        store.path(digest)


def test_drafts_of_killed_writers_are_swept_and_young_ones_left(store: Store) -> None:
    store.put(b"giay", limit=10)
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    for name, age in (("old", timedelta(days=2)), ("young", timedelta(minutes=1))):
        draft = store.root / ".incoming" / name
        draft.write_bytes(b"x")
        os.utime(draft, ((now - age).timestamp(),) * 2)
    assert store.sweep(before=now - timedelta(days=1)) == 1
    assert (store.root / ".incoming" / "young").exists()
    assert len(files(store)) == 2
