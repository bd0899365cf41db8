"""What is taken as a paper and what is refused, with which sentence."""

import io
import zipfile

import pillow_heif
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from motcua.documents import papers
from motcua.documents.reasons import REASONS, PaperRefused, shown_name
from motcua.documents.tests import making

pillow_heif.register_heif_opener()


def refused(data: bytes, *, name: str = "giay-khai-sinh.pdf") -> PaperRefused:
    with pytest.raises(PaperRefused) as refusal:
        papers.inspect(data, name=name)
    return refusal.value


@pytest.mark.parametrize(("kind", "encoder"), [("jpeg", "JPEG"), ("png", "PNG"), ("heic", "HEIF")])
def test_a_photo_is_known_by_its_content_whatever_its_name(kind: str, encoder: str) -> None:
    found = papers.inspect(making.photo(400, 600, kind=encoder), name="khong-phai-anh.exe")
    assert (found.kind, found.pages) == (kind, 1)
    assert found.mime == papers.MIME[found.kind]


def test_a_pdf_tells_its_pages() -> None:
    assert papers.inspect(making.pdf_file(3), name="don.jpg") == papers.Found("pdf", 3, "application/pdf")


def test_a_word_file_is_known_even_when_it_is_called_pdf() -> None:
    found = papers.inspect(making.docx(), name="don.pdf")
    assert (found.kind, found.pages) == ("docx", None)


def test_a_file_on_disk_is_judged_like_its_bytes(tmp_path) -> None:
    place = tmp_path / "x"
    place.write_bytes(making.pdf_file(2))
    assert papers.inspect(place, name="x").pages == 2


@pytest.mark.parametrize("data", [b"", b"\x00" * 5000, b" \r\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refused(data).reason == "empty"


def test_a_zip_renamed_to_pdf_is_refused_as_an_archive() -> None:
    refusal = refused(making.zipped({"anh.jpg": making.photo(100, 100)}), name="ho-so.pdf")
    assert refusal.reason == "archive"
    assert "«ho-so.pdf»" in str(refusal.said)
    assert "giải nén" in str(refusal.said)


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rar!\x1a\x07\x01\x00" + bytes(50), "archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "archive"),
        (b"PK\x05\x06" + bytes(18), "archive"),
        (OLD_OFFICE, "old-word"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "locked-office"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "video"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf", "picture"),
        (making.photo(50, 50, kind="GIF"), "picture"),
        (making.photo(50, 50, kind="TIFF"), "picture"),
        (making.photo(50, 50, kind="WEBP"), "picture"),
        (b"MZ" + bytes(200), "unknown"),
        (b"<html><script>alert(1)</script>", "unknown"),
        (b"Kinh gui UBND phuong", "unknown"),
    ],
)
def test_another_kind_of_file_is_refused_by_what_it_is(data: bytes, reason: str) -> None:
    assert refused(data).reason == reason


def test_a_spreadsheet_is_told_to_become_a_pdf() -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert refused(making.docx(main_type=sheet)).reason == "office"


@pytest.mark.parametrize("encoder", ["JPEG", "PNG", "HEIF"])
@pytest.mark.parametrize("part", [0.3, 0.7, 0.98])
def test_a_photo_that_did_not_arrive_in_full_is_refused(encoder: str, part: float) -> None:
    whole = making.photo(600, 800, kind=encoder)
    assert refused(whole[: int(len(whole) * part)]).reason == "damaged"


def test_a_photo_of_40_megapixels_is_taken() -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((7300, 5500)).convert("RGB").save(out, "JPEG", quality=60)
    assert papers.inspect(out.getvalue(), name="anh.jpg").kind == "jpeg"


@pytest.mark.parametrize("side", [9_000, 16_000, 60_000, 2_000_000])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    refusal = refused(making.png_that_claims(side, side))
    assert refusal.reason == "many-pixels"
    assert "64" in str(refusal.said)


def test_a_live_photo_with_its_film_behind_is_taken() -> None:
    film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(5000)
    assert papers.inspect(making.photo() + film, name="IMG_1.jpg").kind == "jpeg"


@pytest.mark.parametrize(
    "data",
    [
        making.photo(300, 300) + making.zipped({"a.exe": b"MZ"}),
        making.pdf_file() + making.zipped({"a.jar": b"x"}),
        making.photo(300, 300, comment=b"%PDF-1.7\n1 0 obj"),
    ],
    ids=["photo+zip", "pdf+zip", "photo+pdf"],
)
def test_two_kinds_in_one_file_are_refused(data: bytes) -> None:
    assert refused(data).reason == "two-in-one"


def test_a_pdf_that_needs_a_password_is_refused() -> None:
    assert refused(making.locked_pdf(user="matkhau")).reason == "locked-pdf"


def test_a_pdf_that_only_forbids_printing_is_taken() -> None:
    assert papers.inspect(making.locked_pdf(), name="sao-ke.pdf").pages == 1


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (SCRIPT, "script"),
        (Dictionary(S=Name.URI, URI="https://example.org", Next=SCRIPT), "script"),
        (Dictionary(S=Name.Launch, F="calc.exe"), "launch"),
        (Dictionary(S=Name.Rendition), "media"),
        (Dictionary(S=Name.Rendition, JS="app.alert(1)"), "script"),
        (Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C)), "attachment"),
    ],
)
def test_a_pdf_that_does_something_when_opened_is_refused(action: Dictionary, reason: str) -> None:
    assert refused(making.pdf_that_opens_with(action)).reason == reason


