"""What is made of a paper to look at: an upright, light, harmless PDF and pictures of its pages."""

import io
import sys

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from motcua.documents import papers, pictures
from motcua.documents.reasons import PaperRefused
from motcua.documents.tests import making


def page_as_picture(pdf: bytes, *, number: int = 0) -> Image.Image:
    thumbnail = papers.thumbnails(pdf, side=842)[number]
    return Image.open(io.BytesIO(thumbnail)).convert("RGB")


def page_size(pdf: bytes, *, number: int = 0) -> tuple[float, float]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = document.pages[number].mediabox
        return round(float(box[2])), round(float(box[3]))


def is_red(colour: tuple[int, ...]) -> bool:
    return colour[0] > 180 and max(colour[1:]) < 90


@pytest.fixture(scope="module")
def twelve_megapixels() -> bytes:
    return making.photo(3024, 4032, quality=92, exif=making.telephone_exif(orientation=1))


def test_a_telephones_photo_becomes_a_light_page_that_can_be_read(twelve_megapixels: bytes) -> None:
    assert len(twelve_megapixels) > 2_000_000
    pdf = papers.to_pdf(twelve_megapixels, kind="jpeg")
    assert len(pdf) < 600_000
    _jpeg, width, height = pictures.readable_jpeg(twelve_megapixels, kind="jpeg")
    assert max(width, height) >= 1754
    assert page_size(pdf) == (595, 842)


def test_where_and_with_what_the_photo_was_taken_is_not_in_the_pdf(twelve_megapixels: bytes) -> None:
    assert b"TelephoneMaker" in twelve_megapixels
    jpeg, _width, _height = pictures.readable_jpeg(twelve_megapixels, kind="jpeg")
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert not picture.getexif()
    pdf = papers.to_pdf(twelve_megapixels, kind="jpeg")
    assert b"TelephoneMaker" not in pdf
    assert b"Exif" not in pdf


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))],
    ids=["as is", "180", "90", "270"],
)
def test_a_photo_from_a_turned_telephone_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    sideways = making.photo(1200, 1600, exif=making.telephone_exif(orientation=orientation))
    pdf = papers.to_pdf(sideways, kind="jpeg")
    lies = orientation in {6, 8}
    assert page_size(pdf) == ((842, 595) if lies else (595, 842))
    page = page_as_picture(pdf)
    across = page.width * (0.06 if corner[0] == 0 else 0.94)
    down = page.height * (0.06 if corner[1] == 0 else 0.94)
    assert is_red(page.getpixel((int(across), int(down))))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_every_colour_mode_is_shown(mode: str) -> None:
    out = io.BytesIO()
    source = Image.new("L", (300, 400), 200)
    source.paste(20, (0, 0, 300, 200))
    deep = source.point(lambda value: value * 256, "I").convert("I;16")
    made = deep if mode == "I;16" else source.convert(mode)
    made.save(out, "PNG")
    assert papers.inspect(out.getvalue(), name="a.png").kind == "png"
    page = page_as_picture(papers.to_pdf(out.getvalue(), kind="png")).convert("L")
    middle = page.width // 2
    assert page.getpixel((middle, int(page.height * 0.45))) < 60
    assert page.getpixel((middle, int(page.height * 0.55))) > 150


