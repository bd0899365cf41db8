import os
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from asn1crypto import x509

from motcua.adapters.signing.demo_ca import MARK, DemoShelf


def _serial(folder: str) -> int:
    key = DemoShelf(Path(folder)).key_of("hoa", kind="person", name="Nguyễn Thị Hoa")
    assert key.signer.signing_cert is not None
    return int(key.signer.signing_cert.serial_number)


def certificate(shelf: DemoShelf, holder: str, **how) -> x509.Certificate:
    found = shelf.key_of(holder, **how).signer.signing_cert
    assert found is not None
    return found


def test_two_processes_that_make_the_same_key_at_once_end_with_one(tmp_path):
    folder = str(tmp_path / "demo")
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as workers:
        assert len(set(workers.map(_serial, [folder] * 4))) == 1
    assert len(list((tmp_path / "demo").glob("person-*.p12"))) == 1
    assert not list((tmp_path / "demo").glob(".*"))


def test_nobody_else_can_read_the_keys(tmp_path):
    shelf = DemoShelf(tmp_path / "demo")
    shelf.key_of("hoa", kind="person", name="Hoa")
    assert stat.S_IMODE(os.stat(tmp_path / "demo").st_mode) == 0o700
    kept = list((tmp_path / "demo").iterdir())
    assert len(kept) == 3
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in kept)


def test_every_certificate_says_that_it_is_a_demonstration(tmp_path):
    shelf = DemoShelf(tmp_path / "demo")
    person = certificate(shelf, "hoa", kind="person", name="Nguyễn Thị Hoa")
    unit = certificate(shelf, "hoa", kind="unit", name="UBND phường Thanh Lương")
    assert person.serial_number != unit.serial_number
    for each in (person, unit, *shelf.roots()):
        assert each.subject.native["organization_name"] == MARK


def test_a_second_start_finds_the_same_keys(tmp_path):
    assert _serial(str(tmp_path / "demo")) == _serial(str(tmp_path / "demo"))
