import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pikepdf
import pytest
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from motcua.adapters.signing import PadesSignatures, Pkcs12Shelf, checking
from motcua.adapters.signing.demo_ca import DemoShelf
from motcua.adapters.signing.tests.letter import AT, LATER, LETTER, time_stamping_authority, typeset
from motcua.results.ports import (
    CertificateExpired,
    CertificateUnknown,
    DocumentNotSignable,
    SigningDeviceGone,
)


@contextmanager
def fields_of(pdf: bytes) -> Iterator[dict[str, pikepdf.Object]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield {str(each.T): each for each in document.Root.AcroForm.Fields}


def test_a_leader_signs_and_a_clerk_numbers_and_seals_and_both_signatures_hold(pades, sealed):
    leader, seal = pades.check(sealed)
    assert (leader.field, leader.signer, leader.signed_at) == ("Signature", "Lê Hoàng Bảo Khánh", AT)
    assert (seal.field, seal.signed_at) == ("Seal", LATER)
    assert seal.signer.startswith("Ủy ban nhân dân phường Thanh Lương")
    assert leader.intact and leader.trusted and not leader.covers_whole_document
    assert seal.intact and seal.trusted and seal.covers_whole_document


def test_each_act_only_adds_to_the_end_of_the_file(prepared, signed, sealed):
    assert signed.startswith(prepared)
    assert sealed.startswith(signed)


def test_number_and_date_stand_in_fields_that_only_the_seal_fills(signed, sealed):
    with fields_of(signed) as before:
        assert "/V" not in before["Number"] and "/V" not in before["Date"]
    with fields_of(sealed) as after:
        assert str(after["Number"].V) == "Số: 123/GP-UBND"
        assert str(after["Date"].V) == "Hà Nội, ngày 09 tháng 06 năm 2020"
        assert all(int(after[name].Ff) & 1 for name in ("Number", "Date"))


def test_every_field_is_tagged_and_told_and_other_links_stay_links(prepared):
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        tags = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        elements = dict(zip(map(int, tags[::2]), tags[1::2], strict=True))
        for each in pdf.pages[0].Annots:
            kind = "/Form" if each.Subtype == "/Widget" else "/Link"
            assert kind == elements[int(each.StructParent)].S
            assert each.Subtype == "/Link" or str(each.TU)
        assert sum(each.Subtype == "/Link" for each in pdf.pages[0].Annots) == 1


def test_preparing_is_deterministic_and_happens_once(pades, letter, prepared):
    assert pades.prepare(letter) == prepared
    with pytest.raises(DocumentNotSignable):
        pades.prepare(prepared)


def test_a_flipped_bit_is_found_wherever_it_is(pades, sealed):
    for place in range(200, len(sealed), len(sealed) // 23):
        spoiled = bytearray(sealed)
        spoiled[place] ^= 1
        found = pades.check(bytes(spoiled))
        assert not found or not all(each.intact for each in found), place


def test_something_hidden_in_the_room_behind_a_signature_is_found(pades, sealed):
    end = sealed.rindex(b"0>", 0, sealed.rindex(b"/Reason"))
    spoiled = sealed[: end - 8] + b"41414141" + sealed[end:]
    assert [each.intact for each in pades.check(spoiled)].count(False) == 1


def test_a_change_after_the_seal_is_found(pades, sealed):
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        pdf.Root.AcroForm.Fields[0].V = pikepdf.String("Số: 999/GP-UBND")
        out = io.BytesIO()
        pdf.save(out)
    assert not any(each.intact for each in pades.check(out.getvalue()))


def test_an_addition_after_the_seal_breaks_what_the_seal_covers(pades, sealed):
    assert not any(each.covers_whole_document for each in pades.check(sealed + b"% more\n"))


def test_a_signature_under_another_root_is_intact_but_not_trusted(sealed, tmp_path):
    stranger = PadesSignatures(DemoShelf(tmp_path / "other"))
    assert [(each.intact, each.trusted) for each in stranger.check(sealed)] == [(True, False)] * 2


def test_acts_out_of_order_are_refused(pades, letter, prepared, signed, sealed):
    again = {"signer": "khanh", "name": "Khánh", "at": AT, "reason": ""}
    seal = {"unit": "UBND", "name": "UBND", "number": "1/GP", "date": date(2020, 6, 9), "at": AT}
    for pdf in (letter, signed, sealed, b"", b"%PDF-1.7 nothing"):
        with pytest.raises(DocumentNotSignable):
            pades.sign(pdf=pdf, **again)
    for pdf in (letter, prepared, sealed):
        with pytest.raises(DocumentNotSignable):
            pades.seal(pdf=pdf, **seal)


def test_a_document_without_a_place_to_sign_is_refused(pades):
    with pytest.raises(DocumentNotSignable):
        pades.prepare(typeset(LETTER.replace("urn:motcua:signature", "https://motcua.example/x")))
    with pytest.raises(DocumentNotSignable):
        pades.prepare(b"hello")


def test_a_letter_may_have_a_signature_and_no_seal(pades):
    plain = LETTER.replace("urn:motcua:seal", "https://motcua.example/x")
    plain = plain.replace("urn:motcua:number", "https://motcua.example/y")
    signed = pades.sign(pdf=pades.prepare(typeset(plain)), signer="hoa", name="Hoa", at=AT, reason="")
    (hoa,) = pades.check(signed)
    assert hoa.intact and hoa.covers_whole_document


def test_a_moment_outside_the_certificate_is_refused(pades, prepared):
    for at in (datetime(2014, 12, 31, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)):
        with pytest.raises(CertificateExpired):
            pades.sign(pdf=prepared, signer="khanh", name="Khánh", at=at, reason="")


def test_a_moment_without_an_offset_is_refused(pades, prepared):
    with pytest.raises(ValueError, match="offset"):
        pades.sign(pdf=prepared, signer="khanh", name="Khánh", at=datetime(2020, 6, 9), reason="")


def test_names_that_no_certificate_can_hold_are_shown_whole_and_kept_short(pades, prepared):
    name = "Công Tằng Tôn Nữ Huyền Trang Đài Các Quỳnh Hương Nguyễn Phước"
    signed = pades.sign(pdf=prepared, signer="../../etc/passwd", name=name, at=AT, reason="")
    (found,) = pades.check(signed)
    assert found.signer.endswith("…") and len(found.signer.encode()) <= 64
    with fields_of(signed) as fields:
        assert str(fields["Signature"].V.Name) == name


def test_keys_from_files_and_what_is_not_there(keys, pades, prepared, tmp_path):
    passphrase = (keys / "passphrase").read_bytes()
    pades.sign(pdf=prepared, signer="khanh", name="Khánh", at=AT, reason="")
    kept = next(keys.glob("person-*.p12"))
    (tmp_path / "person-khanh.p12").write_bytes(kept.read_bytes())
    shelf = Pkcs12Shelf(tmp_path, passphrase=passphrase, roots=DemoShelf(keys).roots())
    files = PadesSignatures(shelf)
    (found,) = files.check(files.sign(pdf=prepared, signer="khanh", name="Khánh", at=AT, reason=""))
    assert found.intact and found.trusted
    for stranger in ("minh", "../person-khanh", ""):
        with pytest.raises(CertificateUnknown):
            files.sign(pdf=prepared, signer=stranger, name="?", at=AT, reason="")
    with pytest.raises(CertificateUnknown):
        Pkcs12Shelf(tmp_path, passphrase=b"wrong", roots=[]).key_of("khanh", kind="person", name="?")


def test_a_time_stamping_authority_that_does_not_answer_is_told(keys, prepared):
    silent = HTTPTimeStamper("http://127.0.0.1:9/tsa")
    with pytest.raises(SigningDeviceGone):
        PadesSignatures(DemoShelf(keys), stamper=silent).sign(
            pdf=prepared, signer="khanh", name="Khánh", at=AT, reason=""
        )


def test_a_time_stamp_says_when_and_counts_only_from_a_trusted_authority(keys, pades, prepared):
    certificate, key = time_stamping_authority()
    stamper = DummyTimeStamper(tsa_cert=certificate, tsa_key=key, fixed_dt=LATER)
    shelf = DemoShelf(keys)
    signed = PadesSignatures(shelf, stamper=stamper).sign(pdf=prepared, signer="khanh", name="Khánh", at=AT, reason="")
    (untrusted,) = pades.check(signed)
    (stamped,) = checking.check(signed, roots=[*shelf.roots(), certificate])
    assert (untrusted.intact, untrusted.timestamped, untrusted.signed_at) == (True, False, AT)
    assert (stamped.intact, stamped.timestamped, stamped.signed_at) == (True, True, LATER)


def test_a_file_that_is_no_pdf_has_no_signatures(pades, letter):
    for nothing in (b"", b"PK\x03\x04", b"%PDF-1.7\n", letter):
        assert pades.check(nothing) == []
