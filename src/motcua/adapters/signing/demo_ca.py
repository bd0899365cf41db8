"""Certificates for trying the system out: a root of its own, and one key for everybody who signs.

Every subject says that it is a demonstration without legal value. Files are made whole beside their place and
then linked into it: of two processes that make the same key at once, one wins and both use the winner's.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from motcua.adapters.signing.keys import HeldKey, Holder, load_pkcs12

MARK = "MINH HOẠ – không có giá trị pháp lý"
ROOT_NAME = "Gốc chứng thực MINH HOẠ của motcua"
KINDS: dict[Holder, str] = {"person": "Chữ ký cá nhân", "unit": "Con dấu cơ quan"}

# Dossiers of the demonstration begin in 2019; the keys must have been valid then and stay so.
FIRST_DAY, LAST_DAY = datetime(2015, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)

LONGEST_NAME = 64  # bytes; X.520 allows 64 letters, several readers count bytes


class DemoShelf:
    """Keys in a folder of mode 0700, made when somebody signs for the first time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[tuple[Holder, str], HeldKey] = {}
        self._root: x509.Certificate | None = None

    def key_of(self, holder: str, *, kind: Holder, name: str) -> HeldKey:
        """The key of this holder, new when there was none; `name` is written into a new certificate."""
        found = self._held.get((kind, holder))
        if found is None:
            found = self._held[kind, holder] = self._open_or_make(holder, kind=kind, name=name)
        return found

    def roots(self) -> list[asn1.Certificate]:
        """The one root of the demonstration."""
        certificate, _ = self._root_pair()
        return [asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))]

    def _open_or_make(self, holder: str, *, kind: Holder, name: str) -> HeldKey:
        # A holder's code may hold anything; a file's name may not.
        path = self._folder / f"{kind}-{hashlib.sha256(holder.encode()).hexdigest()[:32]}.p12"
        if not path.exists():
            _put(path, self._new_key(holder, kind=kind, name=name))
        return load_pkcs12(path, passphrase=self._passphrase())

    def _passphrase(self) -> bytes:
        return _kept(self._folder / "passphrase", lambda: secrets.token_hex(32).encode())

    def _root_pair(self) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        made = _kept(self._folder / "root.p12", self._new_root)
        key, certificate, _ = pkcs12.load_key_and_certificates(made, self._passphrase())
        assert certificate is not None and isinstance(key, ec.EllipticCurvePrivateKey)
        return certificate, key

    def _new_root(self) -> bytes:
        key = ec.generate_private_key(ec.SECP256R1())
        name = _subject(ROOT_NAME, unit="Gốc", holder="root")
        usage = _usage(signs_certificates=True)
        certificate = (
            _certificate(name, issuer=name, key=key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .sign(key, hashes.SHA256())
        )
        return self._packed("root", key=key, certificate=certificate, issuers=[])

    def _new_key(self, holder: str, *, kind: Holder, name: str) -> bytes:
        root, root_key = self._root_pair()
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _subject(name, unit=KINDS[kind], holder=holder)
        certificate = (
            _certificate(subject, issuer=root.subject, key=key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
            .sign(root_key, hashes.SHA256())
        )
        return self._packed(kind, key=key, certificate=certificate, issuers=[root])

    def _packed(
        self,
        label: str,
        *,
        key: ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        issuers: list[x509.Certificate],
    ) -> bytes:
        sealed = serialization.BestAvailableEncryption(self._passphrase())
        return pkcs12.serialize_key_and_certificates(label.encode(), key, certificate, issuers, sealed)


def _certificate(subject: x509.Name, *, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST_DAY)
        .not_valid_after(LAST_DAY)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _subject(name: str, *, unit: str, holder: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _short(MARK)),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, _short(unit)),
            x509.NameAttribute(NameOID.COMMON_NAME, _short(name)),
            x509.NameAttribute(NameOID.USER_ID, _short(holder)),
        ]
    )


def _short(text: str) -> str:
    """At most 64 bytes of UTF-8, cut between letters, with an ellipsis where something was cut."""
    if len(text.encode()) <= LONGEST_NAME:
        return text
    ellipsis = "…"
    return text.encode()[: LONGEST_NAME - len(ellipsis.encode())].decode(errors="ignore").rstrip() + ellipsis


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds; made and put there first when it is not there."""
    if not path.exists():
        _put(path, make())
    return path.read_bytes()


def _put(path: Path, content: bytes) -> None:
    """Put a whole file of mode 0600 in its place, unless another process was quicker."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink()
