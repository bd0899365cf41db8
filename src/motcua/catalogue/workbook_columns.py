"""The sheets of a procedure's workbook: headings, what each column means, and what its cells hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.catalogue import workbook_units as lists
from motcua.catalogue.workbook_cells import (
    Choice,
    Choices,
    Code,
    Codes,
    DayCell,
    Kind,
    Lines,
    Number,
    Rule,
    Whole,
    WholeOrEmpty,
    Yes,
)
from motcua.catalogue.workbook_units import UnitCell

WORDS, CODE, CODES, LINES, WHOLE, NUMBER = Kind(), Code(), Codes(), Lines(), Whole(), Number()
YES, DAY, RULE = Yes(), DayCell(), Rule()


@dataclass(frozen=True)
class Column:
    """``key``: where in the row's data, with dots; ``lists``: the sheet whose first column is offered."""

    key: str
    head: str
    kind: Kind
    help: str
    width: int = 16
    offers: str = ""


@dataclass(frozen=True)
class SheetSpec:
    """A sheet with one thing in a row."""

    title: str
    about: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class GeneralRow:
    """A line of the first sheet: where its value, its English words and its mark go."""

    label: str
    key: str
    kind: Kind | None
    help: str
    english: str = ""
    fact: str | None = None


def words(key: str, head: str, help_: str, *, width: int = 34) -> list[Column]:
    """The Vietnamese and the English of a text."""
    english = f"{head} (tiếng Anh)"
    return [
        Column(f"{key}.vi", head, WORDS, help_, width),
        Column(f"{key}.en", english, WORDS, "Bản tiếng Anh; có thể để trống.", 24),
    ]


MARK_HELP = "V: đã đọc trong văn bản. S: theo nguồn khác. R: nhớ lại, chờ xác minh. Để trống là R."


def fact(prefix: str = "", head: str = "") -> list[Column]:
    """How sure a fact is, where it is written and who answers for it."""

    def headed(name: str) -> str:
        return f"{head}: {name}" if head else name[0].upper() + name[1:]

    return [
        Column(f"{prefix}mark", headed("mức xác minh"), Choice(lists.MARKS), MARK_HELP, 10),
        Column(f"{prefix}source", headed("nguồn"), WORDS, "Văn bản, điều khoản; bắt buộc khi ghi V hoặc S.", 28),
        Column(f"{prefix}approved_by", headed("người chịu trách nhiệm"), WORDS, "Ai cho dùng khi còn là R.", 20),
    ]


def limit(head: str = "Thời hạn", *, facts: str = "") -> list[Column]:
    """A limit of time with its own mark; ``facts`` heads the mark where the row has another."""
    return [
        Column("limit.unit", f"{head}: đơn vị", Choice(lists.LIMITS), "Tính bằng gì. Để trống: chưa rõ.", 18),
        Column("limit.amount", f"{head}: số", WHOLE, "Bao nhiêu; để trống khi “Ngay trong ngày”.", 10),
        Column("limit.counting", f"{head}: cách tính", Choice(lists.COUNTING), "Chỉ cho ngày làm việc.", 14),
        *words("limit.note", f"{head}: ghi chú", "Văn bản nói thêm gì về thời hạn này.", width=24),
        *fact("limit.", facts),
    ]


def counts() -> list[Column]:
    """How many of a paper."""
    return [
        Column("original", "Bản chính", WHOLE, "Số bản chính.", 10),
        Column("certified", "Bản sao chứng thực", WHOLE, "Số bản sao có chứng thực.", 10),
        Column("copy", "Bản sao", WHOLE, "Số bản sao thường.", 10),
    ]


CONDITION = 'JSON Logic trên câu trả lời, ví dụ {"var": "is_late"}.'
ID = "Mã riêng, không dấu, chữ thường, nối bằng gạch dưới; không đổi về sau."

