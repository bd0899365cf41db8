"""Which database the commands work on: the one of DATABASE_URL, else the embedded one."""

import contextlib
import os
from collections.abc import Iterator

from motcua.launch.places import home
from motcua.launch.postgres import Server


@contextlib.contextmanager
def provided() -> Iterator[Server | None]:
    """Within this block DATABASE_URL (application) and DATABASE_OWNER_URL (owner) are set.

    Gives the embedded server, or None when the person set DATABASE_URL. Where only DATABASE_URL was given it
    serves the owner too, and the settings let the application step down to the role `motcua_app`.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        os.environ.setdefault("DATABASE_OWNER_URL", given)
        yield None
        return
    with Server(home()) as server:
        os.environ["DATABASE_URL"] = server.dsn("motcua_app")
        os.environ["DATABASE_OWNER_URL"] = server.dsn("motcua_owner")
        try:
            yield server
        finally:
            for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
                os.environ.pop(name, None)
