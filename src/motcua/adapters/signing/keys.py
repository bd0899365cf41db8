"""Who holds which key: the shelves that a signature is made from, whatever the key is kept in."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol

from asn1crypto import pem, x509
from asn1crypto.algos import SignedDigestAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import Signer

from motcua.adapters.signing.mould import DIGEST, Mould
from motcua.results.ports import CertificateExpired, CertificateUnknown

# RSA of 8192 bits, and the headers around it.
LARGEST_SIGNATURE = 1_088

Holder = Literal["person", "unit"]


class KeyShelf(Protocol):
    """Where keys are found by whose they are."""

    def key_of(self, holder: str, *, kind: Holder, name: str) -> HeldKey:
        """The key of a person or a unit; CertificateUnknown or SigningDeviceGone otherwise."""
        ...

    def roots(self) -> list[x509.Certificate]:
        """The roots that this installation trusts."""
        ...


class HeldKey:
    """A signer that pyHanko can use, when its certificate holds, and the mould of its signatures."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer

    @cached_property
    def _mould(self) -> Mould:
        return Mould.of(self.signer)

    @cached_property
    def valid_between(self) -> tuple[datetime, datetime]:
        certificate = self.signer.signing_cert
        if certificate is None:
            raise CertificateUnknown("a key without a certificate")
        return certificate.not_valid_before, certificate.not_valid_after

    def require_valid(self, at: datetime) -> None:
        """Raise CertificateExpired unless the certificate holds at that moment."""
        first, last = self.valid_between
        if not first <= at <= last:
            raise CertificateExpired(f"the certificate holds from {first:%d/%m/%Y} to {last:%d/%m/%Y}")

    def cms(self, digest: bytes) -> bytes:
        """The DER of a detached CMS signature (PAdES B-B) over a document's SHA-256 digest."""
        return self._mould.cast(digest, self.sign_raw)

    def room(self) -> int:
        """Hexadecimal digits that a signature of this key needs at most, with some to spare; even."""
        return 2 * (self._mould.size + LARGEST_SIGNATURE)

    def sign_raw(self, attributes: bytes) -> bytes:
        """The bare signature over the signed attributes."""
        assert isinstance(self.signer, SimpleSigner)
        return self.signer.sign_raw(attributes, DIGEST)


class KeptSigner(SimpleSigner):
    """A key in memory, loaded and described once instead of at every signature."""

    @cached_property
    def _loaded(self) -> ec.EllipticCurvePrivateKey:
        key = serialization.load_der_private_key(self.signing_key.dump(), password=None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if self.signing_key.algorithm != "ec" or digest_algorithm != DIGEST:
            return super().sign_raw(data, digest_algorithm)
        return self._loaded.sign(data, ec.ECDSA(hashes.SHA256()))


class Pkcs12Shelf:
    """A folder of `<kind>-<holder>.p12` files that share one passphrase; for keys handed out as files."""

    def __init__(self, folder: Path, *, passphrase: bytes, roots: list[x509.Certificate]) -> None:
        self._folder, self._passphrase, self._roots = folder, passphrase, roots
        self._held: dict[Path, HeldKey] = {}

    def key_of(self, holder: str, *, kind: Holder, name: str) -> HeldKey:
        if not holder or not all(letter.isalnum() or letter in "-_." for letter in holder):
            raise CertificateUnknown("a holder's code has letters, digits, dots and dashes")
        path = self._folder / f"{kind}-{holder}.p12"
        if path not in self._held:
            self._held[path] = load_pkcs12(path, passphrase=self._passphrase)
        return self._held[path]

    def roots(self) -> list[x509.Certificate]:
        return self._roots


def certificates_in(path: Path) -> list[x509.Certificate]:
    """The certificates of a PEM file, in its order."""
    return [x509.Certificate.load(each) for _, _, each in pem.unarmor(path.read_bytes(), multiple=True)]


def load_pkcs12(path: Path, *, passphrase: bytes) -> HeldKey:
    """A key and its chain from one file; CertificateUnknown when it is missing or does not open."""
    try:
        signer = KeptSigner.load_pkcs12_data(path.read_bytes(), other_certs=[], passphrase=passphrase)
    except (OSError, ValueError) as wrong:
        raise CertificateUnknown(f"no usable key in {path.name}") from wrong
    kept = KeptSigner(
        signing_cert=signer.signing_cert,
        signing_key=signer.signing_key,
        cert_registry=signer.cert_registry,
        embed_roots=False,
    )
    if kept.signing_key.algorithm == "ec":
        kept._signature_mechanism = SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    return HeldKey(kept)
