import pytest
from django.db import IntegrityError, connection, transaction

from conftest import MONDAY
from motcua.base.ids import new_id
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.dossiers import queries as dossiers
from motcua.people.models import Role
from motcua.results import queries
from motcua.results.lifecycle import DECIDED, LIFECYCLE, NONE, RUNNING, ResultState
from motcua.results.models import Result, ResultStep

WRITTEN = {
    "propose": ({"specialist"}, {"none"}, "drafted"),
    "set_aside": ({"specialist"}, {"drafted", "approved"}, "sent_back"),
    "approve": ({"head", "leader"}, {"drafted"}, "approved"),
    "send_back": ({"head", "leader"}, {"drafted", "approved"}, "sent_back"),
    "sign": ({"leader"}, {"approved"}, "signed"),
    "seal": ({"seal"}, {"signed"}, "sealed"),
    "ask_revocation": ({"specialist", "head", "seal"}, {"sealed"}, "sealed"),
    "revoke": ({"leader"}, {"sealed"}, "revoked"),
}
STATES = [NONE, *ResultState]
acts = pytest.mark.parametrize("act", WRITTEN)


def test_no_step_is_missing_here():
    assert {s.act for s in LIFECYCLE.steps} == set(WRITTEN)


@acts
@pytest.mark.parametrize("state", STATES)
def test_every_role_may_take_the_step_from_this_state_or_is_refused(act, state):
    who, sources, target = WRITTEN[act]
    for role in Role:
        if role in who and state in sources:
            assert LIFECYCLE.take(act, state, {role}).target == target
        else:
            with pytest.raises(OutOfOrder if role in who else NotAllowed):
                LIFECYCLE.take(act, state, {role})


@acts
def test_the_database_takes_only_the_steps_of_the_table(act, submitted):
    _who, sources, target = WRITTEN[act]
    for source in STATES:
        for aim in STATES:
            allowed = source in sources and aim == target
            assert inserted(submitted, act=act, source=str(source), target=str(aim)) == allowed, (source, aim)


def inserted(dossier_id, *, act, source, target):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO results_resultstep "
                "(dossier_id, result_id, seq, act, source, target, role, actor, at, note) "
                "VALUES (%s, %s, 99, %s, %s, %s, 'x', 'x', %s, 'why')",
                [dossier_id, new_id(), act, source, target, MONDAY],
            )
            transaction.set_rollback(True)
    except IntegrityError as fault:
        assert "results_only_as_their_lifecycle_says" in str(fault)
        return False
    return True


def test_a_decision_exists_from_the_signature_on():
    assert set(DECIDED) == {"signed", "sealed"}
    assert set(ResultState) - set(RUNNING) == {"sent_back", "revoked"}


def refuses(name, dossier_id, **values):
    result = queries.running(dossier_id)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Result.objects.filter(dossier_id=dossier_id, id=result.id).update(**values)


def test_a_results_state_is_known(proposed):
    refuses("result_state_is_known", proposed, state="lost")


@pytest.mark.parametrize("state", ["signed", "sealed"])
def test_a_signed_result_has_its_file(approved, state):
    refuses("a_signed_result_has_its_file|a_sealed_result_has_number", approved, state=state)


def test_nothing_is_revoked_without_a_reason(sealed):
    step = ResultStep(
        dossier_id=sealed, result_id=new_id(), seq=99, act="revoke", source="sealed", target="revoked",
        role="leader", actor="x", at=MONDAY, note="",
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="nothing_is_revoked_without_a_reason"), transaction.atomic():
        ResultStep.objects.bulk_create([step])


@pytest.mark.parametrize("missing", [{"number": ""}, {"number_date": None}, {"sealed_digest": ""}])
def test_a_sealed_result_has_number_date_and_file(sealed, missing):
    refuses("a_sealed_result_has_number_date_and_file", sealed, **missing)


def test_one_running_result_a_dossier(proposed):
    result = queries.running(proposed)
    result.id = new_id()

    with pytest.raises(IntegrityError, match="one_running_result_a_dossier"), transaction.atomic():
        Result.objects.bulk_create([result])


@pytest.mark.parametrize(
    ("state", "who", "waits"),
    [
        ("proposed", "hung", True), ("approved", "hung", True), ("signed", "hung", False), ("signed", "thu", True),
        ("sealed", "thu", False), ("proposed", "phuc", False), ("proposed", "minh", False), ("signed", "mai", False),
        ("proposed", "quang", False),
    ],
)  # fmt: skip
def test_a_result_waits_for_whoever_is_next(request, cast, state, who, waits):
    dossier_id = request.getfixturevalue(state)

    assert [r.dossier_id for r in queries.waiting_for(getattr(cast, who))] == ([dossier_id] if waits else [])


@pytest.mark.parametrize(
    ("state", "who", "buttons"),
    [
        ("taken", "minh", ["propose"]),
        ("proposed", "hung", ["approve", "send_back"]),
        ("approved", "hung", ["send_back", "sign"]),
        ("signed", "thu", ["seal"]),
        ("proposed", "minh", []),
        ("sealed", "thu", ["ask_revocation"]),
        ("sealed", "hung", ["ask_revocation"]),
        ("received", "minh", []),
    ],
)
def test_the_page_offers_what_this_person_can_do_now(request, cast, state, who, buttons):
    dossier_id, who = request.getfixturevalue(state), getattr(cast, who)
    found = queries.open_acts(who, dossiers.one(who, dossier_id), queries.running(dossier_id))

    assert [s.act for s in found] == buttons


def test_anybody_can_check_an_issued_result_by_its_file(sealed):
    digest = queries.running(sealed).sealed_digest

    assert queries.published(digest).dossier_id == sealed


@pytest.mark.parametrize("digest", ["", "x", "0" * 64])
def test_a_file_that_was_not_issued_is_not_there(signed, digest):
    with pytest.raises(NotThere):
        queries.published(digest)
    with pytest.raises(NotThere):
        queries.published(queries.running(signed).signed_digest)
