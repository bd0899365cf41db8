"""The CMS of one key, cast once: a later signature differs in a digest and in the signature itself.

pyHanko builds a CMS object for PAdES from generic ASN.1 classes, which takes far longer than to sign. All of
it but two octet strings depends on the key alone, so it is built once per key by pyHanko and taken apart here
into the bytes before, between and after (RFC 5652, 5.1 and 5.3).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from asn1crypto import cms, core
from pyhanko.sign.signers.pdf_cms import Signer

DIGEST = "sha256"
NO_DIGEST = bytes(32)

SEQUENCE, SET, OCTETS, TAGGED_0 = 0x30, 0x31, 0x04, 0xA0


def der(tag: int, *parts: bytes) -> bytes:
    """One DER element with a definite length (X.690, 8.1.3)."""
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _dumped(whole: core.Sequence, *names: str) -> bytes:
    return b"".join(whole[name].dump() for name in names)


@dataclass(frozen=True, kw_only=True)
class Mould:
    """The unchanging bytes of one key's CMS."""

    content_type: bytes
    before_signer: bytes
    signer_head: bytes
    attributes: bytes
    signer_tail: bytes

    @classmethod
    def of(cls, signer: Signer) -> Mould:
        """Let pyHanko sign a digest of noughts, and keep everything else."""
        cast = asyncio.run(signer.async_sign(NO_DIGEST, DIGEST, use_pades=True))
        signed: cms.SignedData = cast["content"]
        (info,) = signed["signer_infos"]
        attributes = info["signed_attrs"].untag().contents
        assert attributes.count(NO_DIGEST) == 1
        return cls(
            content_type=cast["content_type"].dump(),
            before_signer=_dumped(signed, "version", "digest_algorithms", "encap_content_info", "certificates"),
            signer_head=_dumped(info, "version", "sid", "digest_algorithm"),
            attributes=attributes,
            signer_tail=info["signature_algorithm"].dump(),
        )

    @property
    def size(self) -> int:
        """Bytes of a cast without its signature, from above."""
        parts = (self.content_type, self.before_signer, self.signer_head, self.attributes, self.signer_tail)
        return sum(map(len, parts)) + 64

    def cast(self, digest: bytes, sign: Callable[[bytes], bytes]) -> bytes:
        """The DER of a CMS over a document's SHA-256 digest; `sign` signs the attributes (RFC 5652, 5.4)."""
        attributes = self.attributes.replace(NO_DIGEST, digest)
        signature = sign(der(SET, attributes))
        info = der(SEQUENCE, self.signer_head, der(TAGGED_0, attributes), self.signer_tail, der(OCTETS, signature))
        signed_data = der(SEQUENCE, self.before_signer, der(SET, info))
        return der(SEQUENCE, self.content_type, der(TAGGED_0, signed_data))
