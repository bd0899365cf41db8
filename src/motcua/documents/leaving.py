"""Files that leave the store: those of drafts that never became dossiers. Nothing else ever does.

The row of such a document stays (its table is append-only): that a file with this digest was once attached to a draft.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.apps import apps
from django.db import connection

from motcua.base.models import Kept
from motcua.documents.queries import store

# A file that came within this time may belong to an act that has not ended yet.
REST = timedelta(days=1)
_LONG = 64


def remove(*, digests: Iterable[str], now: datetime) -> int:
    """Remove those of these files that nothing refers to any more; how many went. Harmless to repeat."""
    here = {digest for digest in digests if store().exists(digest)}
    if not here:
        return 0
    wanted = referred(here)
    return sum(store().remove(digest, before=now - REST) for digest in here - wanted)


def referred(digests: set[str]) -> set[str]:
    """Which of these some row of the house still names, in whatever table: documents of drafts that are gone aside."""
    found: set[str] = set()
    for model in apps.get_models():
        if not issubclass(model, Kept):
            continue
        table = model._meta.db_table
        alive = (
            " AND (EXISTS (SELECT FROM dossiers_dossier o WHERE o.id = t.dossier_id) "
            "OR EXISTS (SELECT FROM dossiers_draft f WHERE f.id = t.dossier_id))"
            if table == "documents_document"
            else ""
        )
        for field in model._meta.concrete_fields:
            if "digest" in field.name and getattr(field, "max_length", None) == _LONG and not field.is_relation:
                column = f't."{field.column}"'
                with connection.cursor() as cursor:
                    cursor.execute(
                        f'SELECT DISTINCT {column} FROM "{table}" t WHERE {column} = ANY(%s){alive}', [list(digests)]
                    )
                    found |= {row[0] for row in cursor.fetchall()}
    return found
