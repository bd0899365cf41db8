from datetime import timedelta

import pytest
from django.db import connection

from conftest import MONDAY
from motcua import casework
from motcua.base.refusals import Invalid, NotThere
from motcua.casework.tests.keeping import refused
from motcua.dossiers import queries as dossiers
from motcua.notices.models import Message
from motcua.people.models import Person


@pytest.fixture
def reachable(lan):
    Person.objects.filter(pk=lan.person_id).update(email="lan@example.vn", phone="0912000011")


def send_link(draft_id, by, *, way="email", at=MONDAY):
    return casework.send_link(dossier_id=draft_id, way=way, by=by, at=at)


def secret_of(message):
    return message.secret.rstrip("/").rpartition("/")[2]


def test_it_is_owed_to_the_accounts_own_address_and_only_its_digest_is_kept(apply, lan, reachable):
    draft_id = apply()
    send_link(draft_id, lan)

    message, draft = Message.objects.get(), dossiers.draft(lan, draft_id)
    assert (message.way, message.address, message.kind) == ("email", "lan@example.vn", "draft_link")
    assert secret_of(message) not in message.body + draft.resume_digest
    assert draft.resume_until == MONDAY + timedelta(hours=24)


def test_a_text_message_goes_to_the_telephone(apply, lan, reachable):
    send_link(apply(), lan, way="sms")
    assert (Message.objects.get().way, Message.objects.get().address) == ("sms", "0912000011")


def test_an_account_without_an_address_is_told_so(apply, cast):
    Person.objects.filter(pk=cast.lan.person_id).update(email="", phone="")
    draft_id = apply()
    for way in ("email", "sms", "pigeon"):
        with refused(Invalid, draft_id):
            send_link(draft_id, cast.lan, way=way)


def test_nobody_has_a_link_to_anothers_draft_sent(apply, cast):
    draft_id = apply()
    for name in ("nam", "hoa"):
        with refused(NotThere, draft_id):
            send_link(draft_id, getattr(cast, name))


def test_once_it_is_sent_the_link_is_kept_nowhere(apply, lan, reachable, settings):
    from motcua.base.ports import plugged
    from motcua.notices.jobs import send_messages

    settings.DEMO = False
    plugged.cache_clear()
    draft_id = apply()
    send_link(draft_id, lan)
    secret = secret_of(Message.objects.get())
    assert send_messages(timestamp=0) == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM notices_message t UNION ALL SELECT t::text FROM dossiers_draft t")
        assert all(secret not in row for (row,) in cursor.fetchall())
