"""Send what is owed. Each task is one call; a killed worker leaves rows that are still owed, and they are sent."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.base.ports import plugged
from motcua.notices.models import Notice
from motcua.notices.ports import CouldNotSend, Mailer

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
