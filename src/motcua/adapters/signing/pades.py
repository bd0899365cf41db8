"""PAdES signatures that leave PDF/A-2a and PDF/UA-1 whole: ETSI EN 319 142-1, B-B, with a time stamp B-T."""

from __future__ import annotations

import asyncio
import io
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from motcua.adapters.signing import checking, fields
from motcua.adapters.signing.ink import ink
from motcua.adapters.signing.keys import HeldKey, KeyShelf
from motcua.adapters.signing.mould import DIGEST
from motcua.adapters.signing.stamps import (
    Box,
    date_text,
    line_of_text,
    number_text,
    seal_stamp,
    signature_stamp,
)
from motcua.results.ports import DocumentNotSignable, SignatureFound, SigningDeviceGone

# Hexadecimal digits kept free for a time stamp with its chain, where one is asked for.
ROOM_FOR_A_TIME_STAMP = 16_384


class PadesSignatures:
    """The port `results.ports.Signatures` over a shelf of keys, and perhaps a time-stamping authority."""

    def __init__(self, shelf: KeyShelf, *, stamper: TimeStamper | None = None) -> None:
        self._shelf, self._stamper = shelf, stamper

    def prepare(self, pdf: bytes) -> bytes:
        return fields.prepare(pdf)

    def sign(self, *, pdf: bytes, signer: str, name: str, at: datetime, reason: str) -> bytes:
        key = self._shelf.key_of(signer, kind="person", name=name)
        document = _Update(pdf)
        place = document.field("Signature")
        box = _box(place)
        look = signature_stamp(name, at=at, reason=reason, box=box, ink=ink(), font=fields.UPRIGHT)
        document.show(place, look)
        # The leader certifies: the file itself says that only its fields may be filled in from here on.
        written = _Words(field="Signature", name=name, reason=reason, at=at, only_fields_after=True)
        return self._finish(document, key=key, words=written)

    def seal(self, *, pdf: bytes, unit: str, name: str, number: str, date: date, at: datetime) -> bytes:
        key = self._shelf.key_of(unit, kind="unit", name=name)
        document = _Update(pdf)
        if "/V" not in document.field("Signature"):
            raise DocumentNotSignable("the leader has not signed yet")
        document.write_number(number=number, day=date)
        place = document.field("Seal")
        look = seal_stamp(name, number=number, at=at, box=_box(place), ink=ink(), font=fields.UPRIGHT)
        document.show(place, look)
        written = _Words(field="Seal", name=name, reason=number_text(number), at=at, only_fields_after=False)
        return self._finish(document, key=key, words=written)

    def check(self, pdf: bytes) -> list[SignatureFound]:
        return checking.check(pdf, roots=self._shelf.roots())

    def _finish(self, document: _Update, *, key: HeldKey, words: _Words) -> bytes:
        if words.at.tzinfo is None:
            raise ValueError("a moment of signing needs its offset")
        key.require_valid(words.at)
        if "/V" in document.field(words.field):
            raise DocumentNotSignable(f"{words.field} was signed before")
        embedding = PdfCMSEmbedder().write_cms(words.field, document.writer, existing_fields_only=True)
        next(embedding)
        placeholder = SignatureObject(
            timestamp=words.at,
            subfilter=SigSeedSubFilter.PADES,
            name=words.name,
            reason=words.reason or None,
            bytes_reserved=key.room() + (ROOM_FOR_A_TIME_STAMP if self._stamper else 0),
        )
        permissions = SigMDPSetup(
            md_algorithm=DIGEST,
            certify=words.only_fields_after,
            docmdp_perms=MDPPerm.FILL_FORMS if words.only_fields_after else None,
        )
        embedding.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=permissions))
        digest, out = embedding.send(SigIOSetup(md_algorithm=DIGEST))
        embedding.send(self._signed(digest.document_digest, key=key))
        return bytes(out.getvalue())

    def _signed(self, digest: bytes, *, key: HeldKey) -> bytes:
        if self._stamper is None:
            return key.cms(digest)
        signing = key.signer.async_sign(digest, DIGEST, use_pades=True, timestamper=self._stamper)
        try:
            return bytes(asyncio.run(signing).dump())
        except (OSError, TimestampRequestError) as wrong:
            raise SigningDeviceGone(str(wrong)) from wrong


@dataclass(frozen=True, kw_only=True)
class _Words:
    """What a signature says beside its cryptography (ISO 32000-1, table 252)."""

    field: str
    name: str
    reason: str
    at: datetime
    only_fields_after: bool


class _Writer(IncrementalPdfFileWriter):
    """pyHanko would rewrite the XMP at each update and drop the marks of PDF/A and PDF/UA in it."""

    def _update_meta(self) -> None:
        pass


class _Update:
    """One addition to a prepared file, before it is signed."""

    def __init__(self, pdf: bytes) -> None:
        try:
            self.writer = _Writer(io.BytesIO(pdf))
            found = (each.get_object() for each in self.writer.root["/AcroForm"]["/Fields"])
            self._fields: dict[str, generic.DictionaryObject] = {str(each["/T"]): each for each in found}
            self._fonts = self.writer.root["/AcroForm"]["/DR"].raw_get("/Font")
        except (PdfError, KeyError, TypeError) as wrong:
            raise DocumentNotSignable("not a prepared document") from wrong

    def field(self, name: str) -> generic.DictionaryObject:
        try:
            return self._fields[name]
        except KeyError as wrong:
            raise DocumentNotSignable(f"no field {name}") from wrong

    def show(self, place: generic.DictionaryObject, look: bytes) -> None:
        box = _box(place)
        stream = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(
                    generic.FloatObject(edge) for edge in (0, 0, round(box.width, 3), round(box.height, 3))
                ),
                pdf_name("/Resources"): generic.DictionaryObject({pdf_name("/Font"): self._fonts}),
            },
            stream_data=look,
        )
        place[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): self.writer.add_object(stream)})
        self.writer.update_container(place)

    def write_number(self, *, number: str, day: date) -> None:
        """Number and date on their lines, as values and as they look; nothing where there is no line."""
        if place := self._fields.get("Number"):
            self._write(place, number_text(number), font=fields.UPRIGHT)
        if place := self._fields.get("Date"):
            self._write(place, date_text(day, place=str(place["/TM"])), font=fields.SLANTED)

    def _write(self, place: generic.DictionaryObject, text: str, *, font: str) -> None:
        text = unicodedata.normalize("NFC", text)
        letters = ink() if font == fields.UPRIGHT else fields.date_ink(str(place["/TM"]))
        place[pdf_name("/V")] = generic.pdf_string(text)
        self.show(place, line_of_text(text, box=_box(place), ink=letters, font=font))


def _box(place: generic.DictionaryObject) -> Box:
    left, bottom, right, top = (float(edge) for edge in place["/Rect"])
    return Box(right - left, top - bottom)
