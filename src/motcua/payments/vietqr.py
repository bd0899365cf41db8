"""VietQR (NAPAS 247): the EMVCo TLV string of a transfer, and the short memo by which the bank's line is found."""

import re

from motcua.base.refusals import Invalid

GUID, CURRENCY, COUNTRY = "A000000727", "704", "VN"
TO_ACCOUNT, TO_CARD = "QRIBFTTA", "QRIBFTTC"
# A memo is the house's two letters and ten of an alphabet without I, L, O, U.
MEMO = re.compile(r"MC[0-9ABCDEFGHJKMNPQRSTVWXYZ]{10}")


def code(
    *, bin: str, account: str, amount_vnd: int = 0, memo: str = "", bill: str = "", to: str = TO_ACCOUNT,
    dynamic: bool = True,
) -> str:  # fmt: skip
    """The string of the QR picture: dynamic (12) for one payment, static (11) for one that may be used again.

    Raises `Invalid` for what does not fit: fields have at most 99 characters and are plain ASCII.
    """
    beneficiary = _field("00", bin) + _field("01", account)
    merchant = _field("00", GUID) + _field("01", beneficiary) + _field("02", to)
    body = _field("00", "01") + _field("01", "12" if dynamic else "11") + _field("38", merchant)
    body += _field("53", CURRENCY) + (_field("54", str(amount_vnd)) if amount_vnd else "") + _field("58", COUNTRY)
    more = (_field("01", bill) if bill else "") + (_field("08", memo) if memo else "")
    body += (_field("62", more) if more else "") + "6304"
    return body + f"{crc(body.encode('ascii')):04X}"


def crc(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 1021, beginning with FFFF."""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def read(text: str) -> dict[str, str]:
    """The fields of such a string by their tags (`62.08` is the memo). Raises `Invalid` when it is not one."""
    if len(text) < 8 or text[-8:-4] != "6304" or f"{crc(text[:-4].encode('ascii', 'replace')):04X}" != text[-4:]:
        raise Invalid()
    found = _fields(text)
    for tag in ("38", "62"):
        found |= {f"{tag}.{inner}": value for inner, value in _fields(found.get(tag, "")).items()}
    found |= {f"38.01.{inner}": value for inner, value in _fields(found.get("38.01", "")).items()}
    return found


def memos(text: str) -> set[str]:
    """The house's memos in what a bank made of one: blanks and signs may have come in between, never letters."""
    return set(MEMO.findall(re.sub(r"[^0-9A-Z]", "", text.upper())))


def _field(tag: str, value: str) -> str:
    if not value.isascii() or len(value) > 99:
        raise Invalid()
    return f"{tag}{len(value):02d}{value}"


def _fields(text: str) -> dict[str, str]:
    found, place = {}, 0
    while place < len(text):
        tag, length = text[place : place + 2], text[place + 2 : place + 4]
        if not length.isdecimal() or len(text) < place + 4 + int(length):
            raise Invalid()
        found[tag] = text[place + 4 : place + 4 + int(length)]
        place += 4 + int(length)
    return found
