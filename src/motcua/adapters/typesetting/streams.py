"""No stream of a file ends in a carriage return.

One compressed stream in 256 does, by chance. With the line feed before `endstream` it reads like one line
end, and a validator that counts backwards from there finds /Length one too long (ISO 19005-2, 6.1.7.1)
though it is right.
"""

from __future__ import annotations

import io

import pikepdf

IN_DOUBT = b"\r\nendstream"


def without_doubtful_ends(pdf: bytes) -> bytes:
    """The same document; a stream that ends in a carriage return gets a blank after its compressed data."""
    if IN_DOUBT not in pdf:
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream) and _doubtful(each):
                # Whatever follows a complete zlib stream is not decoded.
                each.write(each.read_raw_bytes() + b" ", filter=pikepdf.Name.FlateDecode, type_check=False)
        return saved(document)


def _doubtful(stream: pikepdf.Stream) -> bool:
    return stream.get("/Filter") == pikepdf.Name.FlateDecode and stream.read_raw_bytes().endswith(b"\r")


def saved(document: pikepdf.Pdf) -> bytes:
    """The file after small changes: plain objects, streams untouched, an ID made from the content."""
    out = io.BytesIO()
    document.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        fix_metadata_version=False,
        deterministic_id=True,
    )
    return out.getvalue()
