import io
import threading
from pathlib import Path

import pikepdf
import pytest

from motcua.adapters.typesetting import TypesettingFailed, qr_code, render
from motcua.adapters.typesetting.streams import IN_DOUBT, without_doubtful_ends

AT = "2020-06-09T14:30:00+07:00"
SHORT = """
#let data = json(bytes(sys.inputs.data))
#let assets = json(bytes(sys.inputs.assets))
#set document(title: "Giấy của " + data.name)
#set text(font: "Libertinus Serif", lang: "vi")
= Giấy tiếp nhận
#data.name
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "short.typ"
    path.write_text(SHORT)
    return path


def test_the_same_data_gives_the_same_bytes(template):
    lan = {"at": AT, "name": "Nguyễn Ngọc Lan"}
    assert render(template=template, data=lan) == render(template=template, data=lan)
    assert render(template=template, data=lan) != render(template=template, data={**lan, "name": "Minh"})


def test_title_language_and_date_of_the_file_come_from_template_and_data(template, tmp_path):
    (tmp_path / "out.pdf").write_bytes(render(template=template, data={"at": AT, "name": "Lan"}))
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.Root.Lang) == "vi"
        with pdf.open_metadata() as said:
            assert said["dc:title"] == "Giấy của Lan"
            assert said["xmp:CreateDate"].startswith("2020-06-09T07:30:00")
            assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
            assert said["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    "name",
    [
        '#panic("vào được")',
        '] #eval("1+1") [',
        "*Lan* _Hoa_ $x$ <lan> @minh",
        '"; #read("/etc/passwd")',
        "\\#",
    ],
)
def test_a_name_is_never_read_as_markup(template, name):
    shown = render(template=template, data={"at": AT, "name": name})
    with pikepdf.open(io.BytesIO(shown)) as pdf, pdf.open_metadata() as said:
        assert said["dc:title"] == f"Giấy của {name}"


def test_missing_data_a_broken_template_and_a_missing_moment_are_one_kind_of_error(template):
    with pytest.raises(TypesettingFailed, match="name"):
        render(template=template, data={"at": AT})
    with pytest.raises(TypesettingFailed, match="at"):
        render(template=template, data={"name": "Lan"})
    with pytest.raises(TypesettingFailed):
        render(template=template.with_name("none.typ"), data={"at": AT})
    template.write_text(SHORT + "#unknown-word")
    with pytest.raises(TypesettingFailed, match="unknown-word"):
        render(template=template, data={"at": AT, "name": "Lan"})


def test_a_warning_is_an_error(template):
    template.write_text(SHORT.replace("Libertinus Serif", "Times New Roman"))
    with pytest.raises(TypesettingFailed, match=r"(?i)font"):
        render(template=template, data={"at": AT, "name": "Lan"})


def test_a_page_that_breaks_accessibility_is_refused(template):
    template.write_text(SHORT + "#image(bytes(assets.qr))")
    with pytest.raises(TypesettingFailed, match="alt"):
        render(template=template, data={"at": AT, "name": "Lan"}, assets={"qr": qr_code("https://vd.example")})


def test_a_template_reads_no_file_outside_its_folder(template):
    template.write_text(SHORT + '#read("../../secret.txt")')
    (template.parent.parent / "secret.txt").write_text("bí mật")
    with pytest.raises(TypesettingFailed):
        render(template=template, data={"at": AT, "name": "Lan"})


def test_two_threads_render_at_once(template):
    made: list[bytes] = []

    def work():
        made.extend(render(template=template, data={"at": AT, "name": f"Lan {n}"}) for n in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(made) == 20 and len(set(made)) == 5


def test_no_stream_ends_in_a_carriage_return(tmp_path):
    document = pikepdf.new()
    document.add_blank_page()
    packed = b"x\x9c\x03\x00\x00\x00\x00\x01"
    document.Root.Odd = document.make_indirect(pikepdf.Stream(document, b""))
    document.Root.Odd.write(packed + b"\r", filter=pikepdf.Name.FlateDecode, type_check=False)
    document.save(
        tmp_path / "odd.pdf",
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    odd = (tmp_path / "odd.pdf").read_bytes()
    assert IN_DOUBT in odd
    assert IN_DOUBT not in without_doubtful_ends(odd)


def test_a_code_carries_its_address_and_a_quiet_zone():
    drawn = qr_code("https://motcua.example/tra-cuu/000.00.17.H26-200609-0042").decode()
    assert drawn.startswith("<svg") and "viewBox" in drawn
