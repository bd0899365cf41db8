"""A small town that has lived a little, kept for a whole module; each test tampers with it and takes it back.

Whoever tampers owns the database: the application's own role could not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction

from conftest import MONDAY, attach, on
from motcua import casework
from motcua.base.ids import new_id
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.organisation import queries as organisation
from motcua.payments import queries as payments
from motcua.people import queries as people
from tests import database

GUARDIANSHIP, EXTRACT = "1.004837", "2.000635"


@dataclass(frozen=True)
class Town:
    """Dossiers by what was done to them."""

    returned: UUID  # guardianship: asked, supplemented, sent back once, rated
    posted: UUID  # an extract: charged on reception, paid, delivered by post
    taken: UUID  # guardianship, on Minh's desk


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Town]:
    kept, settings.FILES = settings.FILES, tmp_path_factory.mktemp("town") / "files"
    with django_db_blocker.unblock(), database.restored():
        organisation.forget()
        yield Town(returned=live_a_guardianship(), posted=live_an_extract(), taken=take_a_guardianship())
    organisation.forget()
    settings.FILES = kept


@pytest.fixture
def tamper(town: Town) -> Iterator[Callable[..., None]]:
    """Run a statement as the owner of the database; after the test it never happened."""
    database._point_at(database.NAME, as_owner=True)
    try:
        with transaction.atomic():
            yield forge
            transaction.set_rollback(True)
    finally:
        database._point_at(database.NAME, as_owner=False)


def forge(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        assert cursor.rowcount != 0, "nothing was tampered with"


def who(username: str) -> Any:
    account = people.account(username)
    assert account is not None
    return people.who_is(account.pk)


def path_of(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest[2:4] / digest


def apply(procedure: str, *, by: Any, return_by: str = "counter") -> UUID:
    draft_id, ward = new_id(), organisation.by_code("000.09.32.H26")
    form = catalogue.form(catalogue.current(procedure).version.pk)
    situation = application.situation(channel="online", at=MONDAY)
    answers = example(form, situation=situation)
    casework.start(dossier_id=draft_id, procedure=procedure, answers=answers, by=by, at=MONDAY)
    changes = {"unit_id": ward.pk, "return_by": return_by}
    casework.save(dossier_id=draft_id, changes=changes, saves=None, by=by, at=MONDAY)
    for demand in form.papers(answers, situation=situation):
        if demand.required:
            attach(draft_id, paper=demand.id, by=by)
    address = "12 phố Hàng Bạc" if return_by == "post" else ""
    casework.submit(dossier_id=draft_id, unit_id=ward.pk, address=address, by=by, at=MONDAY, key="submit")
    return draft_id


def take_a_guardianship() -> UUID:
    found = apply(GUARDIANSHIP, by=who("nam"))
    casework.receive(dossier_id=found, by=who("hoa"), at=on(8, 10), key="receive")
    casework.take(dossier_id=found, by=who("minh"), at=on(8, 11), key="take")
    return found


def live_a_guardianship() -> UUID:
    lan, hoa, minh, hung = who("lan"), who("hoa"), who("minh"), who("hung")
    found = apply(GUARDIANSHIP, by=lan)
    casework.receive(dossier_id=found, by=hoa, at=on(8, 10), key="receive")
    casework.take(dossier_id=found, by=minh, at=on(8, 11), key="take")
    items = [{"paper": "identity_paper", "reason": "Ảnh mờ."}]
    casework.ask(dossier_id=found, items=items, reason="Cần bản rõ hơn.", by=minh, at=on(9, 9), key="ask")
    document = attach(found, paper="identity_paper", by=lan, at=on(9, 10))
    papers = {"identity_paper": [document]}
    casework.supplement(dossier_id=found, answers={}, papers=papers, by=lan, at=on(9, 10, 5), key="supplement")
    casework.propose(dossier_id=found, outcome="granted", content="", by=minh, at=on(9, 14), key="propose")
    casework.send_back(dossier_id=found, reason="Sai tên.", by=hung, at=on(9, 14, 30), key="send_back")
    casework.propose(dossier_id=found, outcome="granted", content="", by=minh, at=on(9, 15), key="propose again")
    issue(found)
    hand = {"to_name": "Nguyễn Thị Lan", "identity": "CCCD"}
    casework.hand_back(dossier_id=found, **hand, by=hoa, at=on(10, 9), key="hand_back")
    casework.rate(dossier_id=found, scores={"overall": 3}, comment="", by=lan, at=on(10, 10), key="rate")
    return found


def live_an_extract() -> UUID:
    found = apply(EXTRACT, by=who("lan"), return_by="post")
    casework.receive(dossier_id=found, by=who("hoa"), at=on(8, 10), key="receive")
    due = payments.account(found).due_vnd
    casework.collect(dossier_id=found, amount_vnd=due, by=who("yen"), at=on(8, 10, 10), key="collect")
    casework.take(dossier_id=found, by=who("minh"), at=on(8, 11), key="take")
    casework.propose(dossier_id=found, outcome="granted", content="", by=who("minh"), at=on(8, 14), key="propose")
    issue(found)
    casework.hand_to_post(dossier_id=found, by=who("hoa"), at=on(9, 16), key="hand_to_post")
    hand = {"to_name": "Nguyễn Thị Lan", "identity": "CCCD"}
    casework.deliver(dossier_id=found, **hand, by=who("dat"), at=on(10, 9), key="deliver")
    return found


def issue(dossier_id: UUID) -> None:
    casework.approve(dossier_id=dossier_id, by=who("hung"), at=on(9, 15, 10), key="approve")
    casework.sign(dossier_id=dossier_id, by=who("hung"), at=on(9, 15, 20), key="sign")
    casework.seal(dossier_id=dossier_id, by=who("thu"), at=on(9, 15, 30), key="seal")
