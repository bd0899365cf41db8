"""The lists that a workbook offers, and how a cell names a unit."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.catalogue.workbook_cells import Bad, CellValue, Kind, same

LEVELS = {"city": "Cấp thành phố", "district": "Cấp huyện", "commune": "Cấp xã"}
CHANNELS = {"counter": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"}
MARKS = {"V": "V", "S": "S", "R": "R"}
APPLICANTS = {
    "citizen": "Công dân",
    "overseas_vietnamese": "Người Việt Nam định cư ở nước ngoài",
    "foreigner": "Người nước ngoài",
    "household_business": "Hộ kinh doanh",
    "enterprise": "Doanh nghiệp",
    "cooperative": "Hợp tác xã",
    "organisation": "Tổ chức",
    "state_agency": "Cơ quan nhà nước",
    "press_agency": "Cơ quan báo chí",
}
LIMITS = {
    "at_once": "Ngay trong ngày",
    "hours": "Giờ làm việc",
    "working_days": "Ngày làm việc",
    "days": "Ngày theo lịch",
    "months": "Tháng",
    "clock_hours": "Giờ liên tục",
}
COUNTING = {"to_the_hour": "Tính đến giờ", "whole_days": "Tính trọn ngày"}
FEES = {"fee": "Phí", "charge": "Lệ phí"}
COLLECT = {"on_reception": "Khi tiếp nhận", "on_supplement": "Khi bổ sung", "on_return": "Khi trả kết quả"}
RESULTS = {
    "licence": "Giấy phép",
    "certificate": "Giấy chứng nhận",
    "confirmation": "Giấy xác nhận",
    "registration": "Đăng ký",
    "extract": "Trích lục",
    "certified_copy": "Bản sao chứng thực",
    "certification": "Chứng thực",
    "approval": "Chấp thuận",
    "decision": "Quyết định",
    "notice": "Thông báo",
    "other": "Khác",
}
STATEMENTS = {"requirements": "Yêu cầu, điều kiện", "sequence": "Trình tự"}
ROLES = {
    "counter": "Một cửa",
    "specialist": "Chuyên viên",
    "head": "Trưởng bộ phận",
    "leader": "Lãnh đạo",
    "seal": "Văn thư",
    "cashier": "Thu ngân",
    "postal": "Nhân viên bưu chính",
}
QUESTIONS = {
    "short_text": "Chữ, một dòng",
    "long_text": "Chữ, nhiều dòng",
    "number": "Số",
    "money": "Số tiền",
    "date": "Ngày",
    "yes_no": "Có hoặc không",
    "one_of": "Chọn một",
    "many_of": "Chọn nhiều",
    "person": "Người",
    "organisation": "Pháp nhân",
    "address": "Địa chỉ",
    "telephone": "Điện thoại",
    "email": "Thư điện tử",
    "file": "Tệp",
    "table": "Bảng",
    "declaration": "Cam đoan",
}
STEP_KINDS = {"work": "Xử lý", "opinion": "Lấy ý kiến"}
LOOKS = {"radio": "Nút chọn", "select": "Danh sách thả xuống"}
PARTS = {
    "personal_number": "Số định danh",
    "passport": "Hộ chiếu",
    "name": "Tên",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "ethnicity": "Dân tộc",
    "nationality": "Quốc tịch",
    "address": "Địa chỉ",
    "telephone": "Điện thoại",
    "email": "Thư điện tử",
    "tax_code": "Mã số thuế",
    "representative": "Người đại diện",
}
SAME = {"same": "Chính đơn vị này"}
HANDS = {"settling": "Nơi giải quyết", "receiving": "Nơi tiếp nhận"}

_UNIT = re.compile(r"đơn vị\s*:\s*([A-Za-z0-9][A-Za-z0-9._-]{0,59})", re.IGNORECASE)
_PARENT = re.compile(r"cấp trên\s*:\s*([^/]+?)\s*(?:/\s*([a-z][a-z0-9_]{0,59})\s*)?", re.IGNORECASE)


@dataclass(frozen=True)
class UnitCell(Kind):
    """Which unit: one of ``fixed``, ``Cấp trên: Cấp huyện``, ``Cấp trên: Cấp thành phố / so``, ``Đơn vị: H26.7``."""

    fixed: Mapping[str, str] = field(default_factory=dict)

    def write(self, value: Any) -> CellValue:
        if isinstance(value, str):
            return self.fixed[value]
        if "unit" in value:
            return f"Đơn vị: {value['unit']}"
        kind = f" / {value['kind']}" if value.get("kind") else ""
        return f"Cấp trên: {LEVELS[value['parent']]}{kind}"

    def read(self, cell: CellValue) -> Any:
        typed = unicodedata.normalize("NFC", super().read(cell))
        for code, label in self.fixed.items():
            if same(typed) in (same(label), code):
                return code
        if found := _UNIT.fullmatch(typed):
            return {"unit": found[1]}
        if found := _PARENT.fullmatch(typed):
            level = next((code for code, label in LEVELS.items() if same(found[1]) in (same(label), code)), None)
            if level is not None:
                return {"parent": level, **({"kind": found[2]} if found[2] else {})}
        offered = "; ".join(self.fixed.values())
        raise Bad(f"“{typed[:40]}” chưa rõ. Ghi: {offered}; Cấp trên: Cấp huyện; hoặc Đơn vị: mã đơn vị.")

    @property
    def choices(self) -> tuple[str, ...]:
        return (*self.fixed.values(), *(f"Cấp trên: {label}" for label in LEVELS.values()))
