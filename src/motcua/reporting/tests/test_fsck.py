"""What `motcua fsck` says of a town in which all is well, and of one in which somebody has been at the tables."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from conftest import attach, on
from motcua import casework
from motcua.base.checks import Scope
from motcua.reporting import fsck
from motcua.reporting.tests.conftest import path_of

STATES = ["submitted", "received", "taken", "asked", "proposed", "approved", "signed", "sealed", "returned"]


def found(scope: Scope | None = None) -> set[tuple[Any, str]]:
    return {(fault.subject, fault.what) for fault in fsck.run(scope or Scope()).faults}


def one(sql: str, *params: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("state", STATES)
def test_all_is_well_with_a_dossier_in_each_state(state, request):
    request.getfixturevalue(state)

    assert fsck.run(Scope(rehash=True)).faults == []


def test_all_is_well_with_one_that_was_sent_again_before_it_was_received(submitted, cast):
    ask = [{"paper": "identity_paper", "reason": "Ảnh mờ."}]
    casework.guide(dossier_id=submitted, items=ask, reason="Cần bản rõ.", by=cast.hoa, at=on(8, 10), key="guide")
    document = attach(submitted, paper="identity_paper", by=cast.lan, at=on(8, 11))
    assert found() == set()

    papers = {"identity_paper": [document]}
    casework.supplement(dossier_id=submitted, answers={}, papers=papers, by=cast.lan, at=on(8, 14), key="again")
    casework.receive(dossier_id=submitted, by=cast.hoa, at=on(8, 15), key="receive")
    assert found() == set()


def test_all_is_well_with_one_that_had_to_be_paid_for(taken, cast):
    casework.charge(dossier_id=taken, amount_vnd=50_000, reason="Lệ phí", by=cast.minh, at=on(8, 14), key="charge")
    assert found() == set()

    casework.acquit(dossier_id=taken, amount_vnd=50_000, by=cast.yen, at=on(8, 15), key="acquit")
    assert found() == set()


def test_all_is_well_with_one_that_was_stopped_while_it_stood_still(asked, cast):
    casework.stop(dossier_id=asked, reason="Quá hạn bổ sung.", by=cast.hung, at=on(10, 9), key="stop")
    hand = {"to_name": "Nguyễn Thị Lan", "identity": "CCCD"}
    casework.give_back(dossier_id=asked, **hand, by=cast.hoa, at=on(10, 10), key="give_back")

    assert found() == set()


def test_all_is_well_in_the_town(town):
    report = fsck.run(Scope(rehash=True))

    assert (report.faults, report.dossiers) == ([], 3)
    assert report.lines > 30


def test_lines_that_tell_of_an_earlier_hour_are_counted_and_are_no_fault(town):
    report = fsck.run(Scope(subjects=(town.taken,)))

    assert report.all_is_well
    assert list(report.observations.values()) == [report.lines]


# The journal.


def test_a_changed_line_is_named(town, tamper):
    tamper("UPDATE base_journalline SET request = 'forged' WHERE subject = %s AND seq = 2", town.taken)

    assert found() == {(town.taken, "journal line 2 (dossier.receive)")}


def test_a_line_that_gives_an_act_to_somebody_else_disagrees_with_the_movement_too(town, tamper):
    tamper("UPDATE base_journalline SET actor = 'system' WHERE subject = %s AND kind = 'dossier.take'", town.taken)

    told = {"journal line 4 (dossier.take)", "movement 3", "hand-over 2 (claim)"}
    assert found() == {(town.taken, what) for what in told}


def test_a_line_that_no_act_can_have_written_is_named(town, tamper):
    tamper("""UPDATE base_journalline SET data = '{"n": 0.5}' WHERE kind = 'pack.load'""")

    assert {what for _subject, what in found()} >= {"journal line 1 (pack.load)", "publication"}


def test_a_line_with_its_digest_made_anew_breaks_the_chain_at_the_next(town, tamper):
    line = "UPDATE base_journalline SET request = 'forged', digest = %s WHERE subject = %s AND seq = 2"
    tamper(line, remade(town.taken, seq=2, request="forged"), town.taken)

    assert found() == {(town.taken, "journal line 3 (notices.letter)")}


def test_a_chain_made_anew_to_its_end_disagrees_with_the_head_on_the_dossier(town, tamper):
    last = one("SELECT max(seq) FROM base_journalline WHERE subject = %s", town.taken)
    line = "UPDATE base_journalline SET request = 'forged', digest = %s WHERE subject = %s AND seq = %s"
    tamper(line, remade(town.taken, seq=last, request="forged"), town.taken, last)

    assert found() == {(town.taken, "end of the journal")}


def test_a_removed_line_is_named(town, tamper):
    tamper("DELETE FROM base_journalline WHERE subject = %s AND seq = 3", town.taken)

    assert found() == {(town.taken, "journal line 3"), (town.taken, "letter")}


def test_an_inserted_line_is_named(town, tamper):
    tamper(
        "INSERT INTO base_journalline (subject, seq, kind, actor, at, request, data, digest) "
        "SELECT subject, seq + 1, 'dossier.note', actor, at, '', '{}', sha256('') FROM base_journalline "
        "WHERE subject = %s ORDER BY seq DESC LIMIT 1", town.taken,
    )  # fmt: skip

    assert found() == {(town.taken, "journal line 5 (dossier.note)"), (town.taken, "end of the journal")}


def test_lines_in_another_order_are_named(town, tamper):
    for old, new in ((2, 90), (3, 2), (90, 3)):
        tamper("UPDATE base_journalline SET seq = %s WHERE subject = %s AND seq = %s", new, town.taken, old)

    assert found() == {
        (town.taken, "journal line 2 (notices.letter)"),
        (town.taken, "journal line 3 (dossier.receive)"),
        (town.taken, "journal line 4 (dossier.take)"),
    }


def test_a_journal_that_was_cut_off_is_named(town, tamper):
    tamper("DELETE FROM base_journalline WHERE subject = %s AND kind = 'feedback.rate'", town.returned)

    assert found() == {(town.returned, "end of the journal"), (town.returned, "rating")}


def test_the_chains_of_people_and_packs_are_looked_at_too(town, tamper):
    tamper("UPDATE base_journalline SET request = 'x' WHERE kind IN ('people.enrol', 'pack.load')")

    assert {what for _, what in found()} == {"journal line 1 (people.enrol)", "journal line 1 (pack.load)"}


def test_an_answer_about_nothing_is_named(town, tamper):
    gone = "0190a000-0000-7000-8000-000000000000"
    tamper(
        "UPDATE base_answer SET answer = jsonb_set(answer, '{subject}', to_jsonb(%s::text)) "
        "WHERE subject = %s AND act = 'take'", gone, town.taken,
    )  # fmt: skip

    assert found() == {(town.taken, "answer to a repeated call (take)")}


# States and what else follows from the movements.


def test_a_changed_state_is_named(town, tamper):
    tamper("UPDATE dossiers_dossier SET state = 2 WHERE id = %s", town.taken)

    assert found() == {(town.taken, "state")}


@pytest.mark.parametrize("column", ["submitted_at", "received_at", "finished_at", "closed_at", "last_at"])
def test_a_changed_moment_is_named(column, town, tamper):
    tamper(f"UPDATE dossiers_dossier SET {column} = {column} - interval '1 minute' WHERE id = %s", town.returned)

    assert found() == {(town.returned, column)}


@pytest.mark.parametrize("column", ["moves", "requests"])
def test_a_changed_count_is_named(column, town, tamper):
    tamper(f"UPDATE dossiers_dossier SET {column} = {column} + 1 WHERE id = %s", town.returned)

    assert found() == {(town.returned, column)}


def test_a_changed_holder_is_named(town, tamper):
    tamper("UPDATE dossiers_dossier SET holder_id = NULL WHERE id IN (%s, %s)", town.taken, town.returned)

    assert found() == {(town.taken, "holder"), (town.returned, "holder")}


def test_a_dossier_moved_to_another_channel_is_named(town, tamper):
    tamper("UPDATE dossiers_dossier SET channel = 3 WHERE id = %s", town.posted)

    assert (town.posted, "channel") in found()


def test_another_case_is_named(town, tamper):
    tamper("UPDATE dossiers_dossier SET \"case\" = 'forged' WHERE id = %s", town.taken)

    assert found() == {(town.taken, "case")}


def test_movements_that_do_not_follow_each_other_are_named(town, tamper):
    tamper("ALTER TABLE dossiers_movement DROP CONSTRAINT only_as_the_lifecycle_says")
    tamper("UPDATE dossiers_movement SET source = 1 WHERE dossier_id = %s AND act = 'take'", town.taken)

    assert found() == {
        (town.taken, "movement 3 (take)"),
        ("dossiers_movement", "only_as_the_lifecycle_says"),
    }


def test_a_movement_that_the_lifecycle_does_not_know_is_named(town, tamper):
    tamper("UPDATE dossiers_movement SET role = 'technical' WHERE dossier_id = %s AND act = 'take'", town.taken)

    assert found() == {(town.taken, "movement 3 (take)")}


def test_a_removed_movement_is_named(town, tamper):
    tamper("DELETE FROM dossiers_movement WHERE dossier_id = %s AND act = 'take'", town.taken)

    assert found() == {(town.taken, what) for what in ("movement 3", "state", "moves")}


def test_a_movement_given_to_somebody_else_is_named(town, tamper):
    tamper("UPDATE dossiers_movement SET note = 'forged' WHERE dossier_id = %s AND act = 'receive'", town.taken)

    assert found() == {(town.taken, "movement 2")}


def test_a_changed_request_for_a_supplement_is_named(town, tamper):
    tamper("UPDATE dossiers_supplementrequest SET items = '[]' WHERE dossier_id = %s", town.returned)

    assert found() == {(town.returned, "items of supplement request 1")}


def test_a_code_or_a_secret_of_two_dossiers_is_named(town, tamper):
    code = one("SELECT code FROM dossiers_dossier WHERE id = %s", town.returned)
    tamper("UPDATE dossiers_dossier SET code = %s, secret = 'A' WHERE id IN (%s, %s)", code, town.returned, town.taken)

    assert found() == {(town.taken, "code"), (code, "code"), (code, "look-up secret")}


# The clock.


@pytest.mark.parametrize("column", ["due_at", "indicator_due_at"])
def test_a_changed_due_date_is_named(column, town, tamper):
    tamper(f"UPDATE dossiers_dossier SET {column} = {column} + interval '1 day' WHERE id = %s", town.taken)

    assert found() == {(town.taken, column)}


def test_a_pause_that_never_was_is_named(town, tamper):
    tamper("UPDATE dossiers_dossier SET paused_at = received_at WHERE id = %s", town.taken)

    assert found() == {(town.taken, "paused_at")}


def test_a_longer_limit_than_was_promised_is_named(town, tamper):
    longer = json.dumps({"working_days": 30})
    start = "UPDATE dossiers_clockevent SET data = jsonb_set(data, '{limit}', %s::jsonb) WHERE dossier_id = %s"
    tamper(start, longer, town.taken)

    assert found() == {(town.taken, what) for what in ("limit of the clock", "due_at", "indicator_due_at")}


def test_another_cut_off_is_named(town, tamper):
    start = """UPDATE dossiers_clockevent SET data = data || '{"cutoff": "23:00"}' WHERE dossier_id = %s AND seq = 1"""
    tamper(start, town.taken)

    assert found() == {(town.taken, "cutoff of the clock")}


def test_a_calendar_that_is_not_there_is_named(town, tamper):
    gone = '{"calendar": "0190a000-0000-7000-8000-000000000000"}'
    start = "UPDATE dossiers_clockevent SET data = data || %s::jsonb WHERE dossier_id = %s AND seq = 1"
    tamper(start, gone, town.taken)

    assert found() == {(town.taken, "calendar of the clock"), (town.taken, "events of the clock")}


def test_a_pause_that_began_at_another_hour_is_named(town, tamper):
    tamper("UPDATE dossiers_clockevent SET at = at - interval '1 hour' WHERE kind = 'pause'")

    assert found() == {(town.returned, "event of the clock (pause)"), (town.returned, "indicator_due_at")}


def test_a_resumption_that_was_removed_is_named(town, tamper):
    tamper("DELETE FROM dossiers_clockevent WHERE kind = 'resume'")

    columns = ("event of the clock (resume)", "due_at", "indicator_due_at", "paused_at")
    assert found() == {(town.returned, what) for what in columns}


def test_a_clock_without_its_start_is_named(town, tamper):
    tamper("DELETE FROM dossiers_clockevent WHERE dossier_id = %s", town.taken)

    assert found() == {(town.taken, what) for what in ("event of the clock (start)", "due_at", "indicator_due_at")}


# Declarations, papers and files.


def test_a_changed_declaration_is_named(town, tamper):
    tamper("""UPDATE dossiers_answers SET answers = answers || '{"x": 1}' WHERE dossier_id = %s""", town.taken)

    assert found() == {(town.taken, "content of declaration 1")}


def test_a_changed_declaration_with_its_digest_made_anew_disagrees_with_the_journal(town, tamper):
    digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    tamper("UPDATE dossiers_answers SET answers = '{}', digest = %s WHERE dossier_id = %s", digest, town.taken)

    assert found() == {(town.taken, "declaration")}


def test_a_paper_without_its_document_is_named(town, tamper):
    gone, code = paper_of(town.taken)
    tamper("DELETE FROM documents_document WHERE id = %s", gone)

    assert found() == {(town.taken, f"document {gone} ({code})")}


def test_a_paper_that_was_taken_away_is_named(town, tamper):
    gone, _code = paper_of(town.taken)
    tamper("DELETE FROM dossiers_paper WHERE document_id = %s", gone)

    assert found() == {(town.taken, "paper")}


@pytest.fixture
def file(town):
    """The file of one paper on disk, and (id, path); whatever a test does to it is mended."""
    document, _code = paper_of(town.taken)
    path = path_of(one("SELECT digest FROM documents_document WHERE id = %s", document))
    content = path.read_bytes()
    yield document, path
    path.write_bytes(content)


def test_a_missing_file_is_named(town, file):
    document, path = file
    path.unlink()

    assert found() == {(town.taken, f"file of paper {document} ({role})") for role in ("shown", "original")}


def test_a_file_of_another_length_is_named(town, file):
    document, path = file
    path.write_bytes(b"short")

    assert found() == {(town.taken, f"file of paper {document} (original)")}


def test_an_altered_file_is_named_when_files_are_read_again(town, file):
    document, path = file
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    assert found() == set()
    named = {(town.taken, f"file of paper {document} ({role})") for role in ("shown", "original")}
    assert found(Scope(rehash=True)) == named


@pytest.mark.parametrize("stage", ["draft", "signed", "sealed"])
def test_a_missing_file_of_a_result_is_named(stage, town):
    result, digest = result_of(town.posted), one(
        f"SELECT {stage}_digest FROM results_result WHERE dossier_id = %s", town.posted
    )  # fmt: skip
    path = path_of(digest)
    content = path.read_bytes()
    path.unlink()
    try:
        assert found() == {(town.posted, f"file of result {result} ({stage})")}
    finally:
        path.write_bytes(content)


# Results.


def test_a_changed_state_of_a_result_is_named(town, tamper):
    tamper("UPDATE results_result SET state = 'signed' WHERE dossier_id = %s", town.posted)

    assert found() == {(town.posted, f"state of result {result_of(town.posted)}")}


def test_another_file_in_the_place_of_a_sealed_one_is_named(town, tamper):
    result = result_of(town.posted)
    tamper("UPDATE results_result SET sealed_digest = signed_digest WHERE id = %s", result)

    assert found() == {(town.posted, f"sealed file of result {result}")}


def test_a_removed_step_of_a_result_is_named(town, tamper):
    result = result_of(town.posted)
    tamper("DELETE FROM results_resultstep WHERE result_id = %s AND act = 'approve'", result)

    named = ("step of a result", f"step 3 (sign) of result {result}", f"moves of result {result}")
    assert found() == {(town.posted, what) for what in named}


def test_a_number_given_twice_is_named(town, tamper):
    number = one("SELECT number FROM results_result WHERE dossier_id = %s", town.posted)
    result = one("SELECT id FROM results_result WHERE dossier_id = %s AND state = 'sealed'", town.returned)
    tamper("UPDATE results_result SET number = %s WHERE id = %s", number, result)

    serial = f"number {number.split('/')[0]} of 000.09.32.H26 in 2020"
    line = f"number of line {result}"  # the register bears the number that was given
    assert found() == {(town.returned, f"number of result {result}"), (town.returned, line), (serial, "number")}


def test_a_hand_over_that_was_removed_is_named(town, tamper):
    tamper("DELETE FROM results_handover WHERE dossier_id = %s", town.posted)

    assert found() == {(town.posted, "hand-over")}


# Money, parcels, letters, ratings, messages.


def test_a_changed_sum_is_named(town, tamper):
    tamper("UPDATE payments_entry SET amount_vnd = 1 WHERE dossier_id = %s AND kind = 'payment'", town.posted)

    assert found() == {(town.posted, "payment")}


def test_a_charge_that_was_removed_is_named(town, tamper):
    tamper("DELETE FROM payments_entry WHERE dossier_id = %s AND kind = 'charge'", town.posted)

    assert found() == {(town.posted, what) for what in ("charge", "ledger entry 1")}


def test_a_receipt_used_twice_is_named(town, tamper):
    reference = one("SELECT reference FROM payments_entry WHERE kind = 'payment'")
    tamper(
        "INSERT INTO payments_entry (dossier_id, seq, kind, debit, credit, amount_vnd, label, line, mark, reference, "
        "external, at, actor) SELECT dossier_id, 3, kind, debit, credit, 1, label, line, mark, reference, '', at, "
        "actor FROM payments_entry WHERE kind = 'payment'"
    )

    receipt = f"receipt {reference} of 000.09.32.H26"
    assert found() == {(town.posted, "payment"), (receipt, "number")}


def test_a_changed_parcel_is_named(town, tamper):
    tamper("UPDATE post_parcel SET state = 'on_its_way' WHERE dossier_id = %s", town.posted)

    assert found() == {(town.posted, "state of the parcel")}


def test_a_letter_that_was_removed_is_named(town, tamper):
    tamper("DELETE FROM notices_letter WHERE dossier_id = %s", town.taken)

    assert found() == {(town.taken, "letter")}


def test_a_rating_that_was_removed_is_named(town, tamper):
    tamper("DELETE FROM feedback_rating")

    assert found() == {(town.returned, "rating")}


def test_a_message_that_nobody_will_ever_send_is_seen_and_is_no_fault(town, tamper):
    tamper("UPDATE notices_notice SET next_try_at = NULL, sent_at = NULL WHERE dossier_id = %s", town.taken)

    report = fsck.run(Scope())
    assert report.all_is_well
    assert [count for what, count in report.observations.items() if what.startswith("messages")] == [2]


# The city: versions, calendars, units, people, and the database itself.


def test_a_published_procedure_that_was_changed_is_named(town, tamper):
    tamper("UPDATE catalogue_procedureversion SET definition = definition || '{\"summary\": {\"vi\": \"Khác\"}}' "
           "WHERE id NOT IN (SELECT version_id FROM dossiers_dossier) AND code = "
           "(SELECT min(code) FROM catalogue_procedureversion)")  # fmt: skip

    assert [what for _subject, what in found()] == ["content"]


def test_a_procedure_that_nobody_published_is_named(town, tamper):
    tamper(
        "INSERT INTO catalogue_procedureversion SELECT gen_random_uuid(), code, effective_date, definition, "
        "'f00' || substr(digest, 4), published_at, published_by FROM catalogue_procedureversion LIMIT 1"
    )

    assert {what for _subject, what in found()} == {"content", "publication"}


def test_a_letter_template_that_was_changed_is_named(town, tamper):
    tamper("""UPDATE catalogue_letterversion SET files = files || '{"x.typ": ""}' WHERE name = 'receipt'""")

    assert {(subject.split(" from")[0], what) for subject, what in found()} == {("letter receipt", "content")}


def test_a_calendar_that_was_changed_is_named(town, tamper):
    tamper("UPDATE organisation_calendarversion SET effective_date = effective_date - 1")

    assert {what for _subject, what in found()} == {"content"}


def test_a_unit_under_one_that_has_ended_is_named(town, tamper):
    tamper("UPDATE organisation_unit SET until_date = '2021-01-01' WHERE code = '000.00.32.H26'")

    assert {(subject[:13], what) for subject, what in found()} >= {("000.09.32.H26", "parent")}


def test_two_units_with_one_code_at_a_time_are_named(town, tamper):
    tamper(
        "UPDATE organisation_unit SET code = '000.09.32.H26', since_date = since_date + 1 WHERE code = '000.05.32.H26'"
    )

    assert [what for _subject, what in found()] == ["validity"]


def test_units_in_a_circle_are_named(town, tamper):
    tamper("UPDATE organisation_unit SET parent_id = id WHERE code = '000.00.01.H26'")

    assert {(subject[:13], what) for subject, what in found()} == {("000.00.01.H26", "parent")}


def test_an_account_or_a_duty_that_nobody_gave_is_named(town, tamper):
    khanh = one("SELECT id FROM people_user WHERE username = 'khanh'")
    tamper("UPDATE people_duty SET role = 'leader' WHERE officer_id = %s", khanh)

    assert found() == {(khanh, "duty leader at 000.05.32.H26")}


def test_a_right_to_overwrite_is_named(town, tamper):
    tamper("GRANT UPDATE ON base_journalline TO motcua_app")

    assert found() == {("base_journalline", "rights of motcua_app")}


def test_a_foreign_key_that_was_dropped_is_named(town, tamper):
    name = one("SELECT conname FROM pg_constraint WHERE conrelid = 'dossiers_movement'::regclass "
               "AND contype = 'f' AND confrelid = 'dossiers_dossier'::regclass")  # fmt: skip
    tamper(f'ALTER TABLE dossiers_movement DROP CONSTRAINT "{name}"')

    assert found() == {("dossiers_movement", "dossier_id -> dossiers_dossier")}


# The command.


def test_the_command_says_in_plain_words_that_all_is_well(town, capsys):
    call_command("fsck", "--files")

    said = capsys.readouterr().out
    assert "All is well: 3 dossiers and" in said


def test_the_command_names_the_dossier_and_ends_with_one(town, tamper, capsys):
    tamper("UPDATE dossiers_dossier SET state = 2 WHERE id = %s", town.taken)
    code = one("SELECT code FROM dossiers_dossier WHERE id = %s", town.taken)

    with pytest.raises(SystemExit) as ended:
        call_command("fsck")

    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert f"dossier {code}: state\n    should be: 4\n    is:        2" in said
    assert "1 thing does not agree" in said


def test_the_command_answers_json(town, capsys):
    call_command("fsck", "--json")

    said = json.loads(capsys.readouterr().out)
    assert (said["all_is_well"], said["dossiers"], said["faults"]) == (True, 3, [])


def test_one_dossier_can_be_looked_at_alone(town, tamper, capsys):
    tamper("UPDATE dossiers_dossier SET state = 2 WHERE id = %s", town.taken)
    code = one("SELECT code FROM dossiers_dossier WHERE id = %s", town.posted)

    call_command("fsck", "--dossier", code.lower())

    assert "All is well: 1 dossier and" in capsys.readouterr().out


def test_a_code_that_does_not_exist_gets_a_sentence(town):
    with pytest.raises(CommandError, match="no dossier has the code 000"):
        call_command("fsck", "--dossier", "000")


def test_since_a_day_looks_at_what_was_touched_since(town, tamper):
    tamper("UPDATE base_journalline SET written_at = '2020-01-01' WHERE subject <> %s", town.taken)
    tamper("UPDATE dossiers_dossier SET moves = 90")

    assert found(Scope(since=date(2020, 1, 2))) == {(town.taken, "moves")}


def test_a_hundred_faults_are_kept_and_all_are_counted(town, tamper):
    tamper("UPDATE organisation_unit SET parent_id = id")

    report = fsck.run(Scope())
    # Every unit, and the calendars of three clocks, which no way up leads to any more.
    assert (len(report.faults), report.found) == (100, one("SELECT count(*) FROM organisation_unit") + 3)


def remade(subject, *, seq, request):
    """The digest that this line would have with another request, on top of the line before it."""
    from motcua.base.models import JournalLine

    line = JournalLine.objects.get(subject=subject, seq=seq)
    line.request = request
    return line.computed_digest(before=bytes(JournalLine.objects.get(subject=subject, seq=seq - 1).digest))


def paper_of(dossier):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document_id, code FROM dossiers_paper WHERE dossier_id = %s ORDER BY id LIMIT 1", [dossier]
        )
        return cursor.fetchone()


def result_of(dossier):
    return one("SELECT id FROM results_result WHERE dossier_id = %s", dossier)
