"""The dossier's code: its unit, the day, and a serial number of that day (NĐ 61/2018 art. 26, TT 01/2018 art. 19).

The meaning is for people. The software never parses a code; it only writes one pattern and looks codes up as they are.
"""

import re
from datetime import datetime

from django.conf import settings

from motcua.base.models import Counter
from motcua.dossiers.clock import local
from motcua.organisation.models import Unit

# The serial grows past four digits where a unit has a very busy day.
PATTERNS = {
    "tt01": "{unit}-{day:%y%m%d}-{serial:04d}",  # TT 01/2018 art. 19: 000.00.14.H26-200703-0002
    "qd20": "{reversed}-{day:%Y%m%d}-{serial:07d}",  # as seen after QĐ 20/2020: G09.20-20260609-0092637
}
# What people type: any of the patterns that are in use anywhere, in any case, with spaces around.
LOOKS_LIKE_A_CODE = re.compile(r"^[A-Z0-9][A-Z0-9.]{2,34}-\d{6,8}-\d{4,12}$")


def next_code(unit: Unit, *, at: datetime) -> str:
    """The next code of this unit on this day. One statement on one row: two servers never give the same."""
    day = local(at).date()
    serial = Counter.next(f"dossier:{unit.code}:{day.isoformat()}")
    levels = [level for level in reversed(unit.code.split(".")) if level.strip("0")]
    return PATTERNS[settings.CODE_PATTERN].format(unit=unit.code, reversed=".".join(levels), day=day, serial=serial)


def tidy(typed: str) -> str:
    """A code as a person typed it, or "" when it cannot be one."""
    code = re.sub(r"\s+", "", typed).upper()
    return code if LOOKS_LIKE_A_CODE.match(code) else ""