GENERAL: tuple[GeneralRow, ...] = (
    GeneralRow("Phiên bản định dạng", "format", WHOLE, "Luôn là 1."),
    GeneralRow("Mã địa chỉ", "id", CODE, "Tên cố định trong địa chỉ trang, như dang-ky-ket-hon."),
    GeneralRow("Tên thủ tục", "name.vi", WORDS, "Đúng như quyết định công bố.", english="name.en"),
    GeneralRow("Tên ngắn", "short_name.vi", WORDS, "Như người dân gọi.", english="short_name.en"),
    GeneralRow("Để làm gì", "summary.vi", WORDS, "Một câu đơn giản.", english="summary.en"),
    GeneralRow("Mã lĩnh vực", "field.code", CODE, "Như ho-tich."),
    GeneralRow("Tên lĩnh vực", "field.name.vi", WORDS, "Như Hộ tịch.", english="field.name.en"),
    GeneralRow("Có hiệu lực từ", "effective_from", DAY, "Ngày đầu tiên nộp được."),
    GeneralRow("Hết hiệu lực sau", "effective_to", DAY, "Ngày cuối cùng nộp được; để trống: chưa có."),
    GeneralRow("Người cho dùng", "approval.by", WORDS, "Tên, cơ quan; chịu trách nhiệm cho mọi chỗ còn là R."),
    GeneralRow("Cho dùng từ ngày", "approval.on", DAY, "Ngày người đó cho dùng."),
    GeneralRow("Ghi chú khi cho dùng", "approval.note.vi", WORDS, "Tùy ý.", english="approval.note.en"),
    GeneralRow("Từ để tìm", "keywords", LINES, "Lời người dân hay dùng, mỗi dòng một cụm (Alt+Enter)."),
    GeneralRow("Sự kiện cuộc đời", "life_events", CODES, "Mã sự kiện của gói, cách nhau bằng dấu phẩy."),
    GeneralRow("Ai được nộp", "applicants", Choices(lists.APPLICANTS), "Một hay nhiều nhóm, cách nhau bằng dấu phẩy."),
    GeneralRow("Nộp thay", "on_behalf", YES, "Người khác nộp thay được khi có ủy quyền. Để trống: Có."),
    GeneralRow("Phải có mặt", "must_be_present.value", YES, "Người dân phải tự đến.", fact="must_be_present"),
    GeneralRow("Giờ chốt", "cut_off.value", CODE, "Như 15:00, hoặc last_hour; nộp sau tính hôm sau.", fact="cut_off"),
    GeneralRow("Trả kết quả ngay", "immediate_result.value", YES, "Giải quyết trong lúc chờ.", fact="immediate_result"),
    GeneralRow("Số bộ hồ sơ", "paper_sets", WHOLE, "Để trống: 1."),
    GeneralRow("Mẫu đơn chính thức", "form.official", WORDS, "Như Mẫu 10, TT 41/2020.", fact="form"),
    GeneralRow("Liên thông", "linked.members", RULE, "JSON: các thủ tục cùng mở; để trống: không có.", fact="linked"),
    GeneralRow("Quy trình nội bộ", "", None, "Chỉ ghi mức xác minh, nguồn; các bước ở trang Quy trình.", fact="route"),
)

