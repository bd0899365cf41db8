"""The virus scan against the real clamd (Debian: `clamav-daemon`). Makes its own signature.

Fails, and says so, where clamd is missing: what was not tried is not known to work.
"""

import hashlib
import io
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.documents.scan import Clean, Infected, ScannerLimit, answers, scan

# The test string of eicar.org in two halves, so that no scanner takes this file for an infected one.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*").encode()
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a clamd that knows one signature and takes 2 MB."""
    program = shutil.which("clamd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    assert program, "clamd is not installed: apt-get install clamav-daemon"
    folder = tmp_path_factory.mktemp("clamd")
    signatures = folder / "signatures"
    signatures.mkdir()
    digest = hashlib.sha256(EICAR).hexdigest()
    (signatures / "motcua.hsb").write_text(f"{digest}:{len(EICAR)}:Motcua.Test.Eicar:73\n")
    settings = folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {folder}/s\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength 2M\n"
        f"TemporaryDirectory {folder}\nSelfCheck 0\n"
    )
    log = (folder / "log").open("wb")
    daemon = subprocess.Popen([program, "--config-file", str(settings)], stdout=log, stderr=log)
    address = f"unix:{folder}/s"
    try:
        _wait(daemon, address=address, log=folder / "log")
        yield address
    finally:
        daemon.terminate()
        daemon.wait(10)
        log.close()


def _wait(daemon: subprocess.Popen[bytes], *, address: str, log: Path) -> None:
    for _ in range(300):
        assert daemon.poll() is None, log.read_text()
        if answers(address=address, timeout=1):
            return
        time.sleep(0.1)
    pytest.fail(f"clamd did not answer in 30 s: {log.read_text()}")


def test_the_real_scanner_knows_the_test_virus(clamd: str) -> None:
    assert scan(EICAR, address=clamd, timeout=10) == Infected(name="Motcua.Test.Eicar.UNOFFICIAL")


def test_the_real_scanner_lets_a_clean_file_pass(clamd: str) -> None:
    assert scan(io.BytesIO(b"giay khai sinh" * 10_000), address=clamd, timeout=10) == Clean()


def test_the_real_scanner_lets_an_empty_file_pass(clamd: str) -> None:
    assert scan(b"", address=clamd, timeout=10) == Clean()


def test_the_real_scanner_says_when_a_file_is_above_its_limit(clamd: str) -> None:
    with pytest.raises(ScannerLimit):
        scan(io.BytesIO(bytes(8 * MEGABYTE)), address=clamd, timeout=10)
