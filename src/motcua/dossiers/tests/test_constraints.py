"""What the database refuses, whatever the code does."""

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import MONDAY, on
from motcua.dossiers.models import ClockEvent, Dossier, Paper


def refuses(name, *, dossier_id, **values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Dossier.objects.filter(pk=dossier_id).update(**values)


@pytest.mark.parametrize("state", [0, 11])
def test_there_is_no_eleventh_state(submitted, state):
    refuses("dossier_is_in_one_of_the_ten_states", dossier_id=submitted, state=state)


@pytest.mark.parametrize("state", [2, 4, 6])
def test_what_is_worked_on_was_received(submitted, state):
    refuses("what_is_worked_on_was_received", dossier_id=submitted, state=state)


@pytest.mark.parametrize("state", [9, 10])
def test_what_is_done_has_an_end(received, state):
    refuses("what_is_done_has_an_end", dossier_id=received, state=state)


def test_only_what_has_ended_is_closed(received):
    refuses("only_what_has_ended_is_closed", dossier_id=received, closed_at=MONDAY)


def test_nothing_is_received_before_it_is_submitted(submitted):
    refuses("nothing_is_received_before_it_is_submitted", dossier_id=submitted, received_at=on(8, 8, 59))


def test_what_an_officer_typed_for_somebody_is_never_counted_as_online(submitted, hoa):
    refuses("assisted_is_not_online", dossier_id=submitted, assisted_by_id=hoa.user_id)


def test_a_clock_starts_once_and_first(received):
    for seq, kind in ((1, "pause"), (2, "start")):
        with (
            pytest.raises(IntegrityError, match=r"a_clock_starts_once_and_first|dossiers_clockevent_pkey"),
            transaction.atomic(),
        ):
            ClockEvent.objects.create(dossier_id=received, seq=seq, kind=kind, at=MONDAY, data={"cause": "payment"})


def test_a_pause_has_a_known_cause(received):
    with pytest.raises(IntegrityError, match="a_pause_has_a_known_cause"):
        ClockEvent.objects.create(dossier_id=received, seq=2, kind="pause", at=MONDAY, data={"cause": "coffee"})


def test_a_pause_without_a_cause_is_refused(received):
    with pytest.raises(IntegrityError, match="a_pause_has_a_known_cause"):
        ClockEvent.objects.create(dossier_id=received, seq=2, kind="pause", at=MONDAY, data={})


def test_a_paper_is_a_file_or_sheets(received):
    with pytest.raises(IntegrityError, match="a_paper_is_a_file_or_sheets"):
        Paper.objects.create(dossier_id=received, code="x", round=1, at=MONDAY, actor="x")


def test_a_dossier_cannot_be_deleted(received):
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM dossiers_dossier WHERE id = %s", [received])


def test_the_same_step_is_not_kept_twice(received):
    with (
        pytest.raises(IntegrityError, match="dossiers_movement_pkey"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO dossiers_movement SELECT * FROM dossiers_movement WHERE dossier_id = %s", [received]
        )
