"""Keys inside a device that speaks PKCS#11: a smart card, a USB token, an HSM, SoftHSM in the tests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pkcs11
from asn1crypto import x509
from pyhanko.sign.pkcs11 import PKCS11Signer

from motcua.adapters.signing.keys import HeldKey, Holder
from motcua.adapters.signing.mould import DIGEST
from motcua.results.ports import CertificateUnknown, SigningDeviceGone


class Pkcs11Shelf:
    """The keys of one token, labelled `<kind>-<holder>`, each with its certificate under the same label.

    A token does one thing at a time, so calls wait for each other. When the device fails, the session is
    dropped, `SigningDeviceGone` raised, and the next call opens a new one: plugging it in again is enough.
    """

    def __init__(
        self,
        *,
        module: str,
        token: str,
        pin: str,
        issuers: list[x509.Certificate],
        roots: list[x509.Certificate],
    ) -> None:
        self._module, self._token, self._pin = module, token, pin
        self._issuers, self._roots = issuers, roots
        self._turn = threading.RLock()
        self._session: pkcs11.Session | None = None
        self._held: dict[str, HeldKey] = {}

    def key_of(self, holder: str, *, kind: Holder, name: str) -> HeldKey:
        label = f"{kind}-{holder}"
        with self.device():
            if label not in self._held:
                self._held[label] = self._load(label)
            return self._held[label]

    def roots(self) -> list[x509.Certificate]:
        return self._roots

    @contextmanager
    def device(self) -> Iterator[None]:
        """The token, for one caller at a time; whatever goes wrong in it becomes SigningDeviceGone."""
        with self._turn:
            try:
                yield
            except (pkcs11.PKCS11Error, OSError) as wrong:
                self._held.clear()
                self._session = None
                raise SigningDeviceGone(f"the token {self._token} does not answer: {wrong!r}") from wrong

    def _load(self, label: str) -> HeldKey:
        session = self._open()
        wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.LABEL: label}
        found = [x509.Certificate.load(each[pkcs11.Attribute.VALUE]) for each in session.get_objects(wanted)]
        if len(found) != 1:
            raise CertificateUnknown(f"{self._token} holds {len(found)} certificates labelled {label}")
        elliptic = found[0].public_key.algorithm == "ec"
        signer = PKCS11Signer(
            session,
            signing_cert=found[0],
            key_label=label,
            ca_chain=self._issuers,
            embed_roots=False,
            # Tokens seldom hash for ECDSA; the digest is made here and only signed there.
            use_raw_mechanism=elliptic,
        )
        return _TokenKey(signer, shelf=self)

    def _open(self) -> pkcs11.Session:
        if self._session is None:
            token = pkcs11.lib(self._module).get_token(token_label=self._token)
            self._session = token.open(user_pin=self._pin)
        return self._session


class _TokenKey(HeldKey):
    """A key that is used only while its token is held."""

    def __init__(self, signer: PKCS11Signer, *, shelf: Pkcs11Shelf) -> None:
        super().__init__(signer)
        self._shelf = shelf

    def cms(self, digest: bytes) -> bytes:
        with self._shelf.device():
            return super().cms(digest)

    def sign_raw(self, attributes: bytes) -> bytes:
        return asyncio.run(self.signer.async_sign_raw(attributes, DIGEST))
