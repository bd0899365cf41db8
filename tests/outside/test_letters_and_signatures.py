"""What others say of our letters and signatures: a validator of PDF/A and PDF/UA, poppler, a PKCS#11 device.

A missing tool is a failure: a check that did not run has not passed.
"""

import json
import re
import shutil
import subprocess
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from page import ValidationProfile, validate_pdf_bytes

from motcua.adapters.signing import DemoShelf, PadesSignatures
from motcua.adapters.signing.pkcs11_shelf import Pkcs11Shelf
from motcua.adapters.typesetting.port import Typesetter
from motcua.catalogue.packs import read_pack
from motcua.results.ports import CertificateUnknown, SigningDeviceGone

LETTERS = Path(__file__).parents[2] / "packs" / "hanoi-2020" / "letters"
EXAMPLES = sorted((LETTERS / "examples").glob("*.json"))
RESULTS = ["apology", "result_certificate", "result_extract", "result_licence", "result_refusal"]

HANOI = timezone(timedelta(hours=7))
AT = datetime(2020, 6, 19, 14, 30, 5, tzinfo=HANOI)
UNIT = "Ủy ban nhân dân phường Thanh Lương, quận Hai Bà Trưng, thành phố Hà Nội"
SOFTHSM = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")

BYTE_RANGE = re.compile(rb"/ByteRange *\[0 (\d+) (\d+) (\d+)\]( *)")


