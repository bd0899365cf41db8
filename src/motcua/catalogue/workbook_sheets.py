"""The sheets of the form, the route and the letters; then all sheets in their order."""

from motcua.catalogue import workbook_units as lists
from motcua.catalogue.workbook_cells import Bound, Choice, Choices
from motcua.catalogue.workbook_columns import (
    BASICS,
    CODE,
    CODES,
    CONDITION,
    ID,
    NUMBER,
    RULE,
    WHOLE,
    WORDS,
    YES,
    Column,
    SheetSpec,
    words,
)
from motcua.catalogue.workbook_units import UnitCell

GENERAL_TITLE = "Thông tin chung"
GENERAL_HEADS = (
    "Mục",
    "Nội dung",
    "Tiếng Anh",
    "Mức xác minh",
    "Nguồn",
    "Người chịu trách nhiệm",
    "Cách điền",
)
GUIDE = "Hướng dẫn"
CHOICES = "Danh mục"
NOTES = "Ghi chú"

_SECTIONS = "Biểu mẫu"
_QUESTIONS = "Câu hỏi"
_ONLY = "Chỉ cho loại: "

FORMS: tuple[SheetSpec, ...] = (
    SheetSpec(_SECTIONS, "Mỗi phần của tờ khai là một trang ngắn. Không có phần nào: không có tờ khai.", (
        Column("id", "Mã", CODE, ID),
        *words("title", "Tên phần", "Đầu đề của trang."),
        *words("help", "Chỉ dẫn", "Đọc trước khi điền."),
        Column("show_if", "Chỉ hiện khi", RULE, CONDITION, 28),
    )),
    SheetSpec(_QUESTIONS, "Mỗi câu hỏi một dòng, đúng thứ tự hỏi.", (
        Column("section", "Phần", CODE, "Mã ở trang Biểu mẫu.", offers=_SECTIONS),
        Column("table", "Cột của bảng", CODE, "Nếu là một cột: mã câu hỏi loại Bảng."),
        Column("id", "Mã", CODE, ID),
        Column("type", "Loại", Choice(lists.QUESTIONS), "Loại câu trả lời.", 18),
        *words("label", "Câu hỏi", "Lời hỏi, ngắn."),
        *words("help", "Chỉ dẫn", "Hiện cạnh ô."),
        Column("required", "Bắt buộc", YES, "Trống: Không.", 10),
        Column("required_if", "Bắt buộc khi", RULE, CONDITION, 28),
        Column("show_if", "Chỉ hiện khi", RULE, CONDITION, 28),
        Column("calc", "Tự tính", RULE, _ONLY + "chữ một dòng, số, số tiền, ngày, có/không. Không gõ được.", 28),
        Column("prefill", "Điền sẵn từ", CODE, "Như profile.person, organisation.name, earlier.mã câu hỏi.", 20),
        Column("personal", "Dữ liệu cá nhân", YES, "Không đưa vào danh sách, dữ liệu mở.", 10),
        Column("min", "Nhỏ nhất", Bound(), _ONLY + "số, số tiền, ngày.", 12),
        Column("max", "Lớn nhất", Bound(), _ONLY + "số, số tiền, ngày.", 12),
        Column("decimals", "Số lẻ", WHOLE, _ONLY + "số. Số chữ số sau dấu phẩy.", 8),
        *words("unit", "Đơn vị", _ONLY + "số. Như m².", width=10),
        Column("not_future", "Không sau hôm nay", YES, _ONLY + "ngày.", 10),
        Column("not_past", "Không trước hôm nay", YES, _ONLY + "ngày.", 10),
        Column("min_length", "Ít nhất (ký tự)", WHOLE, _ONLY + "chữ.", 10),
        Column("max_length", "Nhiều nhất (ký tự)", WHOLE, _ONLY + "chữ.", 10),
        Column("rows", "Số dòng", WHOLE, _ONLY + "chữ nhiều dòng.", 8),
        Column("pattern", "Cách viết", WORDS, _ONLY + "chữ một dòng. Biểu thức chính quy khớp cả câu trả lời.", 24),
        *words("pattern_message", "Khi viết sai", "Lời nhắc khi không khớp cách viết."),
        Column("autocomplete", "autocomplete", WORDS, _ONLY + "chữ một dòng. Giá trị của thuộc tính HTML.", 12),
        Column("look", "Hình thức", Choice(lists.LOOKS), _ONLY + "chọn một."),
        Column("min_chosen", "Chọn ít nhất", WHOLE, _ONLY + "chọn nhiều.", 10),
        Column("max_chosen", "Chọn nhiều nhất", WHOLE, _ONLY + "chọn nhiều.", 10),
        Column("parts", "Gồm", Choices(lists.PARTS), _ONLY + "người, pháp nhân. Cách nhau bằng dấu phẩy.", 28),
        Column("optional", "Được để trống", Choices(lists.PARTS), _ONLY + "người, pháp nhân.", 28),
        Column("abroad", "Ở nước ngoài", YES, _ONLY + "địa chỉ. Nhận địa chỉ ở nước ngoài.", 10),
        Column("max_files", "Số tệp nhiều nhất", WHOLE, _ONLY + "tệp.", 10),
        Column("min_rows", "Ít nhất (dòng)", WHOLE, _ONLY + "bảng.", 10),
        Column("max_rows", "Nhiều nhất (dòng)", WHOLE, _ONLY + "bảng.", 10),
    )),
    SheetSpec("Lựa chọn", "Các mục của câu hỏi loại Chọn một, Chọn nhiều.", (
        Column("question", "Câu hỏi", CODE, "Mã câu hỏi; cột của bảng: mã bảng, dấu chấm, mã cột."),
        Column("value", "Mã", CODE, ID),
        *words("label", "Nhãn", "Người dân đọc thấy."),
        *words("help", "Chỉ dẫn", "Hiện dưới nhãn."),
    )),
    SheetSpec("Kiểm tra", "Điều phải đúng; nếu sai thì hiện lời nhắc.", (
        Column("question", "Của câu hỏi", CODE, "Mã câu hỏi; trống: của cả tờ khai."),
        Column("that", "Phải đúng", RULE, CONDITION, 40),
        *words("message", "Lời nhắc", "Nói cần làm gì."),
        Column("questions", "Hiện ở câu hỏi", CODES, "Mã các câu hỏi.", 20),
    )),
    SheetSpec("Quy trình", "Các bước trong cơ quan, đúng thứ tự.", (
        Column("case", "Trường hợp", CODE, "Trống: quy trình chung.", offers="Trường hợp"),
        Column("id", "Mã", CODE, ID),
        *words("name", "Tên bước", "Như Thẩm định."),
        Column("role", "Vai", Choice(lists.ROLES), "Ai làm."),
        Column("unit", "Nơi làm", UnitCell(lists.HANDS), "Trống: nơi giải quyết.", 24),
        Column("hours", "Số giờ", NUMBER, "Giờ làm việc; 0,5 là nửa giờ.", 8),
        *words("does", "Việc làm", "Làm gì ở bước này."),
        Column("on_site", "Đi xem tại chỗ", YES, "Phải có người đến xem.", 10),
        Column("when", "Chỉ khi", RULE, CONDITION, 28),
        Column("kind", "Loại bước", Choice(lists.STEP_KINDS), "Trống: xử lý.", 14),
        Column("may", "Chỉ được làm", CODES, "Tên việc; trống: mọi việc của vai.", 20),
        Column("pauses", "Dừng đồng hồ", YES, "Chỉ với ý kiến mà luật cho dừng.", 10),
    )),
    SheetSpec("Văn bản", "Văn bản in ra từ thủ tục này.", (
        Column("id", "Mã", CODE, ID),
        Column("template", "Mẫu của gói", CODE, "Tên tệp trong letters của gói.", 24),
        *words("name", "Tên", "Tên văn bản."),
        Column("when", "Khi", RULE, CONDITION, 28),
    )),
)  # fmt: skip

SHEETS: tuple[SheetSpec, ...] = (*BASICS, *FORMS)
BY_TITLE = {spec.title: spec for spec in SHEETS}
