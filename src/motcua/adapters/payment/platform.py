"""The national payment platform, message 1.0.6: SHA-256 over the piped fields and the secret.

The request and its digest are verified (`vietnam.md` 3.2). What the result message carries besides the reference,
the amount and the code "00" is recalled (R): its digest is taken over the fields of `RESULT` in their order.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from motcua.adapters.payment import asking
from motcua.payments.ports import Asked, Forged, Said, Silent

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
REQUEST = (
    "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan",
    "MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang", "ThongTinGiaoDich", "ThoiGianGD", "Ip",
)  # fmt: skip
RESULT = (
    "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "ThoiGianGD", "MaLoi",
)  # fmt: skip
PAID, WAITING = "00", "01"
REPLIES = {"done": "00", "again": "00", "unknown": "01", "differs": "04", "forged": "97"}


class Platform:
    label = "Nền tảng thanh toán quốc gia"

    def __init__(self, *, url: str, api: str, partner: str, secret: str) -> None:
        self.url, self.api, self.partner, self.secret = url, api, partner, secret

    def address(self, asked: Asked) -> str:
        """Enter the order (INIT) and go where the platform says. Raises `Silent`."""
        answer = asking.post(self.api, self.request(asked))
        address = str(answer.get("UrlThanhToan", ""))
        if answer.get("MaLoi") != PAID or not address.startswith(("https://", "http://")):
            raise Silent(f"code {answer.get('MaLoi')}")
        return address

    def request(self, asked: Asked) -> dict[str, Any]:
        """The INIT message; `ThoiGianGD` is of 24 hours, so that no reference comes twice a day."""
        message = self._head("INIT", asked)
        message["MaXacThuc"] = self.digest(message, REQUEST)
        message["ThongTinBienLai"] = {"MaDichVu": "2", **(asked.receipt or {})}
        message["UrlTraVe"] = asked.return_url
        return message

    def _head(self, kind: str, asked: Asked) -> dict[str, Any]:
        return {
            "LoaiBanTin": kind, "PhienBan": "1.0.6", "MaDoiTac": self.partner, "MaThamChieu": asked.reference,
            "SoTien": str(asked.amount_vnd), "LoaiHinhThanhToan": "PAY", "MaKenhThanhToan": "1", "MaThietBi": "1",
            "NgonNgu": "vi-VN", "MaTienTe": "VND", "MaNganHang": "PAYMENT", "ThongTinGiaoDich": asked.about,
            "ThoiGianGD": moment(asked.at), "Ip": asked.ip,
        }  # fmt: skip

    def digest(self, message: Mapping[str, Any], names: tuple[str, ...]) -> str:
        """`MaXacThuc`: lower-case hex SHA-256 of the piped fields and the secret."""
        text = "|".join([*(str(message.get(name, "")) for name in names), self.secret])
        return hashlib.sha256(text.encode()).hexdigest()

    def read(self, message: Mapping[str, str]) -> Said:
        """A result, as callback or return. Raises `Forged`."""
        given = str(message.get("MaXacThuc", "")).lower().encode()
        if not hmac.compare_digest(self.digest(message, RESULT).encode(), given):
            raise Forged("signature")
        if message.get("MaDoiTac") != self.partner or message.get("MaTienTe") != "VND":
            raise Forged("another partner or currency")
        amount = str(message.get("SoTien", ""))
        if not amount.isascii() or not amount.isdecimal() or len(amount) > 15:
            raise Forged("amount")
        return Said(
            reference=str(message.get("MaThamChieu", ""))[:40],
            outcome="paid" if message.get("MaLoi") == PAID else "failed", amount_vnd=int(amount),
            transaction=str(message.get("MaGiaoDich", ""))[:80],
        )  # fmt: skip

    def ask(self, asked: Asked) -> Said | None:
        """`QUERY`: what became of an order. Raises `Silent` or `Forged`."""
        message = self._head("QUERY", asked)
        message["MaXacThuc"] = self.digest(message, REQUEST)
        answer = {k: str(v) for k, v in asking.post(self.api, message).items()}
        said = self.read(answer)
        if said.reference != asked.reference:
            raise Forged("the answer is about another order")
        return None if answer.get("MaLoi") == WAITING else said

    def reply(self, outcome: str) -> dict[str, str]:
        return {"MaLoi": REPLIES[outcome]}


def moment(at: datetime) -> str:
    """`20200609143500`: Hà Nội's time, of 24 hours."""
    return f"{at.astimezone(HANOI):%Y%m%d%H%M%S}"
