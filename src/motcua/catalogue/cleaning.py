"""What people type, made plain: text, numbers, money, dates, telephone numbers, personal numbers, tax codes.

Every function takes what was typed and gives the value that is kept, or raises ``Wrong`` with a sentence that
says what to do.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as NotValid
from stdnum.vn import mst

LONGEST = 40_000
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([., \u00a0\u202f\u2009])[0-9]{3}(\1[0-9]{3})*")
# Zero-width and direction marks: unseen when typed, and able to disguise what is read.
_INVISIBLE = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WRITTEN = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
_CURRENCY = re.compile(r"\s*(đ|₫|đồng|vnđ|vnd)\.?\s*$", re.IGNORECASE)
_PASSPORT = re.compile(r"[A-Z0-9]{5,20}")
FIRST_YEAR, LAST_YEAR = 1800, 2200


class Wrong(ValueError):
    """What was given cannot be kept; the message says what to do."""


def plain_text(value: str, *, lines: bool = False) -> str:
    """``value`` in Unicode NFC without control characters or blanks at the ends.

    One line has its blanks run together; with ``lines`` line ends stay.
    """
    if len(value) > LONGEST:
        raise Wrong(_("Nội dung quá dài. Hãy rút gọn."))
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (char for char in unicodedata.normalize("NFC", value) if char == "\n" or not _is_control(char))
    cleaned = "".join(kept)
    if not lines:
        return " ".join(cleaned.split())
    cleaned = "\n".join(_SPACES.sub(" ", line).rstrip() for line in cleaned.split("\n"))
    return _BLANK_LINES.sub("\n\n", cleaned).strip()


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in _INVISIBLE


def number(value: str, *, decimals: int) -> int | float:
    """A number as written in Viet Nam: dots between thousands, a comma before decimals (``1.250,5``)."""
    compact = re.sub(r"\s", "", value)
    if not compact or len(compact) > 30:
        raise Wrong(_("Hãy nhập một số, ví dụ 12 hoặc 12,5."))
    whole, comma, rest = compact.partition(",")
    if _GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    elif not comma and whole.count(".") == 1:
        whole, comma, rest = whole.partition(".")
    if not re.fullmatch(r"-?[0-9]+", whole) or (comma and not re.fullmatch(r"[0-9]+", rest)):
        raise Wrong(_("Hãy nhập một số, ví dụ 12 hoặc 12,5."))
    rest = rest.rstrip("0")
    if len(rest) > decimals:
        if decimals == 0:
            raise Wrong(_("Hãy nhập số nguyên, không có phần lẻ."))
        raise Wrong(_("Hãy nhập nhiều nhất %(count)d chữ số sau dấu phẩy.") % {"count": decimals})
    return float(Decimal(f"{whole}.{rest}")) if rest else int(whole)


def money(value: str) -> int:
    """Whole đồng from ``1.250.000``, ``1 250 000 đ`` or ``1250000``."""
    amount = _CURRENCY.sub("", value).strip()
    if _GROUPED.fullmatch(amount):
        amount = re.sub(r"[^0-9-]", "", amount)
    if not re.fullmatch(r"-?[0-9]{1,15}", amount):
        raise Wrong(_("Hãy nhập số tiền bằng đồng, ví dụ 1.250.000."))
    return int(amount)


def day(value: str) -> str:
    """The ISO date of ``09/06/2020`` (day first) or ``2020-06-09``."""
    iso, written = _ISO.fullmatch(value), _WRITTEN.fullmatch(value)
    if iso:
        year, month, dom = (int(part) for part in iso.groups())
    elif written:
        dom, month, year = (int(part) for part in written.groups())
    else:
        raise Wrong(_("Hãy nhập ngày theo mẫu ngày/tháng/năm, ví dụ 09/06/2020."))
    try:
        found = date(year, month, dom)
    except ValueError as error:
        raise Wrong(_("Không có ngày này trong lịch. Hãy kiểm tra lại ngày và tháng.")) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Wrong(_("Hãy kiểm tra lại năm; hãy viết đủ bốn chữ số."))
    return found.isoformat()


def telephone(value: str) -> str:
    """The number in E.164; a number without + is Vietnamese."""
    sentence = _("Hãy nhập số điện thoại, ví dụ 0912 345 678.")
    if len(value) > 40:
        raise Wrong(sentence)
    try:
        found = phonenumbers.parse(value, "VN")
    except phonenumbers.NumberParseException as error:
        raise Wrong(sentence) from error
    if not phonenumbers.is_valid_number(found):
        raise Wrong(sentence)
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))


def email(value: str) -> str:
    """An e-mail address, its domain in small letters."""
    try:
        validate_email(value)
    except ValidationError as error:
        raise Wrong(_("Hãy nhập địa chỉ thư điện tử, ví dụ ten@vidu.vn.")) from error
    local, _at, domain = value.rpartition("@")
    return f"{local}@{domain.lower()}"


def personal_number(value: str, *, birth_date: str | None = None, sex: str | None = None) -> str:
    """The twelve digits of a personal identification number (số định danh cá nhân).

    Three digits for the place of birth registration, one for century and sex, two for the year of birth, six
    of no meaning. With a birth date or sex given, they must agree.
    """
    digits = re.sub(r"[\s.-]", "", value)
    if not re.fullmatch(r"[0-9]{12}", digits) or digits.startswith("000"):
        raise Wrong(_("Hãy nhập số định danh cá nhân đủ 12 chữ số, như ghi trên thẻ căn cước."))
    century = 1900 + 100 * (int(digits[3]) // 2)
    if birth_date and int(birth_date[:4]) != century + int(digits[4:6]):
        raise Wrong(_("Số định danh không khớp với năm sinh. Hãy kiểm tra cả hai."))
    if sex in ("male", "female") and (int(digits[3]) % 2 == 1) != (sex == "female"):
        raise Wrong(_("Số định danh không khớp với giới tính. Hãy kiểm tra cả hai."))
    return digits


def passport(value: str) -> str:
    """A passport number: letters and digits."""
    found = re.sub(r"[\s-]", "", value).upper()
    if not _PASSPORT.fullmatch(found):
        raise Wrong(_("Hãy nhập số hộ chiếu: chữ cái và chữ số, không có dấu."))
    return found


def tax_code(value: str) -> str:
    """A tax code of 10 or 13 digits with the right check digit; a household's may be a personal number."""
    compact = re.sub(r"[\s.-]", "", value)
    if re.fullmatch(r"[0-9]{12}", compact):
        return personal_number(compact)
    try:
        return str(mst.validate(compact))
    except NotValid as error:
        raise Wrong(
            _("Mã số thuế không đúng. Hãy nhập 10 hoặc 13 chữ số như trên giấy chứng nhận đăng ký.")
        ) from error


def grouped(amount: int | float) -> str:
    """A number as it is read in Viet Nam: ``1.250.000`` or ``12,5``."""
    if isinstance(amount, float) and not amount.is_integer():
        whole, _point, rest = f"{Decimal(repr(amount)):f}".partition(".")
        return f"{int(whole):,}".replace(",", ".") + "," + rest if whole != "-0" else f"-0,{rest}"
    return f"{int(amount):,}".replace(",", ".")


def written_day(iso: str) -> str:
    """``09/06/2020`` from ``2020-06-09``; anything else as it is."""
    found = _ISO.fullmatch(iso)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else iso
