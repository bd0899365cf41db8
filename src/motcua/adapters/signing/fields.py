"""Before the first signature: the places that a template marked become empty form fields, tagged.

A template marks a place by a link whose address is `urn:motcua:signature`, `:seal`, `:number` or
`:date:<place name>`; Typst writes for it a rectangle and a tag in the right order of reading. Here the
rectangle becomes a field and the tag a `Form` element. Everything that later signatures point at (fonts,
empty appearances, SigFlags) is put in now: each signature adds little and breaks neither PDF/A nor PDF/UA.
"""

from __future__ import annotations

import io
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from motcua.adapters.signing.ink import Ink, font_of, ink
from motcua.adapters.signing.stamps import Box, line_of_text, number_text
from motcua.adapters.typesetting.streams import saved, without_doubtful_ends
from motcua.results.ports import DocumentNotSignable

MARK = "urn:motcua:"
UPRIGHT, SLANTED = "MotCua", "MotCuaItalic"

SIGNATURES_ONLY_APPENDED = 3  # ISO 32000-1 table 219: SignaturesExist and AppendOnly
READ_ONLY = 1
PRINT_AND_LOCKED = 4 + 128  # table 165: shown on paper, not to be moved

FIELDS = {
    "signature": ("Signature", "Chữ ký số của người có thẩm quyền"),
    "seal": ("Seal", "Con dấu số của cơ quan, tổ chức"),
    "number": ("Number", "Số, ký hiệu văn bản"),
    "date": ("Date", "Địa danh và ngày, tháng, năm ban hành"),
}


def date_ink(place: str) -> Ink:
    """The slanted letters that the date line of this place can need."""
    return ink("italic", "".join(sorted({*place, *", ngày tháng năm 0123456789…"})))


def prepare(pdf: bytes) -> bytes:
    """The same document with empty fields; `DocumentNotSignable` when it has no place for a signature."""
    try:
        with Pdf.open(io.BytesIO(without_doubtful_ends(pdf))) as document:
            _prepare(document)
            prepared = saved(document)
    except pikepdf.PdfError as wrong:
        raise DocumentNotSignable("not a PDF that can be read") from wrong
    # An update that starts on the line of %%EOF breaks PDF/A-2 (ISO 19005-2, 6.1.3).
    return prepared.rstrip(b"\n") + b"\n"


def _prepare(document: Pdf) -> None:
    if "/AcroForm" in document.Root:
        raise DocumentNotSignable("the document has fields already")
    fonts = Dictionary({f"/{UPRIGHT}": _embedded(document, ink())})
    fields = Array()
    for page in document.pages:
        for place in page.get("/Annots", []):
            kind, _, detail = _mark_of(place).partition(":")
            if kind not in FIELDS:
                continue
            if kind == "date":
                fonts[f"/{SLANTED}"] = _embedded(document, date_ink(detail))
            _make_field(document, place, page=page.obj, kind=kind, detail=detail, fonts=fonts)
            _retag(document, place)
            fields.append(place)
    if "Signature" not in {str(field.T) for field in fields}:
        raise DocumentNotSignable("the template marks no place for a signature")
    document.Root.AcroForm = document.make_indirect(
        Dictionary(
            Fields=fields,
            SigFlags=SIGNATURES_ONLY_APPENDED,
            DA=String(f"/{UPRIGHT} 11 Tf 0 g"),
            DR=Dictionary(Font=document.make_indirect(fonts)),
        )
    )


def _mark_of(place: pikepdf.Object) -> str:
    """`signature`, `date:Hà Nội` and so on; empty for any other annotation."""
    action = place.get("/A")
    address = unquote(bytes(action.URI).decode()) if action is not None and "/URI" in action else ""
    return address.removeprefix(MARK) if address.startswith(MARK) else ""


def _embedded(document: Pdf, letters: Ink) -> pikepdf.Object:
    with Pdf.open(io.BytesIO(letters.pdf)) as page:
        return document.copy_foreign(font_of(page))


def _make_field(
    document: Pdf, place: pikepdf.Object, *, page: pikepdf.Object, kind: str, detail: str, fonts: Dictionary
) -> None:
    name, told = FIELDS[kind]
    for entry in ("/A", "/Border", "/Contents", "/H"):
        if entry in place:
            del place[entry]
    left, bottom, right, top = (float(edge) for edge in place.Rect)
    box = Box(right - left, top - bottom)
    place.Subtype = Name.Widget
    place.T, place.TU = String(name), String(told)
    place.F, place.P = PRINT_AND_LOCKED, page
    look = b""
    if kind in ("signature", "seal"):
        place.FT = Name.Sig
    else:
        place.FT, place.Ff, place.Q = Name.Tx, READ_ONLY, 1
        font = SLANTED if kind == "date" else UPRIGHT
        place.DA = String(f"/{font} 11 Tf 0 g")
        text = f"{detail}, ngày …… tháng …… năm ………" if kind == "date" else number_text("…………")
        look = line_of_text(text, box=box, ink=date_ink(detail) if kind == "date" else ink(), font=font)
    if detail:
        place.TM = String(detail)
    place.AP = Dictionary(
        N=Stream(
            document,
            look,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, round(box.width, 3), round(box.height, 3)]),
            Resources=Dictionary(Font=fonts) if look else Dictionary(),
        )
    )


def _retag(document: Pdf, place: pikepdf.Object) -> None:
    """The tag that Typst wrote for the link becomes a `Form` element (ISO 14289-1, 7.18.4)."""
    wanted = int(place.StructParent)
    numbers = iter(document.Root.StructTreeRoot.ParentTree.Nums)
    for key, element in zip(numbers, numbers, strict=True):
        if int(key) == wanted:
            element.S = Name.Form
            # Not a list of one: pyHanko's comparison of revisions knows a field's tag in this form only.
            (element.K,) = element.K
            return
    raise DocumentNotSignable("a marked place without a tag")
