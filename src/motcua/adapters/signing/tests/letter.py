"""A small letter with every place that can be signed, sealed or numbered, and an authority of time."""

from datetime import datetime, timedelta, timezone

import typst
from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

HANOI = timezone(timedelta(hours=7))
AT = datetime(2020, 6, 9, 14, 30, 5, tzinfo=HANOI)
LATER = datetime(2020, 6, 9, 15, 10, tzinfo=HANOI)

LETTER = """
#set document(title: "Giấy phép", date: auto)
#set text(font: "Libertinus Serif", lang: "vi")
#link("urn:motcua:number", box(width: 170pt, height: 14pt))
#link("urn:motcua:date:Hà Nội", box(width: 220pt, height: 14pt))
= Giấy phép
Cho phép bà Nguyễn Ngọc Lan.
#link("https://motcua.example")[motcua.example]
#block(link("urn:motcua:signature", box(width: 170pt, height: 60pt)))
#block(link("urn:motcua:seal", box(width: 94pt, height: 94pt)))
"""


def typeset(source: str) -> bytes:
    pdf = typst.compile(source.encode(), format="pdf", pdf_standards=["a-2a", "ua-1"], ignore_system_fonts=True)
    assert isinstance(pdf, bytes)
    return pdf


def time_stamping_authority() -> tuple[asn1.Certificate, keys.PrivateKeyInfo]:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Giờ")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    packed = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return (
        asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(packed),
    )
