"""Drafts that outlived their time go, and the files of drafts that are gone with them."""

from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.documents import leaving
from motcua.dossiers import drafts


@app.periodic(cron="41 * * * *")
@app.task(queue="notices", queueing_lock="expire_drafts")
def expire_drafts(timestamp: int) -> int:
    """Throw drafts away whose day has come and whose writers were told. How many they were."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Judged again under the lock: a draft that was saved a moment ago stays.
        cursor.execute(
            "DELETE FROM dossiers_draft WHERE id = ANY(%s) AND updated_at < %s",
            [drafts.outlived(now=timezone.now()), timezone.now() - timedelta(days=settings.DRAFT_DAYS)],
        )
        return int(cursor.rowcount)


@app.periodic(cron="53 3 * * *")
@app.task(queue="notices", queueing_lock="sweep_drafts_files")
def sweep_drafts_files(timestamp: int) -> int:
    """Remove the files of drafts that were thrown away, if nothing else in the house has the same content."""
    now = timezone.now()
    since = now - timedelta(days=settings.DRAFT_DAYS * 2 + 60)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT digest, original_digest, picture_digest FROM documents_document d WHERE at > %s AND at < %s "
            "AND NOT EXISTS (SELECT FROM dossiers_dossier o WHERE o.id = d.dossier_id) "
            "AND NOT EXISTS (SELECT FROM dossiers_draft f WHERE f.id = d.dossier_id)",
            [since, now - leaving.REST],
        )
        digests = {digest for row in cursor.fetchall() for digest in row if digest}
    return leaving.remove(digests=digests, now=now)