def test_a_script_hidden_in_a_form_field_is_found() -> None:
    pdf = making.new_pdf()
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="a", AA=Dictionary(K=SCRIPT)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    assert refused(making.saved(pdf)).reason == "script"


def test_a_script_spelled_with_escapes_is_found() -> None:
    plain = making.saved(making.new_pdf(), object_stream_mode=0)
    hidden = plain.replace(b"/Type /Catalog", b"/OpenAction<</S/#4Aava#53cript/#4aS(1)>>/Type /Catalog")
    assert hidden != plain
    assert refused(hidden).reason == "script"


@pytest.mark.parametrize(
    ("subtype", "reason"), [("/FileAttachment", "attachment"), ("/RichMedia", "media"), ("/3D", "media")]
)
def test_a_pdf_with_more_than_pages_in_it_is_refused(subtype: str, reason: str) -> None:
    assert refused(making.pdf_with_annotation(subtype)).reason == reason


def test_a_pdf_with_a_file_inside_is_refused() -> None:
    assert refused(making.pdf_with_attachment()).reason == "attachment"


def test_a_form_that_only_adobe_can_draw_is_refused() -> None:
    pdf = making.new_pdf()
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))
    pdf.Root.NeedsRendering = True
    assert refused(making.saved(pdf)).reason == "living-form"


def test_an_ordinary_link_in_a_pdf_is_no_reason_to_refuse_it() -> None:
    pdf = making.pdf_that_opens_with(Dictionary(S=Name.URI, URI="https://example.org"))
    assert papers.inspect(pdf, name="a.pdf").kind == "pdf"


def test_a_signed_pdf_says_so() -> None:
    pdf = making.new_pdf()
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=b"\x30\x00")
    field = Dictionary(FT=Name.Sig, T="chu ky", V=pdf.make_indirect(signature))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))
    assert papers.inspect(making.saved(pdf), name="a.pdf").signed
    assert not papers.inspect(making.pdf_file(), name="a.pdf").signed


def test_a_pdf_without_pages_or_with_too_many_is_refused() -> None:
    assert refused(making.saved(making.new_pdf(0))).reason == "no-pages"
    refusal = refused(making.pdf_file(301))
    assert (refusal.reason, refusal.values) == ("many-pages", {"pages": 301, "most": 300})


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"x" * 3000 + b"\n%%EOF"])
def test_a_pdf_that_is_only_a_heading_is_refused(data: bytes) -> None:
    assert refused(data).reason == "damaged"


MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (making.docx(main_type=MACRO_TYPE), "macros"),
        (making.docx(more={"word/vbaProject.bin": b"\xd0\xcf"}), "macros"),
        (making.docx(links=making.relationship("image", "http://192.0.2.1/a.png")), "linked"),
        (making.docx(links=making.relationship("attachedTemplate", "http://192.0.2.1/a.dotm")), "linked"),
        (making.docx(links=making.relationship("attachedTemplate", "file://192.0.2.1/x/a.dotm")), "linked"),
        (making.docx(links=making.relationship("attachedTemplate", "\\\\192.0.2.1\\a.dotm")), "linked"),
        (making.docx(links=making.relationship("oleObject", "file:///c:/a.exe")), "linked"),
        (making.docx(links=making.relationship("oleObject", "a.bin", outside=False)), "objects"),
        (making.docx(links=making.relationship("control", "activeX1.xml", outside=False)), "objects"),
        (making.docx(more={"../../etc/passwd": b"x"}), "damaged"),
        (making.docx(more={"WORD/document.xml": b"<x/>"}), "damaged"),
        (making.docx(body="<w:p>"), "damaged"),
        (making.docx(prolog='<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>'), "damaged"),
        (making.docx(more={"word/media/a.bin": bytes(60 << 20)}), "swollen"),
        (making.docx(body=making.paragraph("a" * (25 << 20))), "swollen"),
        (making.docx(more={f"word/{number}.xml": b"" for number in range(3100)}), "swollen"),
    ],
)
def test_a_word_file_that_is_more_than_words_is_refused(data: bytes, reason: str) -> None:
    assert refused(data).reason == reason


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://example.org/"),
        ("attachedTemplate", "file:///C:\\Users\\Lan\\Normal.dotm"),
        ("attachedTemplate", "Normal.dotm"),
    ],
)
def test_what_word_itself_writes_into_a_file_is_no_reason_to_refuse_it(kind: str, target: str) -> None:
    assert papers.inspect(making.docx(links=making.relationship(kind, target)), name="a").kind == "docx"


def test_a_word_file_whose_sums_do_not_agree_is_refused() -> None:
    data = bytearray(making.docx(body=making.paragraph("x" * 3000)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        at = package.getinfo("word/document.xml").header_offset
    data[at + 60] ^= 0xFF
    assert refused(bytes(data)).reason == "damaged"


def test_every_reason_has_a_sentence_that_says_what_to_do() -> None:
    for reason in REASONS:
        said = str(PaperRefused(reason, name="a.pdf", megapixels=70, most=64, pages=400).said)
        assert "a.pdf" in said
        assert "Hãy" in said
        assert "{" not in said


def test_a_file_name_cannot_play_tricks_in_the_sentence() -> None:
    assert shown_name("don\u202efdp.exe\n<b>{x}") == "donfdp.exe<b>{x}"
    assert len(shown_name("a" * 500)) <= 60
    assert "{name}" in str(PaperRefused("empty", name="{name}").said)