_FEE_FOR = "Ghi đúng một trong ba: kênh, trường hợp, biến thể."
BASICS: tuple[SheetSpec, ...] = (
    SheetSpec("Mã thủ tục", "Mã của thủ tục trong các cơ sở dữ liệu.", (
        Column("scheme", "Danh mục", CODE, "national: cơ sở dữ liệu quốc gia về thủ tục hành chính."),
        Column("code", "Mã", CODE, "Như 1.001193; ô phải ở dạng Text.", 20),
        *fact(),
    )),
    SheetSpec("Thẩm quyền", "Đơn vị nào nhận và giải quyết.", (
        Column("level", "Cấp", Choice(lists.LEVELS), "Cấp của đơn vị nhận."),
        Column("kind", "Loại đơn vị", CODE, "Như trong tệp units của gói, ví dụ people_committee.", 20),
        Column("units", "Chỉ các đơn vị", CODES, "Mã đơn vị, cách nhau bằng dấu phẩy; trống: mọi đơn vị loại đó.", 24),
        Column("receives", "Nơi tiếp nhận", UnitCell(lists.SAME), "Trống: chính đơn vị này.", 24),
        Column("settles", "Nơi giải quyết", UnitCell(lists.SAME), "Trống: chính đơn vị này.", 24),
        *words("forwarded_to", "Chuyển đến", "Cơ quan ngoài thành phố quyết định, nếu có.", width=24),
        *fact(),
    )),
    SheetSpec("Kênh và thời hạn", "Mỗi kênh đang mở một dòng; kênh không có dòng là đóng.", (
        Column("channel", "Kênh", Choice(lists.CHANNELS), "Cách nộp."),
        *limit(),
        *words("note", "Ghi chú của kênh", "Người dân cần biết gì về kênh này.", width=24),
    )),
    SheetSpec("Gia hạn", "Thời gian được thêm, khi nào.", (
        Column("channel", "Kênh", Choice(lists.CHANNELS), "Của kênh nào."),
        *words("reason", "Lý do", "Khi nào được thêm."),
        *limit("Thêm", facts="Thời hạn"),
        *fact(),
    )),
    SheetSpec("Biến thể", "Đơn vị nào làm khác, theo quyết định nào (ghi ở Nguồn).", (
        Column("number", "Số", WHOLE, "1, 2, 3…; trang Phí, lệ phí gọi theo số này.", 8),
        Column("units", "Các đơn vị", CODES, "Mã đơn vị, cách nhau bằng dấu phẩy.", 24),
        Column("level", "Cấp", Choice(lists.LEVELS), "Hoặc mọi đơn vị của cấp này."),
        Column("kind", "Loại đơn vị", CODE, "Hoặc mọi đơn vị loại này."),
        Column("channels", "Kênh", Choices(lists.CHANNELS), "Trống: mọi kênh.", 20),
        *limit(facts="Thời hạn"),
        Column("no_fees", "Không thu gì", YES, "Có: các đơn vị này không thu phí nào.", 10),
        *fact(),
    )),
    SheetSpec("Phí, lệ phí", "Không có dòng nào cho một kênh: kênh đó không thu.", (
        Column("channel", "Kênh", Choices(lists.CHANNELS), _FEE_FOR + " Nhiều kênh: cách nhau bằng dấu phẩy.", 20),
        Column("case", "Trường hợp", CODE, _FEE_FOR, offers="Trường hợp"),
        Column("variant", "Biến thể số", WHOLE, _FEE_FOR, 8),
        Column("id", "Mã dòng", CODE, ID),
        *words("name", "Tên khoản thu", "Như Lệ phí đăng ký quá hạn."),
        Column("kind", "Loại", Choice(lists.FEES), "Trống: lệ phí.", 10),
        Column("amount_vnd", "Số tiền (đồng)", WHOLE, "Trống, và không có cách tính: chưa rõ."),
        Column("calc", "Cách tính", RULE, "JSON Logic ra số đồng; không ghi cùng số tiền.", 28),
        *words("per", "Cho mỗi", "Như một bản.", width=14),
        Column("when", "Khi", RULE, CONDITION, 28),
        Column("collect", "Thu lúc", Choice(lists.COLLECT), "Trống: khi tiếp nhận."),
        *fact(),
    )),
    SheetSpec("Trường hợp", "Trường hợp đầu tiên có điều kiện đúng được chọn; dòng cuối không có điều kiện.", (
        Column("id", "Mã", CODE, ID),
        *words("name", "Tên", "Người dân đọc thấy tên này."),
        Column("when", "Khi", RULE, CONDITION, 28),
        Column("no_papers", "Không cần giấy tờ", YES, "Có: trường hợp này không cần giấy tờ nào.", 10),
        Column("no_fees", "Không thu gì", YES, "Có: trường hợp này không thu phí nào.", 10),
        Column("must_be_present", "Phải có mặt", YES, "Người dân phải tự đến.", 10),
        *limit(facts="Thời hạn"),
        *fact("route.", "Quy trình riêng"),
        *fact(),
    )),
    SheetSpec("Giấy tờ", "Thành phần hồ sơ, mỗi thứ một dòng.", (
        Column("id", "Mã", CODE, ID),
        *words("name", "Tên giấy tờ", "Như trong văn bản."),
        *words("help", "Chỉ dẫn", "Cần gì, lấy ở đâu."),
        Column("code", "Mã quốc gia", CODE, "Mã trong danh mục giấy tờ quốc gia, nếu có."),
        Column("template", "Mẫu", WORDS, "Tên mẫu, nếu là tờ khai."),
        *counts(),
        Column("required", "Bắt buộc", YES, "Trống: Có.", 10),
        Column("required_if", "Bắt buộc khi", RULE, CONDITION, 28),
        Column("show_if", "Chỉ hỏi khi", RULE, CONDITION, 28),
        *words("replaceable_by.database", "Thay bằng tra cứu", "Cơ sở dữ liệu nào thay được giấy này."),
        Column("replaceable_by.clause", "Thay theo", WORDS, "Điều khoản cho phép thay."),
        *fact("replaceable_by.", "Thay"),
        Column("must_be_present", "Mang bản chính đến", YES, "Phải đến và xuất trình bản chính.", 10),
        Column("not_by_post", "Không gửi bưu chính", YES, "Không nhận qua bưu chính.", 10),
        Column("electronic", "Nhận tệp", YES, "Nhận dạng điện tử. Trống: Có.", 10),
        Column("max_files", "Số tệp nhiều nhất", WHOLE, "Trống: 10.", 10),
        *fact(),
    )),
    SheetSpec("Giấy tờ theo trường hợp", "Trường hợp không có dòng nào cần mọi giấy tờ.", (
        Column("case", "Trường hợp", CODE, "Mã ở trang Trường hợp.", offers="Trường hợp"),
        Column("paper", "Giấy tờ", CODE, "Mã ở trang Giấy tờ.", offers="Giấy tờ"),
        *counts(),
        Column("required", "Bắt buộc", YES, "Trống: như ở trang Giấy tờ.", 10),
        Column("required_if", "Bắt buộc khi", RULE, CONDITION, 28),
    )),
    SheetSpec("Miễn giảm", "Ai được miễn, giảm; chép nguyên văn.", (
        Column("id", "Mã", CODE, ID),
        *words("text", "Nguyên văn", "Đúng chữ của văn bản.", width=50),
        Column("when", "Tự áp dụng khi", RULE, CONDITION + " Trống: cán bộ xét theo giấy chứng minh.", 28),
        Column("fees", "Các khoản", CODES, "Mã dòng ở trang Phí, lệ phí; trống: mọi khoản."),
        Column("percent", "Giảm (%)", WHOLE, "Trống: 100.", 10),
        Column("evidence", "Giấy chứng minh", CODES, "Mã ở trang Giấy tờ."),
        *fact(),
    )),
    SheetSpec("Kết quả", "Người dân nhận được gì.", (
        Column("id", "Mã", CODE, ID),
        Column("kind", "Loại", Choice(lists.RESULTS), "Loại kết quả.", 18),
        *words("name", "Tên", "Như Giấy khai sinh."),
        Column("code", "Mã quốc gia", CODE, "Mã trong danh mục kết quả quốc gia, nếu có."),
        Column("letter", "Văn bản", CODE, "Mã ở trang Văn bản.", offers="Văn bản"),
        Column("validity.days", "Hiệu lực: ngày", WholeOrEmpty(), "Số ngày có giá trị.", 10),
        Column("validity.months", "Hiệu lực: tháng", WHOLE, "Số tháng có giá trị.", 10),
        Column("validity.years", "Hiệu lực: năm", WHOLE, "Số năm có giá trị.", 10),
        *words("validity.words", "Hiệu lực: bằng lời", "Khi không phải một số.", width=20),
        Column("paper", "Bản giấy", YES, "Trống: Có.", 10),
        Column("electronic", "Bản điện tử", YES, "Tệp ký số có giá trị pháp lý. Trống: Không.", 10),
        Column("in_person_only", "Chỉ trao tận tay", YES, "Không gửi bưu chính.", 10),
        Column("registered_in", "Vào sổ", CODE, "Mã sổ đăng ký."),
        *fact(),
    )),
    SheetSpec("Căn cứ pháp lý", "Luật, nghị định, thông tư, quyết định.", (
        Column("number", "Số", WORDS, "Như 60/2014/QH13.", 20),
        *words("title", "Tên", "Tên văn bản."),
        Column("articles", "Điều", WORDS, "Như 11, 13."),
        Column("url", "Địa chỉ", WORDS, "Nơi đọc được văn bản.", 30),
        *fact(),
    )),
    SheetSpec("Yêu cầu và trình tự", "Từng câu một.", (
        Column("list", "Loại", Choice(lists.STATEMENTS), "Yêu cầu, hay bước của trình tự.", 18),
        *words("text", "Câu", "Một câu.", width=60),
        Column("case", "Chỉ trường hợp", CODE, "Trống: mọi trường hợp.", offers="Trường hợp"),
        *fact(),
    )),
)  # fmt: skip


def column_of(columns: Sequence[Column], key: str) -> int:
    """At which place, from 0, the column with this key stands."""
    return next(index for index, column in enumerate(columns) if column.key == key)
