import hashlib

from asn1crypto import cms, parser

from motcua.adapters.signing.demo_ca import DemoShelf
from motcua.adapters.signing.mould import der


def test_what_is_cast_equals_what_pyhanko_builds_but_for_digest_and_signature(tmp_path):
    key = DemoShelf(tmp_path / "demo").key_of("hoa", kind="person", name="Hoa")
    digest = hashlib.sha256(b"a document").digest()
    cast = cms.ContentInfo.load(key.cms(digest), strict=True)
    (info,) = cast["content"]["signer_infos"]
    said = {each["type"].native: each["values"].native for each in info["signed_attrs"]}
    assert said["message_digest"] == [digest]
    assert said["content_type"] == ["data"]
    assert "signing_certificate_v2" in said
    assert info["signature_algorithm"]["algorithm"].native == "sha256_ecdsa"
    assert len(key.cms(digest)) * 2 < key.room()


def test_der_lengths_are_the_shortest_possible():
    for size in (0, 1, 127, 128, 255, 256, 65_535, 65_536):
        encoded = der(0x04, bytes(size))
        assert parser.parse(encoded, strict=True)[4] == bytes(size)
        assert encoded == parser.emit(0, 0, 4, bytes(size))
