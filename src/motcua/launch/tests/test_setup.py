"""The shell script that sets motcua up: what it says when the machine is not as it needs it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.launch.places import ROOT

SCRIPT = next(path for path in (ROOT / "motcua", ROOT / "motcua.sh") if path.is_file())
TOOLS = ("sh", "cat", "cmp", "dirname", "env", "grep", "mkdir", "rm", "tail")
Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the script, a lock that names nothing, and a folder with the system's tools but no Python."""
    folder = tmp_path / "checkout"
    (folder / "motcua" / "launch").mkdir(parents=True)
    (folder / "motcua" / "__init__.py").touch()
    (folder / "motcua" / "launch" / "__init__.py").touch()
    (folder / "motcua" / "launch" / "__main__.py").write_text("import sys; print('here', *sys.argv[1:])\n")
    (folder / "requirements.lock").touch()
    shutil.copy(SCRIPT, folder / "start")
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / "bin" / tool).symlink_to(found)
    return folder


@pytest.fixture
def start(checkout: Path) -> Start:
    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(checkout.parent / "bin"), "HOME": "/nonexistent"} | variables
        return subprocess.run(
            [str(checkout / "start"), *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def program(checkout: Path, name: str, *, text: str) -> None:
    path = checkout.parent / "bin" / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def real_python(checkout: Path) -> None:
    program(checkout, "python3", text=f'exec {sys.executable} "$@"')


def test_without_python_it_says_what_to_install(start: Start) -> None:
    answer = start("demo")
    assert answer.returncode == 1
    assert answer.stderr.startswith("motcua: no Python was found; install Python 3.11 or newer")
    assert answer.stderr.count("\n") == 1


def test_an_old_python_is_named_with_its_version(checkout: Path, start: Start) -> None:
    program(checkout, "python3", text="case $2 in *print*) echo 3.9 ;; *) exit 1 ;; esac")
    answer = start("demo")
    assert answer.returncode == 1
    assert "Python is 3.9 and motcua needs 3.11 or newer" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_python_without_its_venv_module_is_told_the_package(checkout: Path, start: Start) -> None:
    text = "case $2 in *print*) echo 3.12 ;; *venv*) exit 1 ;; esac"
    program(checkout, "python3", text=text)
    answer = start("demo")
    assert answer.returncode == 1
    assert "apt install python3.12-venv" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_command_that_is_there_and_does_not_work_is_passed_over(checkout: Path, start: Start) -> None:
    program(checkout, "python3.13", text="exit 127")
    real_python(checkout)
    answer = start("clock", "--help")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == "here clock --help\n"


def test_the_second_start_sets_nothing_up(checkout: Path, start: Start) -> None:
    real_python(checkout)
    assert "setting up" in start("demo").stderr
    again = start("demo")
    assert (again.stdout, again.stderr) == ("here demo\n", "")


def test_a_half_made_environment_heals(checkout: Path, start: Start) -> None:
    real_python(checkout)
    half = checkout / ".motcua" / "venv" / "bin"
    half.mkdir(parents=True)
    (half / "python").write_text("not a program")
    (half / "python").chmod(0o755)
    assert start("demo").stdout == "here demo\n"


def test_a_changed_lock_and_a_moved_checkout_are_set_up_anew(checkout: Path, start: Start) -> None:
    real_python(checkout)
    start("demo")
    (checkout / "requirements.lock").write_text("# one line more\n")
    assert "setting up" in start("demo").stderr
    moved = checkout.rename(checkout.with_name("moved"))
    answer = subprocess.run(
        [str(moved / "start"), "demo"], env={"PATH": str(moved.parent / "bin")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "setting up" in answer.stderr
    assert answer.stdout == "here demo\n"


def test_two_first_starts_at_once_both_arrive(checkout: Path) -> None:
    real_python(checkout)
    environment = {"PATH": str(checkout.parent / "bin")}
    both = [
        subprocess.Popen(
            [str(checkout / "start"), "demo"], env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    answers = [process.communicate() for process in both]
    assert [out for out, _ in answers] == ["here demo\n"] * 2
    assert sum("setting up" in said for _, said in answers) == 1


def test_a_home_that_cannot_be_written_gets_a_sentence(checkout: Path, start: Start) -> None:
    real_python(checkout)
    (checkout.parent / "file").touch()
    answer = start("demo", MOTCUA_HOME=str(checkout.parent / "file" / "home"))
    assert answer.returncode == 1
    assert "set MOTCUA_HOME to a folder of your own" in answer.stderr
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        ("WARNING: Retrying after connection broken by NewConnectionError", "check this machine's network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "was not installed"),
    ],
)
def test_a_set_up_that_breaks_off_says_why(checkout: Path, start: Start, log: str, sentence: str) -> None:
    program(checkout, "uv", text=f'echo "{log}"; exit 2')
    real_python(checkout)
    answer = start("demo")
    assert answer.returncode == 1
    assert sentence in answer.stderr.splitlines()[-1]
    assert not list((checkout / ".motcua").glob("venv/*.stamp"))


def test_the_locks_name_digests_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        named = [line for line in text.splitlines() if line and line[0].isalpha()]
        assert len(named) > 40
        assert all("==" in line for line in named)
        assert text.count("--hash=sha256:") >= len(named)


def test_the_script_is_plain_sh() -> None:
    shells = [shell for shell in ("dash", "sh") if shutil.which(shell)]
    for shell in shells:
        subprocess.run([shell, "-n", str(SCRIPT)], check=True, env=os.environ)