def tool(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is not installed: apt-get install poppler-utils softhsm2"
    return found


SETS = {one.effective_from: one.letters for one in read_pack(LETTERS.parent).letters}
VERSIONS = [(day, name) for day, letters in SETS.items() for name in letters]


def typeset(name: str, *, day: date = date(2020, 3, 1)) -> bytes:
    """A letter as the house prints it, in the version of a day, with the longest names."""
    data = json.loads((LETTERS / "examples" / f"{name}.json").read_text())
    if not (data.get("lookup") or data.get("verification")):
        data["verification"] = {"url": "https://motcua.example"}
    return Typesetter().render(files=SETS[day][name], main=f"{name}.typ", data=data)


def complaints(pdf: bytes) -> list[str]:
    """What the validator has against a file, under PDF/A-2a and PDF/UA-1."""
    return [
        f"{profile.value}: {failure.rule_id} {failure.message}"
        for profile in (ValidationProfile.PDF_A_2A, ValidationProfile.PDF_UA_1)
        for failure in validate_pdf_bytes(pdf, profile=profile).failures
    ]


def with_ranges_to_the_end(pdf: bytes) -> bytes:
    """The file as if every signature reached to its end.

    page 0.11 asks that of a /ByteRange, which no file with two signatures can fulfil: ISO 19005-2, 6.4.3
    means the file as it was when it was signed. That each range ends with its revision is tested apart.
    """

    def longer(found: re.Match[bytes]) -> bytes:
        first, second = int(found[1]), int(found[2])
        ours = b"/ByteRange [0 %d %d %d]" % (first, second, len(pdf) - second)
        assert len(ours) <= len(found[0])
        return ours.ljust(len(found[0]))

    return BYTE_RANGE.sub(longer, pdf)


def pdfsig(pdf: bytes, *, folder: Path) -> str:
    (folder / "one.pdf").write_bytes(pdf)
    ran = subprocess.run(
        [tool("pdfsig"), "-nocert", str(folder / "one.pdf")], capture_output=True, text=True, check=False
    )
    return ran.stdout


def acts(signatures: PadesSignatures, pdf: bytes) -> SimpleNamespace:
    """The three acts on one letter."""
    prepared = signatures.prepare(pdf)
    signed = signatures.sign(pdf=prepared, signer="van", name="Đặng Trần Nguyễn Khánh Vân", at=AT, reason="Phê duyệt")
    sealed = signatures.seal(pdf=signed, unit=UNIT, name=UNIT, number="123/GP-UBND", date=date(2020, 6, 19), at=AT)
    return SimpleNamespace(prepared=prepared, signed=signed, sealed=sealed)


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("keys") / "demo"


@pytest.fixture(scope="module")
def signatures(keys) -> PadesSignatures:
    return PadesSignatures(DemoShelf(keys))


@pytest.mark.parametrize(("day", "name"), VERSIONS, ids=[f"{day}-{name}" for day, name in VERSIONS])
def test_every_letter_with_the_longest_names_is_pdf_a_and_pdf_ua(day, name):
    assert complaints(typeset(name, day=day)) == []


def test_the_set_of_2025_has_its_seven_forms():
    assert set(SETS[date(2025, 9, 15)]) == {
        "receipt", "supplement", "refusal", "apology", "stop_notice", "control_sheet", "tracking_book",
    }  # fmt: skip


@pytest.mark.parametrize("day", SETS)
@pytest.mark.parametrize("name", ["receipt", "supplement", "refusal", "apology"])
def test_a_form_that_asks_for_a_signature_stays_pdf_a_and_pdf_ua_when_it_is_signed(signatures, day, name):
    signed = signatures.sign(
        pdf=signatures.prepare(typeset(name, day=day)), signer="hoa", name="Nguyễn Thị Hoa", at=AT, reason="Mẫu"
    )
    assert complaints(signed) == []


def test_every_template_has_an_example():
    templates = {path.stem for path in LETTERS.glob("*.typ")} - {"house", "result", "set"}
    assert {path.stem for path in EXAMPLES} == templates


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_stays_pdf_a_and_pdf_ua_through_all_three_acts(signatures, name):
    done = acts(signatures, typeset(name))
    assert complaints(done.prepared) == []
    assert complaints(done.signed) == []
    assert complaints(with_ranges_to_the_end(done.sealed)) == []


def test_each_signature_covers_all_of_its_revision(signatures):
    done = acts(signatures, typeset("result_licence"))
    ends = [int(found[2]) + int(found[3]) for found in BYTE_RANGE.finditer(done.sealed)]
    assert ends == [len(done.signed), len(done.sealed)]
    for found in BYTE_RANGE.finditer(done.sealed):
        gap = done.sealed[int(found[1]) : int(found[2])]
        assert re.fullmatch(rb"<[0-9A-F]+>", gap)


def test_the_validator_finds_what_is_wrong(signatures):
    """Otherwise the tests above would pass on anything."""
    whole = signatures.prepare(typeset("result_licence"))
    for right, wrong in (
        (b"/Lang (vi-VN)", b"/Lung (vi-VN)"),
        (b"/S /Form", b"/S /Firm"),
        (b"pdfuaid:part>1<", b"pdfuaid:part>7<"),
        (b"/TU ", b"/Tu "),
    ):
        assert right in whole
        assert complaints(whole.replace(right, wrong)) != []


def test_poppler_finds_both_signatures_valid(signatures, tmp_path):
    said = pdfsig(acts(signatures, typeset("result_extract")).sealed, folder=tmp_path)
    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert said.count("Signature Type: ETSI.CAdES.detached") == 2
    assert "Signer Certificate Common Name: Đặng Trần Nguyễn Khánh Vân" in said
    assert said.count("Total document signed") == 1 and said.count("Not total document signed") == 1


def test_poppler_finds_a_flipped_bit(signatures, tmp_path):
    spoiled = bytearray(acts(signatures, typeset("result_extract")).sealed)
    spoiled[spoiled.index(b"endstream") - 40] ^= 1
    assert "Signature is Valid." not in pdfsig(bytes(spoiled), folder=tmp_path)


@pytest.fixture
def token(keys, tmp_path, monkeypatch):
    """A SoftHSM token with the leader's key and the unit's key of the demonstration."""
    module = next((path for path in SOFTHSM if Path(path).exists()), None)
    assert module, "SoftHSM is not installed: apt-get install softhsm2"
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(
        f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    command = [tool("softhsm2-util"), "--module", module]
    pins = ["--pin", "123456"]
    subprocess.run(
        [*command, "--init-token", "--free", "--label", "motcua", "--so-pin", "654321", *pins],
        check=True,
        capture_output=True,
    )
    pkcs11.lib(module).reinitialize()
    shelf = DemoShelf(keys)
    for number, (kind, holder) in enumerate({"person": "van", "unit": UNIT}.items(), start=1):
        _put_into_token(shelf, keys, tmp_path, command, kind=kind, holder=holder, number=number, module=module)
    return SimpleNamespace(module=module, folder=tmp_path / "tokens", roots=shelf.roots())


def _put_into_token(shelf, keys, tmp_path, command, *, kind, holder, number, module):
    shelf.key_of(holder, kind=kind, name=holder)
    newest = max(keys.glob(f"{kind}-*.p12"), key=lambda path: path.stat().st_mtime)
    passphrase = (keys / "passphrase").read_bytes()
    key, certificate, _ = pkcs12.load_key_and_certificates(newest.read_bytes(), passphrase)
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    label = f"{kind}-{holder}"
    what = [
        "--import",
        str(tmp_path / "key.pem"),
        "--token",
        "motcua",
        "--label",
        label,
        "--id",
        f"{number:02d}",
    ]
    subprocess.run([*command, *what, "--pin", "123456"], check=True, capture_output=True)
    opened = pkcs11.lib(module).get_token(token_label="motcua").open(user_pin="123456", rw=True)
    with opened as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: label,
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
            }
        )


def test_a_token_signs_and_seals_and_is_missed_when_it_is_pulled_out(token, tmp_path):
    shelf = Pkcs11Shelf(module=token.module, token="motcua", pin="123456", issuers=[], roots=token.roots)
    signatures = PadesSignatures(shelf)
    letter = typeset("result_licence")

    done = acts(signatures, letter)
    assert [(each.intact, each.trusted) for each in signatures.check(done.sealed)] == [(True, True)] * 2
    assert complaints(with_ranges_to_the_end(done.sealed)) == []
    assert pdfsig(done.sealed, folder=tmp_path).count("Signature is Valid.") == 2

    with pytest.raises(CertificateUnknown):
        signatures.sign(pdf=done.prepared, signer="minh", name="Minh", at=AT, reason="")

    wrong = Pkcs11Shelf(module=token.module, token="motcua", pin="000000", issuers=[], roots=[])
    with pytest.raises(SigningDeviceGone):
        wrong.key_of("van", kind="person", name="?")

    shutil.move(token.folder, tmp_path / "pulled out")
    token.folder.mkdir()
    with pytest.raises(SigningDeviceGone):
        signatures.sign(pdf=done.prepared, signer="van", name="Vân", at=AT, reason="")
