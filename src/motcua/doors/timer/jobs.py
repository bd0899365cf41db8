"""The door by which time comes in: what happens on a day or at an hour, unasked. One task, one act."""

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua import casework
from motcua.base.refusals import Refusal
from motcua.people.who import SYSTEM
from motcua.registers import queries as registers


@app.periodic(cron="20 7 * * *")
@app.task(queue="timer", queueing_lock="remind_of_expiry")
def remind_of_expiry(timestamp: int) -> int:
    """Tell every holder whose licence expires soon, once. Returns how many were told."""
    told = 0
    for dossier_id, registration_id in registers.to_remind(today=timezone.localdate()):
        try:
            casework.remind_expiry(
                dossier_id=dossier_id, registration_id=registration_id, by=SYSTEM, at=timezone.now(),
                key=f"expiry:{registration_id}",
            )  # fmt: skip
        except Refusal:
            continue  # renewed or revoked in between
        told += 1
    return told
