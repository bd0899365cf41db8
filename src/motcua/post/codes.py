"""Item codes of the Universal Postal Union, standard S10: two letters, eight digits, a check digit, the country."""

WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def check_digit(serial: int) -> int:
    """The ninth digit: 11 minus the weighted sum modulo 11; 10 becomes 0 and 11 becomes 5 (UPU S10)."""
    remainder = sum(int(d) * w for d, w in zip(f"{serial:08d}", WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(11 - remainder, 11 - remainder)


def item_code(serial: int, *, service: str = "RR", country: str = "VN") -> str:
    """`RR123456785VN`. `serial` is 0 to 99,999,999."""
    return f"{service}{serial:08d}{check_digit(serial)}{country}"


def is_item_code(code: str) -> bool:
    return (
        len(code) == 13
        and code[:2].isalpha()
        and code[2:11].isdigit()
        and code[11:].isalpha()
        and int(code[10]) == check_digit(int(code[2:10]))
    )
