"""Reading signatures back: whose, when, unchanged, trusted."""

from __future__ import annotations

import asyncio
import io

from asn1crypto import parser, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from motcua.results.ports import SignatureFound

# What a damaged or hostile file makes the readers of PDF and ASN.1 raise.
DAMAGED = (
    PdfError,
    SignatureValidationError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    AssertionError,
)


def check(pdf: bytes, *, roots: list[x509.Certificate]) -> list[SignatureFound]:
    """Every signature, oldest first. A file that is no PDF, or too damaged to find one in, has none."""
    try:
        embedded = list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)
    except DAMAGED:
        return []
    return [_found(each, roots=roots) for each in embedded]


def _found(embedded: EmbeddedPdfSignature, *, roots: list[x509.Certificate]) -> SignatureFound:
    try:
        certificate = embedded.signer_cert
        claimed_at = embedded.self_reported_timestamp
        # A certificate counts as of the moment of signing: it may have run out since without harm.
        context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=claimed_at)
        status = asyncio.run(async_validate_pdf_signature(embedded, signer_validation_context=context))
        nothing_hidden = _padded_with_noughts(embedded.pkcs7_content)
    except DAMAGED:
        return _damaged(embedded)
    stamp = status.timestamp_validity
    if stamp and not (stamp.valid and stamp.intact and stamp.trusted):
        stamp = None
    return SignatureFound(
        field=embedded.field_name,
        signer=_name(certificate),
        serial=str(certificate.serial_number),
        signed_at=stamp.timestamp if stamp else claimed_at,
        timestamped=stamp is not None,
        intact=_unchanged(status) and nothing_hidden,
        trusted=bool(status.trusted),
        covers_whole_document=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )


def _damaged(embedded: EmbeddedPdfSignature) -> SignatureFound:
    return SignatureFound(
        field=embedded.field_name,
        signer="",
        serial="",
        signed_at=None,
        timestamped=False,
        intact=False,
        trusted=False,
        covers_whole_document=False,
    )


def _unchanged(status: PdfSignatureStatus) -> bool:
    return bool(status.intact and status.valid and status.docmdp_ok)


def _padded_with_noughts(contents: bytes) -> bool:
    """The room that a signature left over is the one part of a file that no signature covers."""
    length = parser.peek(contents)
    return not any(contents[length:])


def _name(certificate: x509.Certificate) -> str:
    subject = certificate.subject.native
    return str(subject.get("common_name") or subject.get("organization_name") or "")