def test_what_is_transparent_becomes_white_paper_not_black() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 400), (0, 0, 0, 0)).save(out, "PNG")
    page = page_as_picture(papers.to_pdf(out.getvalue(), kind="png"))
    assert page.getpixel((page.width // 2, page.height // 2)) == (255, 255, 255)


def test_an_iphones_photo_becomes_a_page() -> None:
    pdf = papers.to_pdf(making.photo(1200, 1600, kind="HEIF"), kind="heic")
    page = page_as_picture(pdf)
    assert is_red(page.getpixel((int(page.width * 0.06), int(page.height * 0.06))))


def test_a_small_picture_is_not_blown_up_to_the_whole_page() -> None:
    page = page_as_picture(papers.to_pdf(making.photo(100, 100), kind="jpeg"))
    assert page.getpixel((10, 10)) == (255, 255, 255)


def test_the_same_photo_gives_the_same_pdf() -> None:
    photo = making.photo()
    assert papers.to_pdf(photo, kind="jpeg") == papers.to_pdf(photo, kind="jpeg")


def test_pages_photographed_one_by_one_become_one_paper_in_their_order() -> None:
    standing = papers.to_pdf(making.photo(600, 800), kind="jpeg")
    lying = papers.to_pdf(making.photo(800, 600), kind="jpeg")
    whole = papers.join([standing, lying, standing])
    assert [page_size(whole, number=number)[0] for number in range(3)] == [595, 842, 595]


def test_the_copy_of_a_pdf_shows_the_same_and_does_nothing() -> None:
    pdf = making.new_pdf(2)
    link = Dictionary(S=Name.URI, URI="https://noi-khac.example")
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=link)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
    pdf.Root.OpenAction = link
    pdf.docinfo["/Author"] = "Nguoi Soan"
    copy = papers.to_pdf(making.saved(pdf, compress_streams=False), kind="pdf")
    assert "Trang 2" in making.words_of(copy)
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert document.is_linearized
        assert "/OpenAction" not in document.Root
        assert "/A" not in document.pages[0].Annots[0]
        assert "/Info" not in document.trailer
    assert b"Nguoi Soan" not in copy


def test_the_copy_of_a_pdf_that_forbids_printing_can_be_printed() -> None:
    copy = papers.to_pdf(making.locked_pdf(), kind="pdf")
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert not document.is_encrypted
    assert "Trang 1" in making.words_of(copy)


def test_what_was_typed_into_a_form_is_seen_on_its_thumbnail() -> None:
    pdf = making.new_pdf()
    looks = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 300, 300])}
    black = pdf.make_stream(b"0 g 0 0 300 300 re f", **looks)
    place = {"Rect": Array([100, 100, 400, 400]), "AP": Dictionary(N=black), "F": 4}
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="ten", V="Lan", **place)
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    page = page_as_picture(papers.to_pdf(making.saved(pdf), kind="pdf"))
    assert page.getpixel((250, 842 - 250)) == (0, 0, 0)


def test_thumbnails_are_small_whatever_the_page_claims_to_measure() -> None:
    pdf = making.new_pdf(3)
    pdf.pages[0].MediaBox = Array([0, 0, 5_000_000, 3])
    made = papers.thumbnails(making.saved(pdf), side=200, most=2)
    sizes = [Image.open(io.BytesIO(picture)).size for picture in made]
    assert len(sizes) == 2
    assert all(max(size) <= 201 for size in sizes)


TABLE = (
    f"<w:tbl><w:tr><w:tc>{making.paragraph('Họ và tên')}</w:tc>"
    f"<w:tc>{making.paragraph('Nguyễn Thị Lan')}</w:tc></w:tr></w:tbl>"
)


def test_a_word_file_gets_a_quick_view_with_all_its_words_that_says_what_it_is() -> None:
    kept = "<w:ins><w:r><w:t>thêm vào</w:t></w:r></w:ins>"
    struck = "<w:del><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>"
    control = f"<w:sdt><w:sdtContent>{making.paragraph('Phường Văn Miếu')}</w:sdtContent></w:sdt>"
    body = making.paragraph('Kính gửi "#panic() $x$ Ủy ban') + TABLE + control + f"<w:p>{kept}{struck}</w:p>"
    seen = making.words_of(papers.to_pdf(making.docx(body), kind="docx"))
    for words in ("Bản xem nhanh", "#panic() $x$ Ủy ban", "Nguyễn Thị Lan", "Phường Văn Miếu", "thêm vào"):
        assert words in seen
    assert "bỏ đi" not in seen


def test_what_is_centred_in_the_word_file_is_centred_in_its_quick_view() -> None:
    centred = making.paragraph("QUỐC HIỆU").replace("<w:p>", '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>')
    with pypdfium2.PdfDocument(papers.to_pdf(making.docx(centred), kind="docx")) as document:
        words = document[0].get_textpage()
        first, length = words.search("QUỐC HIỆU").get_next()
        left, right = words.get_charbox(first)[0], words.get_charbox(first + length - 1)[2]
    assert abs((left + right) / 2 - 595 / 2) < 2


