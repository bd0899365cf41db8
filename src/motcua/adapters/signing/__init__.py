"""Digital signatures on results: a leader's personal signature, a unit's seal, and the reading of both."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyhanko.sign.timestamps import HTTPTimeStamper

from motcua.adapters.signing.demo_ca import DemoShelf
from motcua.adapters.signing.keys import KeyShelf, Pkcs12Shelf, certificates_in
from motcua.adapters.signing.pades import PadesSignatures
from motcua.results.ports import Signatures

__all__ = ["DemoShelf", "PadesSignatures", "Pkcs12Shelf", "signatures"]


@cache
def signatures() -> Signatures:
    """The signatures of this installation, by `settings.SIGNING` and `settings.KEYS`.

    `SIGNING` is a dict: `shelf` is `demo` (keys made in `KEYS/demo`; the default), `pkcs12` (`folder`,
    `passphrase`, `roots`) or `pkcs11` (`module`, `token`, `pin`, `issuers`, `roots`), where `issuers` and
    `roots` are paths of PEM files; `timestamp_url` asks for RFC 3161 time stamps.
    """
    from django.conf import settings

    chosen: dict[str, str] = getattr(settings, "SIGNING", {})
    shelf = _shelf(chosen, keys=Path(settings.KEYS))
    address = chosen.get("timestamp_url", "")
    return PadesSignatures(shelf, stamper=HTTPTimeStamper(address) if address else None)


def _shelf(chosen: dict[str, str], *, keys: Path) -> KeyShelf:
    kind = chosen.get("shelf", "demo")
    if kind == "demo":
        return DemoShelf(keys / "demo")
    roots = certificates_in(Path(chosen["roots"]))
    if kind == "pkcs12":
        return Pkcs12Shelf(Path(chosen["folder"]), passphrase=chosen["passphrase"].encode(), roots=roots)
    if kind == "pkcs11":
        # The binding loads a native library: only where a token is used.
        from motcua.adapters.signing.pkcs11_shelf import Pkcs11Shelf

        return Pkcs11Shelf(
            module=chosen["module"],
            token=chosen["token"],
            pin=chosen["pin"],
            issuers=certificates_in(Path(chosen["issuers"])),
            roots=roots,
        )
    raise ValueError(f"SIGNING['shelf'] is {kind!r}; known are demo, pkcs12, pkcs11")
