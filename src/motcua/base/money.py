"""Money is whole đồng, in an int. There is no smaller coin and no float."""


def spoken(amount_vnd: int) -> str:
    """`1250000` as `1.250.000 đ`."""
    return f"{amount_vnd:,}".replace(",", ".") + " đ"


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu", " tỷ", " nghìn tỷ", " triệu tỷ")


def in_words(amount_vnd: int) -> str:
    """`1276500` as `Một triệu hai trăm bảy mươi sáu nghìn năm trăm đồng chẵn`: how receipts say a sum."""
    groups, rest = [], amount_vnd
    while rest:
        rest, group = divmod(rest, 1000)
        groups.append(group)
    said = [
        _three(group, whole=place < len(groups) - 1) + _GROUPS[place] for place, group in enumerate(groups) if group
    ]
    text = " ".join(reversed(said)) or "không"
    return text[0].upper() + text[1:] + " đồng" + (" chẵn" if amount_vnd and amount_vnd % 100 == 0 else "")


def _three(group: int, *, whole: bool) -> str:
    """A group of three digits; `whole`: one stands before it, so that its noughts are said."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    said = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    if tens > 1:
        said.append(f"{_DIGITS[tens]} mươi")
    elif tens == 1:
        said.append("mười")
    elif ones and said:
        said.append("linh")
    if ones:
        after_tens = {1: "mốt" if tens > 1 else "một", 5: "lăm" if tens else "năm"}
        said.append(after_tens.get(ones, _DIGITS[ones]))
    return " ".join(said)
