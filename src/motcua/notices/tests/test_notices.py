"""What is owed is sent: again after a fault, and by the next worker when one is killed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from conftest import on
from motcua import casework
from motcua.base import ports
from motcua.base.refusals import NotThere
from motcua.notices import jobs, queries, words
from motcua.notices.models import Notice
from motcua.notices.ports import CouldNotSend
from motcua.people.models import Person
from tests.at_once import at_once


class Carrier:
    """A mailer of the test's own: remembers what it carried, or fails."""

    def __init__(self):
        self.carried = []
        self.fault = None

    def send(self, *, address, subject, body):
        if self.fault:
            raise self.fault
        self.carried.append((address, subject, body))


@pytest.fixture
def carrier(monkeypatch):
    found = Carrier()
    monkeypatch.setattr(jobs, "plugged", lambda name: found)
    return found


def send():
    return jobs.send_owed.func(0)


def notice(dossier_id, kind="submitted"):
    return Notice.objects.get(dossier_id=dossier_id, kind=kind)


def test_what_is_owed_is_sent_once(submitted, carrier):
    assert send() == 1
    assert send() == 0

    kept = notice(submitted)
    assert (kept.attempts, kept.fault) == (1, "") and kept.sent_at is not None
    assert carrier.carried == [("lan@example.vn", kept.subject, kept.body)]


def test_the_message_is_owed_in_the_act_itself(submitted):
    kept = notice(submitted)

    assert (kept.sent_at, kept.owed_at, kept.next_try_at) == (None, kept.next_try_at, kept.owed_at)


def test_who_has_no_address_reads_it_on_the_portal(apply, lan, ward, carrier):
    Person.objects.filter(pk=lan.person_id).update(email="")
    draft_id = apply()
    casework.submit(dossier_id=draft_id, unit_id=ward.pk, address="", by=lan, at=on(8, 9), key="k")

    assert send() == 0
    assert notice(draft_id).sent_at == on(8, 9)
    assert [n.dossier_id for n in queries.of_person(lan)] == [draft_id]


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(0, 1), (1, 2), (2, 5), (3, 15), (4, 60), (5, 240), (6, 1440), (60, 1440)]
)
def test_what_could_not_be_sent_is_tried_again_after_a_longer_while(submitted, carrier, attempts, minutes):
    Notice.objects.filter(dossier_id=submitted).update(attempts=attempts)
    carrier.fault = CouldNotSend("mailbox full " + "x" * 400)
    before = timezone.now()

    assert send() == 0

    kept = notice(submitted)
    assert (kept.attempts, kept.sent_at, len(kept.fault)) == (attempts + 1, None, 300)
    assert timedelta(0) <= kept.next_try_at - before - timedelta(minutes=minutes) < timedelta(seconds=30)


def test_before_its_time_it_is_not_tried_and_after_it_is_sent(submitted, carrier):
    carrier.fault = CouldNotSend("busy")
    send()
    carrier.fault = None
    assert send() == 0

    Notice.objects.filter(dossier_id=submitted).update(next_try_at=timezone.now())
    assert send() == 1
    assert notice(submitted).fault == ""


def test_one_that_cannot_be_sent_does_not_hold_up_the_others(received, carrier, monkeypatch):
    real = carrier.send

    def send_all_but_the_first(**message):
        if "gửi" in message["body"]:
            raise CouldNotSend("no")
        real(**message)

    monkeypatch.setattr(carrier, "send", send_all_but_the_first)

    assert send() == 1
    assert notice(received, "submitted").sent_at is None
    assert notice(received, "received").sent_at is not None


def test_a_worker_that_is_killed_leaves_it_owed(committed, submitted, carrier):
    carrier.fault = SystemExit("killed")
    with pytest.raises(SystemExit):
        send()
    assert notice(submitted).sent_at is None

    carrier.fault = None
    assert send() == 1


def test_two_workers_at_once_send_it_once(committed, received, carrier):
    sent = at_once(send, send, send)

    assert sum(sent) == 2
    assert len(carrier.carried) == 2


def test_what_somebody_else_is_sending_is_left_to_them(committed, submitted, carrier):
    with transaction.atomic():
        list(Notice.objects.select_for_update())
        assert at_once(send) == [0]
    assert send() == 1


@pytest.mark.parametrize("kind", words.MESSAGES)
def test_every_message_says_what_and_where_and_no_more_of_the_person_than_needed(received, lan, kind):
    from motcua.dossiers import queries as dossiers

    dossier = dossiers.one(lan, received)
    facts = {
        "reason": "lý do", "amount": "1 đ", "item": "EE473124829VN", "submitter": "Ai đó", "basis": "giám hộ",
        "lead": "000.09.32.H26-200608-0001", "number": "12/GP", "until": "01/07/2021", "token": "t", "text": "Mời ghé",
        "pay": f"https://example.vn/pay/{dossier.secret}/", "due": "09/06/2020 14:30",
    }  # fmt: skip
    subject, body = words.say(kind, dossier=dossier, **facts)

    # The link to rate opens one rating and nothing else: it stands for itself.
    assert dossier.code in subject and (dossier.secret in body or "/rate/t/" in body)
    person = dossier.submitter
    assert not [word for word in (person.full_name, person.personal_number, person.address) if word in subject + body]


def test_a_letter_can_be_printed_again_with_the_same_bytes(received, lan):
    (receipt,) = queries.letters(received)
    first = queries.printed(receipt)

    assert first.startswith(b"%PDF")
    assert queries.printed(queries.letter(received, receipt.id)) == first


def test_a_letter_of_another_dossier_is_not_there(received, apply):
    from motcua.base.ids import new_id

    (receipt,) = queries.letters(received)
    with pytest.raises(NotThere):
        queries.letter(new_id(), receipt.id)
    with pytest.raises(NotThere):
        queries.letter(received, new_id())


def test_the_outbox_shows_the_newest_first(received, carrier):
    assert [n.kind for n in queries.outbox()] == ["received", "submitted"]


def test_without_a_mail_server_the_sandbox_twin_takes_it():
    mailer = ports.import_string("motcua.adapters.mail.Outbox")()

    assert mailer.send(address="lan@example.vn", subject="x", body="x") is None
    with pytest.raises(CouldNotSend):
        mailer.send(address="nowhere", subject="x", body="x")
