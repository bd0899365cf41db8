"""Every procedure of the pack, once from the first question to the handed-over result, by the acts alone."""

from pathlib import Path
from typing import Any

import pytest

from conftest import HOUSE, MONDAY, attach, on
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.doors.timekeeper import jobs
from motcua.dossiers import groups
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.payments import queries as payments
from motcua.people.models import Role
from motcua.people.who import SYSTEM, Who
from motcua.results import queries as results

PROCEDURES = sorted((HOUSE / "packs" / "hanoi-2020" / "procedures").glob("*.yaml"))
# Where the cast works; another unit that offers the procedure gets officers for the day.
AT_HOME = ("000.09.32.H26", "000.00.32.H26", "000.00.12.H26")
NEIGHBOUR = {"kind": "citizen", "full_name": "Phạm Thị Thơm", "personal_number": "001160000055"}


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_it_goes_from_the_first_question_to_the_handed_over_result(path: Path, cast: Any, files: Path) -> None:
    version = catalogue.current(path.stem).version
    definition = catalogue.definition(version.pk)
    offering = catalogue.units_offering(definition)
    unit = next((u for u in offering if u.code in AT_HOME), offering[0])

    if definition.channels.online:
        dossier_id = sent(version, unit, cast)
    else:
        dossier_id = registered(version, unit, cast)
    settled(dossier_id, cast)

    dossier = dossiers.one(SYSTEM, dossier_id)
    assert (dossier.state, dossier.version_id) == (State.RETURNED, version.pk)
    assert dossier.received_at <= dossier.finished_at <= dossier.closed_at
    assert dossier.due_at is not None and dossiers.explained(dossier_id, language="vi")
    assert results.running(dossier_id).number
    assert payments.account(dossier_id).due_vnd == 0
    assert dossier.journal_seq == JournalLine.objects.filter(subject=dossier_id).count()


def answered(version: Any, *, channel: str) -> tuple[dict[str, Any], list[Any]]:
    """Answers that pass, and the papers that they call for."""
    form, where = catalogue.form(version.pk), application.situation(channel=channel, at=MONDAY)
    answers = example(form, situation=where)
    return answers, form.papers(answers, situation=where)


def sent(version: Any, unit: Any, cast: Any) -> Any:
    """Filed on the portal, and received."""
    answers, papers = answered(version, channel="online")
    dossier_id = new_id()
    casework.start(dossier_id=dossier_id, procedure=version.code, answers=answers, by=cast.lan, at=MONDAY)
    for demand in papers:
        if demand.required:
            attach(dossier_id, paper=demand.id, by=cast.lan)
    casework.submit(dossier_id=dossier_id, unit_id=unit.pk, address="", by=cast.lan, at=MONDAY, key="submit")
    counter = officer(cast.hoa, Role.COUNTER, dossiers.one(cast.lan, dossier_id).receiving_unit_id)
    casework.receive(dossier_id=dossier_id, by=counter, at=on(8, 10), key="receive")
    return dossier_id


def registered(version: Any, unit: Any, cast: Any) -> Any:
    """Brought to the counter on paper."""
    answers, papers = answered(version, channel="counter")
    definition = catalogue.definition(version.pk)
    receiving, _settling = catalogue.receiving_and_settling(definition, unit)
    counted = [{"code": p.id, "originals": 1, "certified": 0, "copies": 0} for p in papers]
    done = casework.register(
        dossier_id=new_id(), version_id=version.pk, unit_id=unit.pk, person=NEIGHBOUR, answers=answers, papers=counted,
        return_by="counter", address="", by=officer(cast.hoa, Role.COUNTER, receiving.pk), at=on(8, 10), key="register",
    )  # fmt: skip
    return done.subject


def settled(dossier_id: Any, cast: Any, *, day: int = 8) -> None:
    """Taken, proposed, approved, signed, sealed, paid for and handed over, each by another person."""
    dossier = dossiers.one(SYSTEM, dossier_id)
    settling, receiving = dossier.settling_unit_id, dossier.receiving_unit_id
    specialist, leader = officer(cast.minh, Role.SPECIALIST, settling), officer(cast.hung, Role.LEADER, settling)
    casework.take(dossier_id=dossier_id, by=specialist, at=on(day, 11), key="take")
    casework.propose(dossier_id=dossier_id, outcome="granted", content="", by=specialist, at=on(day, 14), key="propose")
    casework.approve(dossier_id=dossier_id, by=officer(cast.ha, Role.HEAD, settling), at=on(day, 15), key="approve")
    casework.sign(dossier_id=dossier_id, by=leader, at=on(day, 15, 30), key="sign")
    casework.seal(dossier_id=dossier_id, by=officer(cast.thu, Role.SEAL, settling), at=on(day, 16), key="seal")
    if due := payments.account(dossier_id).due_vnd:
        cashier = officer(cast.yen, Role.CASHIER, receiving)
        casework.collect(dossier_id=dossier_id, amount_vnd=due, by=cashier, at=on(day, 16, 30), key="collect")
    members = linked(dossier_id, cast)
    casework.hand_back(
        dossier_id=dossier_id, to_name="Người nộp hồ sơ", identity="CCCD",
        by=officer(cast.hoa, Role.COUNTER, receiving), at=on(11 if members else day + 1, 9),
        key="hand_back",
    )  # fmt: skip


def linked(dossier_id: Any, cast: Any) -> list[Any]:
    """The dossiers that a linked application opened, each settled at its own agency the day after."""
    if not groups.of(dossier_id):
        return []
    jobs.followed(now=on(8, 16, 40))
    members = list(groups.dossiers_of(dossier_id))
    for one in members:
        settled(one, cast, day=9)
    jobs.followed(now=on(10, 16))
    return members


def officer(like: Who, role: Role, unit_id: Any) -> Who:
    """One of the cast with this one duty, wherever the procedure is offered."""
    return Who(user_id=like.user_id, name=like.name, title=like.title, duties=frozenset({(role, unit_id)}))
