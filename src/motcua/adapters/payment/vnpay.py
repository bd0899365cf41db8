"""VNPay: HMAC-SHA512 over the sorted query. Field names and codes are recalled (R), not read in a specification."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus
from zoneinfo import ZoneInfo

from motcua.adapters.payment import asking
from motcua.payments.ports import Asked, Forged, Said, Silent

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
VERSION = "2.1.0"
QUERIED = (
    "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TxnRef", "vnp_TransactionDate",
    "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo",
)  # fmt: skip
ANSWERED = (
    "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode", "vnp_TxnRef", "vnp_Amount",
    "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo", "vnp_TransactionType", "vnp_TransactionStatus",
    "vnp_OrderInfo", "vnp_PromotionCode", "vnp_PromotionAmount",
)  # fmt: skip
REPLIES = {
    "done": ("00", "Confirm Success"),
    "again": ("02", "Order already confirmed"),
    "unknown": ("01", "Order not found"),
    "differs": ("04", "Invalid amount"),
    "forged": ("97", "Invalid signature"),
}


class Vnpay:
    label = "VNPay"

    def __init__(self, *, url: str, api: str, partner: str, secret: str) -> None:
        self.url, self.api, self.partner, self.secret = url, api, partner, secret

    def address(self, asked: Asked) -> str:
        """The page of the gateway with the order in its query. Nothing is asked over the network."""
        message = {
            "vnp_Version": VERSION, "vnp_Command": "pay", "vnp_TmnCode": self.partner,
            "vnp_Amount": str(asked.amount_vnd * 100), "vnp_CurrCode": "VND", "vnp_TxnRef": asked.reference,
            "vnp_OrderInfo": asked.about, "vnp_OrderType": "other", "vnp_Locale": "vn",
            "vnp_ReturnUrl": asked.return_url, "vnp_IpAddr": asked.ip, "vnp_CreateDate": moment(asked.at),
            "vnp_ExpireDate": moment(asked.until),
        }  # fmt: skip
        query = query_of(message)
        return f"{self.url}?{query}&vnp_SecureHash={self.digest(query)}"

    def signed(self, message: Mapping[str, str]) -> dict[str, str]:
        return {**message, "vnp_SecureHash": self.digest(query_of(message))}

    def digest(self, text: str) -> str:
        return hmac.new(self.secret.encode(), text.encode(), hashlib.sha512).hexdigest()

    def read(self, message: Mapping[str, str]) -> Said:
        """A callback (IPN) or return. Raises `Forged`."""
        plain = {k: str(v) for k, v in message.items() if k.startswith("vnp_")}
        given = plain.pop("vnp_SecureHash", "")
        plain.pop("vnp_SecureHashType", "")
        if not hmac.compare_digest(self.digest(query_of(plain)).encode(), given.lower().encode()):
            raise Forged("signature")
        if plain.get("vnp_TmnCode") != self.partner:
            raise Forged("another partner")
        return _said(plain)

    def ask(self, asked: Asked) -> Said | None:
        """`querydr`: what became of an order. Raises `Silent` or `Forged`."""
        message = {
            "vnp_RequestId": asked.reference[-24:] + moment(asked.at)[-8:], "vnp_Version": VERSION,
            "vnp_Command": "querydr", "vnp_TmnCode": self.partner, "vnp_TxnRef": asked.reference,
            "vnp_TransactionDate": moment(asked.at), "vnp_CreateDate": moment(asked.at), "vnp_IpAddr": asked.ip,
            "vnp_OrderInfo": asked.about,
        }  # fmt: skip
        message["vnp_SecureHash"] = self.digest(piped(message, QUERIED))
        found = {k: str(v) for k, v in asking.post(self.api, message).items()}
        if not hmac.compare_digest(
            self.digest(piped(found, ANSWERED)).encode(), found.get("vnp_SecureHash", "").lower().encode()
        ):
            raise Forged("signature of the answer")
        if found.get("vnp_TxnRef") != asked.reference:
            raise Forged("the answer is about another order")
        if found.get("vnp_ResponseCode") != "00":
            raise Silent(f"code {found.get('vnp_ResponseCode')}")
        return None if found.get("vnp_TransactionStatus") == "01" else _said(found)

    def reply(self, outcome: str) -> dict[str, str]:
        code, said = REPLIES[outcome]
        return {"RspCode": code, "Message": said}


def query_of(message: Mapping[str, str]) -> str:
    """What is signed: the query with its names in order, empty values left out."""
    return "&".join(f"{quote_plus(k)}={quote_plus(v)}" for k, v in sorted(message.items()) if v != "")


def piped(message: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return "|".join(str(message.get(name, "")) for name in names)


def moment(at: datetime) -> str:
    """`20200609143500`: Hà Nội's time, of 24 hours."""
    return f"{at.astimezone(HANOI):%Y%m%d%H%M%S}"


def _said(message: Mapping[str, str]) -> Said:
    amount = message.get("vnp_Amount", "")
    if not amount.isascii() or not amount.isdecimal() or len(amount) > 17 or int(amount) % 100:
        raise Forged("amount")
    paid = message.get("vnp_ResponseCode") == "00" and message.get("vnp_TransactionStatus", "00") == "00"
    return Said(
        reference=message.get("vnp_TxnRef", "")[:40], outcome="paid" if paid else "failed",
        amount_vnd=int(amount) // 100, transaction=message.get("vnp_TransactionNo", "")[:80],
    )  # fmt: skip
