"""Where the bank's statements come from: a folder into which they are laid, the demo's own bank, or nowhere."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.adapters.payment.twin import Twin
from motcua.payments.ports import Silent

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MOST = 5_000_000  # bytes of a file


class Folder:
    """CSV files in `MOTCUA_BANK_FOLDER`, a gateway's lists in a folder in it that bears the gateway's name.

    When the variable is not set, statements come only by hand, on the counter's page.
    """

    def statements(self, *, since: date) -> Sequence[tuple[str, str]]:
        if not settings.BANK["folder"]:
            return []
        folder, found = Path(settings.BANK["folder"]), []
        try:
            for account in ("", *settings.GATEWAYS):
                for file in sorted((folder / account).glob("*.csv")):
                    laid = datetime.fromtimestamp(file.stat().st_mtime, HANOI).date()
                    if laid >= since and file.stat().st_size <= MOST:
                        found.append((account, file.read_text(encoding="utf-8-sig")))
        except (OSError, ValueError) as fault:
            raise Silent(str(fault)) from fault
        return found


class Sandbox:
    """The statements of the bank and the gateways that the demo imitates."""

    def statements(self, *, since: date) -> Sequence[tuple[str, str]]:
        twin = Twin()
        return [(account, twin.statement(account)) for account in ("", *settings.GATEWAYS)]
