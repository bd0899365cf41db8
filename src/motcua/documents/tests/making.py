"""Real files of every kind, made on the spot: what Lan's telephone and computer would send, good and bad."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def photo(width: int = 1200, height: int = 1600, *, kind: str = "JPEG", **options: object) -> bytes:
    """A picture of a sheet with lines of words on a grainy table, red in its top left corner."""
    grain = Image.effect_noise((width // 4, height // 4), 40).resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(grain)
    draw.rectangle((width // 10, height // 10, width * 9 // 10, height * 9 // 10), fill="white")
    for line in range(height // 8, height * 7 // 8, max(height // 50, 12)):
        words, size = "CONG HOA XA HOI CHU NGHIA VIET NAM " * 3, max(height // 60, 6)
        draw.text((width // 8, line), words, fill="black", font_size=size)
    draw.rectangle((0, 0, width // 10, height // 10), fill="red")
    out = io.BytesIO()
    grain.save(out, kind, **options)
    return out.getvalue()


def telephone_exif(*, orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "TelephoneMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (IFDRational(21), IFDRational(1), IFDRational(30))})
    return exif


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head promises a picture of any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def new_pdf(pages: int = 1) -> Pdf:
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 48 Tf 60 700 Td (Trang %d) Tj ET" % (number + 1))
    return pdf


def saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def pdf_file(pages: int = 1) -> bytes:
    return saved(new_pdf(pages))


def pdf_that_opens_with(action: Dictionary) -> bytes:
    pdf = new_pdf()
    pdf.Root.OpenAction = action
    return saved(pdf)


def pdf_with_annotation(subtype: str) -> bytes:
    pdf = new_pdf()
    note = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([0, 0, 10, 10]))
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
    return saved(pdf)


def pdf_with_attachment() -> bytes:
    pdf = new_pdf()
    pdf.attachments["ngam.exe"] = b"MZ"
    return saved(pdf)


def locked_pdf(*, user: str = "", owner: str = "chu") -> bytes:
    return saved(new_pdf(), encryption=pikepdf.Encryption(owner=owner, user=user))


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx(
    body: str = paragraph("Đơn đề nghị"),
    *,
    main_type: str = MAIN,
    links: str = "",
    more: dict[str, bytes] | None = None,
    prolog: str = "",
) -> bytes:
    """A Word file: `body` is the XML inside w:body, `links` Relationship elements of the main part."""
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ).encode(),
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": (
            f'{prolog}<w:document xmlns:w="{W}" xmlns:r="{RELATIONSHIPS}" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>"
        ).encode(),
        "word/_rels/document.xml.rels": _relationships(links),
    }
    return zipped(parts | (more or {}))


def relationship(kind: str, target: str, *, outside: bool = True) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="rId9" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/>'


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def _relationships(links: str) -> bytes:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'.encode()


def words_of(pdf: bytes) -> str:
    """All words of a PDF, as a reader would copy them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
