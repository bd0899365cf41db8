"""The embedded server: started, shared, killed, moved, refused. Real servers in temporary folders."""

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from motcua.launch import binaries, postgres
from motcua.launch.places import ROOT, LaunchError
from motcua.launch.postgres import Server


@pytest.fixture
def home() -> Iterator[Path]:
    """Not below pytest's folder, which it closes for others: as root the server runs as another user."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-launch-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    with Server(home, durable=False) as started:
        yield started


def ask(server: Server, question: str, *, role: postgres.Role = "motcua_app") -> object:
    with psycopg.connect(server.dsn(role), autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_the_application_and_the_owner_are_two_roles_and_neither_is_a_superuser(server: Server) -> None:
    assert ask(server, "SELECT current_user::text") == "motcua_app"
    assert ask(server, "SELECT current_user::text", role="motcua_owner") == "motcua_owner"
    assert ask(server, "SELECT bool_or(rolsuper) FROM pg_roles WHERE rolname LIKE 'motcua%'") is False
    owner = ask(server, "SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = 'motcua'")
    assert owner == "motcua_owner"


def test_the_application_may_not_make_tables(server: Server) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(server, "CREATE TABLE mine (id int)")


def test_letters_are_vietnamese_and_pages_carry_checksums(server: Server) -> None:
    assert ask(server, "SELECT upper('đường Lê Đại Hành')") == "ĐƯỜNG LÊ ĐẠI HÀNH"
    assert ask(server, "SELECT datcollate FROM pg_database WHERE datname = 'motcua'") == "C.UTF-8"
    assert ask(server, "SELECT current_setting('server_encoding')") == "UTF8"
    assert ask(server, "SELECT current_setting('data_checksums')") == "on"


def test_search_extensions_are_there_for_the_owner(server: Server) -> None:
    assert ask(server, "SELECT count(*) FROM pg_available_extensions WHERE name IN ('unaccent','pg_trgm')") == 2
    with psycopg.connect(server.dsn("motcua_owner"), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        row = connection.execute("SELECT similarity('đăng ký', 'đăng kí') > 0.3").fetchone()
    assert row == (True,)


def test_only_its_user_may_enter_the_socket_folder_and_no_port_is_open(server: Server) -> None:
    assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
    assert server.pid is not None
    listening = [c for c in psutil.Process(server.pid).net_connections("tcp") if c.status == "LISTEN"]
    assert listening == []


def test_the_server_never_runs_as_root(server: Server) -> None:
    assert server.pid is not None
    assert psutil.Process(server.pid).uids().effective != 0


def test_stop_leaves_no_process_and_start_brings_the_rows_back(home: Path) -> None:
    with Server(home) as server:
        with psycopg.connect(server.dsn("motcua_owner"), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        pid = server.pid
    assert pid is not None and not psutil.pid_exists(pid)
    with Server(home) as again:
        assert ask(again, "SELECT number FROM kept", role="motcua_owner") == 7


def test_an_acknowledged_row_survives_kill_9_of_every_process(home: Path) -> None:
    server = Server(home)
    server.start()
    with psycopg.connect(server.dsn("motcua_owner"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    assert server.pid is not None
    postmaster = psutil.Process(server.pid)
    for process in [postmaster, *postmaster.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):  # the children leave when the first is gone
            process.kill()
    with Server(home) as again:
        assert again.pid != postmaster.pid
        assert ask(again, "SELECT number FROM kept", role="motcua_owner") == 7
    server.stop()


def test_a_start_right_after_kill_9_of_the_postmaster_waits_for_its_remains(home: Path) -> None:
    server = Server(home)
    server.start()
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    with Server(home) as again:
        assert ask(again, "SELECT 1") == 1
    server.stop()


def test_a_server_whose_launcher_was_killed_is_taken_over_and_then_stopped(home: Path) -> None:
    launcher = _launcher(home)
    orphan = int(_line(launcher))
    launcher.kill()
    launcher.communicate()
    assert psutil.pid_exists(orphan)
    with Server(home) as heir:
        assert heir.pid == orphan
        assert ask(heir, "SELECT 1") == 1
    assert not psutil.pid_exists(orphan)


def test_a_number_that_now_belongs_to_another_program_does_not_stop_the_start(home: Path) -> None:
    with Server(home) as server:
        folder = server.folder
    stale = [str(os.getppid()), str(folder / "data"), "0", "5432", "/nowhere", "", "1 1", "ready"]
    (folder / "data" / "postmaster.pid").write_text("\n".join(stale) + "\n")
    with Server(home) as again:
        assert ask(again, "SELECT 1") == 1


def test_a_half_made_data_folder_is_swept_away(home: Path) -> None:
    server = Server(home, durable=False)
    (server.folder / "data-new-1").mkdir(parents=True)
    (server.folder / "data-new-1" / "PG_VERSION").write_text("18\n")
    with server:
        assert ask(server, "SELECT 1") == 1
        assert not (server.folder / "data-new-1").exists()


def test_two_launchers_at_once_share_one_server_and_the_last_one_stops_it(home: Path) -> None:
    first, second = _launcher(home), _launcher(home)
    pid = int(_line(first))
    assert int(_line(second)) == pid
    _leave(first)
    assert psutil.pid_exists(pid)
    _leave(second)
    assert not psutil.pid_exists(pid)


def test_a_path_too_long_for_a_socket_gets_a_folder_of_its_own(home: Path) -> None:
    deep = home / ("quận-Hoàn-Kiếm-" * 8)
    with Server(deep, durable=False) as server:
        assert not server.socket_folder.is_relative_to(deep)
        folder = server.socket_folder
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert ask(server, "SELECT 1") == 1
    assert not folder.exists()


def test_a_socket_folder_of_somebody_else_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = home / ("quận-Hoàn-Kiếm-" * 8)
    monkeypatch.setattr(postgres.tempfile, "gettempdir", lambda: str(home))
    run_as = binaries.who_runs()
    folder = deep / "pg"
    (home / f"motcua-{postgres._mark(folder)}").symlink_to(tmp_path)
    with pytest.raises(LaunchError, match="belongs to somebody else"):
        postgres._socket_folder(folder, run_as=run_as)


def test_a_damaged_data_folder_gets_a_sentence(home: Path) -> None:
    with Server(home, durable=False) as server:
        data = server.folder / "data"
    (data / "global" / "pg_control").unlink()
    with pytest.raises(LaunchError, match=r"pg_control.*--reset"):
        Server(home, durable=False).start()


def test_a_data_folder_of_another_version_gets_a_sentence(home: Path) -> None:
    with Server(home, durable=False) as server:
        data = server.folder / "data"
    (data / "PG_VERSION").write_text("14\n")
    with pytest.raises(LaunchError, match="was made by PostgreSQL 14"):
        Server(home, durable=False).start()


def test_no_programs_gets_a_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_POSTGRES_BIN", str(home))
    with pytest.raises(LaunchError, match="MOTCUA_POSTGRES_BIN"):
        Server(home).start()


def test_wipe_waits_for_nobody_but_refuses_while_somebody_works(home: Path) -> None:
    with Server(home, durable=False) as server:
        with pytest.raises(LaunchError, match="stop it first"):
            Server(home, durable=False).wipe()
        assert ask(server, "SELECT 1") == 1
    server.wipe()
    assert not (server.folder / "data").exists()


def _launcher(home: Path) -> subprocess.Popen[str]:
    """Another process that starts the server, prints its number, and leaves at the end of its input."""
    program = (
        "import sys; from pathlib import Path; from motcua.launch.postgres import Server\n"
        "with Server(Path(sys.argv[1])) as server:\n"
        "    print(server.pid, flush=True); sys.stdin.read()\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    )  # fmt: skip


def _line(launcher: subprocess.Popen[str]) -> str:
    assert launcher.stdout is not None
    return launcher.stdout.readline()


def _leave(launcher: subprocess.Popen[str]) -> None:
    assert launcher.stdin is not None and launcher.stdout is not None
    launcher.stdin.close()
    launcher.wait(30)
    launcher.stdout.close()
