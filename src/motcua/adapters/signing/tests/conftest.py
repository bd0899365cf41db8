"""One letter, prepared, signed and sealed, and one shelf of demonstration keys for all tests here."""

from datetime import date
from pathlib import Path

import pytest

from motcua.adapters.signing import DemoShelf, PadesSignatures
from motcua.adapters.signing.tests.letter import AT, LATER, LETTER, typeset


@pytest.fixture(scope="session")
def letter() -> bytes:
    return typeset(LETTER)


@pytest.fixture(scope="session")
def keys(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("keys") / "demo"


@pytest.fixture(scope="session")
def pades(keys) -> PadesSignatures:
    return PadesSignatures(DemoShelf(keys))


@pytest.fixture(scope="session")
def prepared(pades, letter) -> bytes:
    return pades.prepare(letter)


@pytest.fixture(scope="session")
def signed(pades, prepared) -> bytes:
    return pades.sign(pdf=prepared, signer="khanh", name="Lê Hoàng Bảo Khánh", at=AT, reason="Phê duyệt")


@pytest.fixture(scope="session")
def sealed(pades, signed) -> bytes:
    unit = "Ủy ban nhân dân phường Thanh Lương, quận Hai Bà Trưng"
    return pades.seal(pdf=signed, unit=unit, name=unit, number="123/GP-UBND", date=date(2020, 6, 9), at=LATER)
