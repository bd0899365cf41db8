import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from conftest import on
from motcua import casework
from motcua.base import journal
from motcua.base.models import JournalLine
from motcua.dossiers import queries as dossiers
from motcua.people import queries as people
from tests.owner import as_owner

SUBJECT = UUID("0190a5b0-0000-7000-8000-000000000001")
AT = datetime(2020, 6, 9, 14, 30, tzinfo=timezone(timedelta(hours=7)))

# Written by hand from the scheme in `journal.py`, then hashed with sha256sum.
FIRST = (
    '["motcua-journal-1","0190a5b0-0000-7000-8000-000000000001",1,"dossier.submit","person:1",'
    '"2020-06-09T07:30:00.000000Z","r1",{"code":"000.09.32.H26-200609-0001","note":"Tốt"},""]'
)


def digest(**other):
    line = {
        "subject": SUBJECT, "seq": 1, "kind": "dossier.submit", "actor": "person:1", "at": AT, "request": "r1",
        "data": {"note": "Tốt", "code": "000.09.32.H26-200609-0001"}, "before": b"",
    }  # fmt: skip
    return journal.digest(**{**line, **other})


def test_the_digest_of_a_line_can_be_computed_by_hand():
    assert digest() == hashlib.sha256(FIRST.encode()).digest()
    assert digest().hex() == "f92f341f20293c9b74a6fbcc669cdfd72ae4d8c69ecb1d4998ccdefd4c697e22"


def test_the_next_line_carries_the_digest_of_the_one_before():
    second = FIRST.replace(",1,", ",2,", 1).removesuffix('""]') + f'"{digest().hex()}"]'

    assert digest(seq=2, before=digest()) == hashlib.sha256(second.encode()).digest()


@pytest.mark.parametrize(
    "change",
    [
        {"subject": UUID(int=1)}, {"seq": 2}, {"kind": "dossier.receive"}, {"actor": "person:2"},
        {"at": AT + timedelta(microseconds=1)}, {"request": "r2"}, {"data": {}}, {"before": b"\x00"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_every_part_of_a_line_is_under_its_digest(change):
    assert digest(**change) != digest()


def test_a_moment_is_written_in_utc_with_microseconds_always_in_27_characters():
    assert journal.moment(AT) == "2020-06-09T07:30:00.000000Z"
    assert journal.moment(datetime(2020, 1, 1, 0, 0, 0, 5, tzinfo=UTC)) == "2020-01-01T00:00:00.000005Z"


def test_the_same_value_is_always_the_same_bytes():
    assert journal.canonical({"b": 1, "a": ["đ", None, True]}) == '{"a":["đ",null,true],"b":1}'.encode()


@pytest.mark.parametrize("value", [1.0, [1.5], {"a": {"b": [0.1]}}, (2.0,)])
def test_there_are_no_floats_in_the_journal(value):
    with pytest.raises(TypeError, match="no floats"):
        journal.canonical(value)


def recomputed(subject):
    """What anybody can do with the lines alone: go along the chain and name the first line that does not fit."""
    before = b""
    for place, line in enumerate(JournalLine.objects.filter(subject=subject).order_by("seq"), start=1):
        if line.seq != place or bytes(line.digest) != line.computed_digest(before=before):
            return line.seq
        before = bytes(line.digest)
    return None


def test_the_chain_of_a_whole_life_can_be_recomputed_and_the_dossier_carries_its_head(returned, hoa):
    dossier = dossiers.one(hoa, returned)
    last = JournalLine.objects.filter(subject=returned).order_by("seq").last()

    assert recomputed(returned) is None
    assert dossier.journal_seq == last.seq == JournalLine.objects.filter(subject=returned).count()
    assert bytes(dossier.journal_digest) == bytes(last.digest)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE base_journalline SET actor = 'officer:x' WHERE seq = 2",
        "UPDATE base_journalline SET at = at - interval '1 hour' WHERE seq = 2",
        "UPDATE base_journalline SET data = '{}' WHERE seq = 2",
        "DELETE FROM base_journalline WHERE seq = 2",
    ],
)
def test_who_changes_a_line_past_the_application_is_found_out(committed, received, forgery):
    assert as_owner(forgery + " AND subject = %s", [received]) == 1

    assert recomputed(received) in {2, 3}


def test_a_line_carries_the_request_that_caused_it(submitted, cast):
    token = journal.request_id.set("abc")
    try:
        casework.receive(dossier_id=submitted, by=cast.hoa, at=on(8, 10), key="k")
    finally:
        journal.request_id.reset(token)

    assert JournalLine.objects.get(subject=submitted, kind="dossier.receive").request == "abc"


def test_no_personal_data_is_in_the_journal(returned, lan):
    person = people.person(lan.person_id)
    told = json.dumps(list(JournalLine.objects.filter(subject=returned).values("actor", "data")), ensure_ascii=False)

    for private in (person.full_name, person.personal_number, person.email, person.phone, person.address):
        assert private and private not in told
