"""How long to wait for what somebody else holds: an act by itself waits its turn, an act among many does not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable

from motcua.base.refusals import OutOfOrder


class HeldByAnother(OutOfOrder):
    """Somebody is working on it at this moment. Nothing was changed."""

    kind = "held-by-another"
    title = _("Người khác đang xử lý hồ sơ này")


@contextmanager
def impatient(*, milliseconds: int = 700) -> Iterator[None]:
    """Inside, an act waits no longer than this for a lock. Raises `HeldByAnother`.

    The setting is the connection's and is put back, whatever happens. Not inside a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{milliseconds}ms"])
    try:
        yield
    except OperationalError as fault:
        if isinstance(fault.__cause__, LockNotAvailable):
            raise HeldByAnother(_("Người khác đang xử lý hồ sơ này. Hãy thử lại sau ít phút.")) from fault
        raise
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', '0', false)")
