"""The other side, for the demo: gateways that take orders and decide them, and a bank with one account.

What they know is kept in plain files under `HOME/sandbox`, apart from the city's database, so that the two can
disagree as in life. They sign with the same secrets as the clients: that is the contract between two parties.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from django.conf import settings

from motcua.adapters.payment.platform import REQUEST, RESULT, Platform
from motcua.adapters.payment.vnpay import ANSWERED, HANOI, Vnpay, moment, piped
from motcua.payments.ports import Forged


class Twin:
    def __init__(self) -> None:
        self.folder = Path(settings.HOME) / "sandbox"

    def gateway_orders(self, name: str) -> Sequence[Mapping[str, Any]]:
        """Newest first."""
        return sorted(self._all(name), key=lambda one: str(one["at"]), reverse=True)

    def gateway_order(self, name: str, *, reference: str) -> Mapping[str, Any]:
        """One order, or nothing of it."""
        return self._read(self._path(name, reference))

    def enter(self, name: str, message: Mapping[str, str]) -> Mapping[str, Any]:
        """An order comes in, signed by the city. Raises `Forged`."""
        order = self._platform_order(message) if name == "platform" else self._vnpay_order(message)
        path = self._path(name, str(order["reference"]))
        if not path.exists():
            self._write(path, order)
        return self._read(path)

    def _vnpay_order(self, message: Mapping[str, str]) -> dict[str, Any]:
        client = Vnpay(**settings.GATEWAYS["vnpay"])
        plain = {k: v for k, v in message.items() if k != "vnp_SecureHash"}
        if client.signed(plain)["vnp_SecureHash"] != message.get("vnp_SecureHash"):
            raise Forged("signature")
        return {
            "reference": plain["vnp_TxnRef"], "amount_vnd": int(plain["vnp_Amount"]) // 100,
            "about": plain["vnp_OrderInfo"], "return_url": plain["vnp_ReturnUrl"], "at": plain["vnp_CreateDate"],
            "outcome": "", "transaction": "",
        }  # fmt: skip

    def _platform_order(self, message: Mapping[str, Any]) -> dict[str, Any]:
        client = Platform(**settings.GATEWAYS["platform"])
        if client.digest(message, REQUEST) != message.get("MaXacThuc"):
            raise Forged("signature")
        return {
            "reference": message["MaThamChieu"], "amount_vnd": int(message["SoTien"]),
            "about": message["ThongTinGiaoDich"], "return_url": message.get("UrlTraVe", ""),
            "at": message["ThoiGianGD"], "outcome": "", "transaction": "",
        }  # fmt: skip

    def decide(self, name: str, *, reference: str, paid: bool, at: datetime) -> str:
        """The payer pays or breaks off, once. Returns the query of callback and return ("": no such order)."""
        path = self._path(name, reference)
        order = self._read(path)
        if not order:
            return ""
        if not order["outcome"]:
            order |= {"outcome": "paid" if paid else "failed", "transaction": uuid4().hex[:12], "paid_at": moment(at)}
            self._write(path, order)
        return urlencode(self.result(name, order))

    def result(self, name: str, order: Mapping[str, Any]) -> dict[str, str]:
        """The signed message about an order as it stands."""
        paid = order["outcome"] == "paid"
        if name == "platform":
            client = Platform(**settings.GATEWAYS["platform"])
            message = {
                "LoaiBanTin": "RESULT", "PhienBan": "1.0.6", "MaDoiTac": client.partner,
                "MaThamChieu": order["reference"], "SoTien": str(order["amount_vnd"]), "MaTienTe": "VND",
                "MaGiaoDich": order["transaction"], "ThoiGianGD": order.get("paid_at", order["at"]),
                "MaLoi": "00" if paid else "24" if order["outcome"] else "01",
            }  # fmt: skip
            return message | {"MaXacThuc": client.digest(message, RESULT)}
        vnpay = Vnpay(**settings.GATEWAYS["vnpay"])
        return vnpay.signed(
            {
                "vnp_TmnCode": vnpay.partner, "vnp_Amount": str(order["amount_vnd"] * 100), "vnp_BankCode": "SANDBOX",
                "vnp_OrderInfo": order["about"], "vnp_PayDate": order.get("paid_at", order["at"]),
                "vnp_ResponseCode": "00" if paid else "24", "vnp_TransactionNo": order["transaction"],
                "vnp_TransactionStatus": "00" if paid else "02", "vnp_TxnRef": order["reference"],
            }
        )

    def query(self, name: str, message: Mapping[str, str]) -> Mapping[str, str]:
        """What the API answers: the platform's INIT and QUERY, VNPay's `querydr`. Raises `Forged`."""
        if name == "platform":
            order = self.enter(name, message) if message.get("LoaiBanTin") == "INIT" else None
            if order is not None:
                page = f"{settings.GATEWAYS['platform']['url']}?reference={quote(str(order['reference']))}"
                return {"MaLoi": "00", "UrlThanhToan": page}
            self._platform_order(message)
            found = self.gateway_order(name, reference=str(message.get("MaThamChieu", "")))
            return self.result(name, found) if found else {"MaLoi": "91"}
        found = self.gateway_order(name, reference=str(message.get("vnp_TxnRef", "")))
        if not found:
            return {"vnp_ResponseCode": "91"}
        answer = {
            **self.result(name, found), "vnp_ResponseId": uuid4().hex[:16], "vnp_Command": "querydr",
            "vnp_ResponseCode": "00", "vnp_Message": "ok", "vnp_TransactionType": "01",
            "vnp_TransactionStatus": {"paid": "00", "failed": "02"}.get(str(found["outcome"]), "01"),
        }  # fmt: skip
        client = Vnpay(**settings.GATEWAYS["vnpay"])
        return answer | {"vnp_SecureHash": client.digest(piped(answer, ANSWERED))}

    def transfers(self) -> Sequence[Mapping[str, Any]]:
        """The movements of the account, newest first."""
        return sorted(self._all("bank"), key=lambda one: str(one["at"]), reverse=True)

    def transfer(self, *, amount_vnd: int, memo: str, at: datetime) -> None:
        reference = f"FT{moment(at)[2:8]}{uuid4().hex[:8].upper()}"
        line = {
            "reference": reference, "amount_vnd": amount_vnd, "memo": memo[:200],
            "at": at.astimezone(HANOI).isoformat(),
        }  # fmt: skip
        self._write(self._path("bank", reference), line)

    def statement(self, name: str) -> str:
        """All movements of the account as the bank's CSV; of a gateway (`name`), what it settled."""
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(["date", "reference", "amount_vnd", "memo"])
        if not name:
            for line in self.transfers():
                rows.writerow([line["at"][:10], line["reference"], line["amount_vnd"], line["memo"]])
        for order in self.gateway_orders(name) if name else ():
            if order["outcome"] == "paid":
                paid = str(order["paid_at"])
                day = f"{paid[:4]}-{paid[4:6]}-{paid[6:8]}"
                rows.writerow([day, order["reference"], order["amount_vnd"], order["transaction"]])
        return text.getvalue()

    def _path(self, name: str, reference: str) -> Path:
        safe = "".join(c for c in reference if c.isascii() and c.isalnum())[:60] or "none"
        return self.folder / name / f"{safe}.json"

    def _all(self, name: str) -> list[dict[str, Any]]:
        return [self._read(path) for path in (self.folder / name).glob("*.json")]

    def _read(self, path: Path) -> dict[str, Any]:
        return json.loads(path.read_text()) if path.exists() else {}

    def _write(self, path: Path, data: Mapping[str, Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.stem}-{uuid4().hex[:8]}.part")
        part.write_text(json.dumps(data))
        part.replace(path)
