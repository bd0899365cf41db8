"""Send what is owed. Each task is one call; a killed worker leaves rows that are still owed, and they are sent."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.base.ports import plugged
from motcua.catalogue import queries as catalogue
from motcua.dossiers import drafts
from motcua.dossiers.clock import local
from motcua.dossiers.models import Draft
from motcua.notices import words
from motcua.notices.models import Message, Notice
from motcua.notices.ports import CouldNotSend, Mailer, Texter

BATCH = 100
# The n-th failure is tried again after so many minutes; then once a day.
BACK_OFF = (1, 2, 5, 15, 60, 240)


@app.periodic(cron="*/5 * * * * *")
@app.task(queue="notices", queueing_lock="send_owed")
def send_owed(timestamp: int) -> int:
    """Send up to `BATCH` notices that are owed. Returns how many went."""
    mailer: Mailer = plugged("mailer")
    sent = 0
    with transaction.atomic():
        now = timezone.now()
        owed = Notice.objects.filter(Q(next_try_at__lte=now), sent_at__isnull=True).order_by("next_try_at")
        for notice in owed.select_for_update(skip_locked=True, of=("self",))[:BATCH]:
            sent += _try(notice, mailer)
    return sent


def _try(notice: Notice, mailer: Mailer) -> bool:
    now = timezone.now()
    try:
        mailer.send(address=notice.address, subject=notice.subject, body=notice.body)
    except CouldNotSend as fault:
        wait = BACK_OFF[notice.attempts] if notice.attempts < len(BACK_OFF) else 24 * 60
        notice.attempts += 1
        notice.fault = str(fault)[:300]
        notice.next_try_at = now + timedelta(minutes=wait)
        notice.save(update_fields=["attempts", "fault", "next_try_at"])
        return False
    notice.sent_at, notice.fault, notice.attempts = now, "", notice.attempts + 1
    notice.save(update_fields=["sent_at", "fault", "attempts"])
    return True


@app.periodic(cron="*/5 * * * * *")
@app.task(queue="notices", queueing_lock="send_messages")
def send_messages(timestamp: int) -> int:
    """Send up to `BATCH` messages that are about no dossier. A link goes out and is then kept nowhere."""
    sent = 0
    with transaction.atomic():
        now = timezone.now()
        owed = Message.objects.filter(next_try_at__lte=now, sent_at__isnull=True).order_by("next_try_at")
        for message in owed.select_for_update(skip_locked=True, of=("self",))[:BATCH]:
            sent += _try_message(message)
    return sent


def _try_message(message: Message) -> bool:
    now = timezone.now()
    body = words.with_link(message.body, link=message.secret)
    try:
        if message.way == Message.Way.SMS:
            texter: Texter = plugged("texter")
            texter.send(number=message.address, body=body)
        else:
            mailer: Mailer = plugged("mailer")
            mailer.send(address=message.address, subject=message.subject, body=body)
    except CouldNotSend as fault:
        wait = BACK_OFF[message.attempts] if message.attempts < len(BACK_OFF) else 24 * 60
        message.attempts += 1
        message.fault = str(fault)[:300]
        message.next_try_at = now + timedelta(minutes=wait)
        message.save(update_fields=["attempts", "fault", "next_try_at"])
        return False
    message.sent_at, message.fault, message.attempts = now, "", message.attempts + 1
    message.secret = ""
    if settings.DEMO:
        message.body = body  # nothing leaves a demo: what was sent is read in its box
    message.save(update_fields=["sent_at", "fault", "attempts", "secret", "body"])
    return True


@app.periodic(cron="17 * * * *")
@app.task(queue="notices", queueing_lock="warn_of_expiry")
def warn_of_expiry(timestamp: int) -> int:
    """Tell the writers of drafts that go in a week. Saving such a draft moves its day on, and it is told of again."""
    warned = 0
    with transaction.atomic():
        now = timezone.now()
        since = now - timedelta(days=settings.DRAFT_DAYS) + drafts.WARNED_BEFORE
        old = Draft.objects.filter(updated_at__lt=since).filter(
            Q(warned_at__isnull=True) | Q(warned_at__lt=F("updated_at"))
        )
        for draft in old.select_related("person").select_for_update(skip_locked=True, of=("self",))[:BATCH]:
            goes = max(drafts.expires_at(draft), now + drafts.AT_LEAST)
            facts = {
                "name": str(catalogue.definition(draft.version_id).name),
                "day": f"{local(goes):%d/%m/%Y}",
                "days": settings.DRAFT_DAYS,
            }
            subject, body = words.say_to(draft.person, "draft_expires", **facts)
            address = draft.person.email
            Message.objects.create(
                person=draft.person, kind="draft_expires", way="email" if address else "portal", address=address,
                subject=subject, body=body, owed_at=now, sent_at=None if address else now,
                next_try_at=now if address else None,
            )  # fmt: skip
            draft.warned_at = now
            draft.save(update_fields=["warned_at"])
            warned += 1
    return warned