def test_a_photo_pasted_into_a_word_file_is_in_its_quick_view() -> None:
    drawing = '<w:p><w:r><w:drawing><a:graphic><a:blip r:embed="rId9"/></a:graphic></w:drawing></w:r></w:p>'
    link = making.relationship("image", "media/1.jpeg", outside=False)
    with_photo = making.docx(drawing, links=link, more={"word/media/1.jpeg": making.photo(300, 400)})
    with pikepdf.open(io.BytesIO(papers.to_pdf(with_photo, kind="docx"))) as document:
        assert any(page.get_images() for page in document.pages)


def test_a_picture_that_cannot_be_shown_is_said_to_be_missing() -> None:
    drawing = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'
    link = making.relationship("image", "media/1.emf", outside=False)
    seen = making.words_of(papers.to_pdf(making.docx(drawing, links=link), kind="docx"))
    assert "hình không hiện được" in seen


def test_tables_within_tables_without_end_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 400 + making.paragraph("x") + "</w:tc></w:tr></w:tbl>" * 400
    with pytest.raises(PaperRefused) as refusal:
        papers.to_pdf(making.docx(deep), kind="docx")
    assert refusal.value.reason == "too-heavy"


def test_libreoffice_lays_the_word_file_out_where_there_is_one(tmp_path) -> None:
    ready = tmp_path / "ready.pdf"
    ready.write_bytes(making.pdf_file(4))
    soffice = tmp_path / "soffice"
    soffice.write_text(
        f"#!{sys.executable}\nimport shutil, sys\n"
        "arguments = sys.argv\nfolder = arguments[arguments.index('--outdir') + 1]\n"
        "assert '--headless' in arguments and arguments[-1].endswith('.docx')\n"
        f"shutil.copy({str(ready)!r}, folder + '/paper.pdf')\n"
    )
    soffice.chmod(0o755)
    pdf = papers.to_pdf(making.docx(), kind="docx", soffice=str(soffice))
    assert "Trang 4" in making.words_of(pdf)


def test_everything_is_prepared_in_a_process_of_its_own(tmp_path, twelve_megapixels: bytes) -> None:
    place = tmp_path / "giay"
    place.write_bytes(twelve_megapixels)
    prepared = papers.prepare(place, name="IMG_2.jpg")
    assert prepared.found == papers.Found("jpeg", 1, "image/jpeg")
    assert prepared.pdf == papers.to_pdf(twelve_megapixels, kind="jpeg")
    assert len(prepared.thumbnails) == 1


@pytest.mark.parametrize("make", [making.pdf_file, making.docx, lambda: making.photo(800, 600, kind="HEIF")])
def test_every_kind_fits_into_the_usual_memory(tmp_path, make) -> None:
    place = tmp_path / "giay"
    place.write_bytes(make())
    prepared = papers.prepare(place, name="a")
    assert prepared.pages == len(prepared.thumbnails) == 1


def test_a_refusal_comes_back_from_the_process_with_its_sentence(tmp_path) -> None:
    place = tmp_path / "giay"
    place.write_bytes(making.png_that_claims(30_000, 30_000))
    with pytest.raises(PaperRefused) as refusal:
        papers.prepare(place, name="bom.png")
    assert refusal.value.reason == "many-pixels"
    assert "«bom.png»" in str(refusal.value.said)
    assert "420" in str(refusal.value.said)


def test_a_file_that_takes_too_long_is_refused_with_a_sentence(tmp_path) -> None:
    place = tmp_path / "giay"
    place.write_bytes(making.pdf_file())
    with pytest.raises(PaperRefused) as refusal:
        papers.prepare(place, name="cham.pdf", seconds=0.01)
    assert refusal.value.reason == "too-heavy"
    assert "«cham.pdf»" in str(refusal.value.said)
