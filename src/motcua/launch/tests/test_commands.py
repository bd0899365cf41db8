"""The command line: every sub-command explains itself, and mistakes get a sentence."""

import socket

import pytest

from motcua.launch.__main__ import COMMANDS, main
from motcua.launch.commands import demo, serve, worker
from motcua.launch.places import LaunchError

OWN_HELP = ("demo", "serve", "worker", "migrate", "test")


def test_the_list_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(f"    {name} " in said for name in COMMANDS)


@pytest.mark.parametrize("name", OWN_HELP)
def test_a_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"usage: motcua {name}" in capsys.readouterr().out


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--prot", "80"])
    assert ended.value.code == 2
    assert "--prot" in capsys.readouterr().err


def test_a_taken_port_gets_a_sentence_with_another_one(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["demo", f"--port={port}"]) == 1
    said = capsys.readouterr().err
    assert f"port {port} on 127.0.0.1 is taken" in said
    assert "--port" in said
    assert said.count("\n") == 1


def test_a_port_that_is_none_gets_a_sentence() -> None:
    with pytest.raises(LaunchError, match="port 70000"):
        serve.check_port(host="127.0.0.1", port=70000)


def test_reset_never_touches_a_database_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    with pytest.raises(LaunchError, match="only knows the embedded database"):
        demo.reset(sure=True)


def test_server_and_worker_run_in_this_python_and_write_no_access_log() -> None:
    assert "--no-access-log" in serve.command()
    assert "--blocking-threads=16" in serve.command()
    assert serve.command()[0] == worker.command()[0]
