"""A throw-away database server for the tests."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from motcua.launch.postgres import Server


def provide_database() -> None:
    """When DATABASE_URL is unset: start a temporary server and set DATABASE_URL and DATABASE_OWNER_URL.

    Call it before Django is configured. The server does without fsync, both roles may create databases
    (Django makes `test_…`), child processes (xdist) inherit the addresses, and all is gone when this process
    ends.
    """
    if os.environ.get("DATABASE_URL"):
        return
    home = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    home.chmod(0o711)  # as root the server runs as another user, who must get through
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    server = Server(home, durable=False)
    server.start()
    atexit.register(server.stop)
    os.environ["DATABASE_URL"] = server.dsn("motcua_app")
    os.environ["DATABASE_OWNER_URL"] = server.dsn("motcua_owner")
