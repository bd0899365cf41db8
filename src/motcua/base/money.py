"""Money is whole đồng, in an int. There is no smaller coin and no float."""


def spoken(amount_vnd: int) -> str:
    """`1250000` as `1.250.000 đ`."""
    return f"{amount_vnd:,}".replace(",", ".") + " đ"
