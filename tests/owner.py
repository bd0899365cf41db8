"""What the owner of the database could do past the application: forge, and be found out."""

import os
import re
from typing import Any

import psycopg

from tests.database import NAME


def as_owner(statement: str, params: list[Any] | None = None) -> int:
    """Run a statement as the role that runs the migrations, and commit it; returns how many rows it touched.

    Sees only what was committed: for tests with the fixture `committed`.
    """
    url = os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    with psycopg.connect(re.sub(r"(?<=/)[^/?]*(?=$|\?)", NAME, url, count=1)) as raw:
        return raw.execute(statement, params).rowcount
