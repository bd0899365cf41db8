"""Word files (DOCX): what may be in them, and a quick view of their words, tables and pictures as a PDF.

A DOCX is a ZIP of XML parts (ECMA-376: part 1 for the words, part 2 for the package). No Python library
lays it out as Word does, so what is made here is a quick view and says so on its first line; the original
is what counts. Where LibreOffice is installed, it makes the copy instead.
"""

import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as Xml

import typst

from motcua.documents import pdfs, pictures
from motcua.documents.reasons import PaperRefused

Source = bytes | Path

MAIN_PART = "word/document.xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MOST_PARTS = 3000
_MOST_BYTES = 200 << 20
_MOST_XML_BYTES = 24 << 20
_MOST_RATIO = 120
_SMALL_BYTES = 5 << 20

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_HARMLESS_OUTSIDE = ("/hyperlink",)
_FOREIGN = ("/oleObject", "/control", "/package", "/aFChunk", "/vbaProject", "/attachedToolbars")
_SECONDS_FOR_OFFICE = 60


def check(source: Source) -> None:
    """Refuse a ZIP that is no plain, self-contained DOCX.

    Raises `PaperRefused` (archive, office, damaged, swollen, macros, linked, objects).
    """
    with _package(source) as package:
        names = [part.filename for part in package.infolist()]
        if "[Content_Types].xml" not in names:
            raise PaperRefused("office" if "mimetype" in names else "archive")
        _judge_size(package)
        if len(set(map(str.lower, names))) != len(names) or any(map(_leads_out, names)):
            raise PaperRefused("damaged")
        _judge_types(package)
        for name in names:
            if name.endswith(".rels"):
                _judge_links(package, name)
        _tree(package, MAIN_PART)


def to_pdf(source: Source, *, soffice: str | None = None) -> bytes:
    """The document as a PDF: laid out by the LibreOffice at `soffice`, else the quick view.

    Raises `PaperRefused`.
    """
    if soffice:
        return pdfs.harmless(_laid_out(source, soffice=soffice))
    try:
        return _quick_view(source)
    except (RecursionError, typst.TypstError) as error:
        # Tables within tables without end.
        raise PaperRefused("too-heavy") from error


def _quick_view(source: Source) -> bytes:
    with _package(source) as package, tempfile.TemporaryDirectory() as folder:
        blocks = _Reader(package, folder=Path(folder)).blocks()
        Path(folder, "blocks.json").write_text(json.dumps(blocks), encoding="utf-8")
        page = Path(folder, "page.typ")
        page.write_bytes(Path(__file__).with_name("quick_view.typ").read_bytes())
        made = typst.compile(page, root=Path(folder), ignore_system_fonts=True)
        assert isinstance(made, bytes)
        return pdfs.harmless(made)


def _package(source: Source) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise PaperRefused("damaged") from error


def _judge_size(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    # What is declared bounds what is read: zipfile stops at the declared length and checks the sum.
    opened, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > _MOST_PARTS or opened > _MOST_BYTES:
        raise PaperRefused("swollen")
    if opened > _SMALL_BYTES and opened > _MOST_RATIO * packed:
        raise PaperRefused("swollen")
    if any(part.flag_bits & 1 for part in parts):
        raise PaperRefused("locked-office")


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts


def _judge_types(package: zipfile.ZipFile) -> None:
    types = {node.get("ContentType", "").lower() for node in _tree(package, "[Content_Types].xml")}
    if any("macroenabled" in kind or "vbaproject" in kind for kind in types):
        raise PaperRefused("macros")
    if any("activex" in kind or "oleobject" in kind for kind in types):
        raise PaperRefused("objects")
    if _MAIN_TYPE not in types or MAIN_PART not in package.namelist():
        raise PaperRefused("office")
    if any(name.lower().endswith("vbaproject.bin") for name in package.namelist()):
        raise PaperRefused("macros")


def _judge_links(package: zipfile.ZipFile, name: str) -> None:
    for link in _tree(package, name).iter(f"{_REL}Relationship"):
        kind, target = link.get("Type", ""), link.get("Target", "")
        outside = link.get("TargetMode", "").lower() == "external"
        if outside and not kind.endswith(_HARMLESS_OUTSIDE) and not _own_template(kind, target):
            raise PaperRefused("linked")
        # A chart's numbers are an Excel package inside: data that the picture of the chart stands for.
        chart = kind.endswith("/package") and name.startswith("word/charts/")
        if not outside and kind.endswith(_FOREIGN) and not chart:
            raise PaperRefused("macros" if kind.endswith("/vbaProject") else "objects")


def _own_template(kind: str, target: str) -> bool:
    """Whether this only names the template on the author's own disk, as Word writes into many files."""
    local = target.lower().startswith("file:///") and not target[8:].startswith(("/", "\\"))
    return kind.endswith("/attachedTemplate") and (local or not any(sign in target for sign in ":/\\"))


class _NoDoctype(Xml.TreeBuilder):
    """The package forbids DTDs (ECMA-376 part 2), and bombs of entities are made of them."""

    def doctype(self, *_parts: str | None) -> None:
        raise PaperRefused("damaged")


def _tree(package: zipfile.ZipFile, name: str) -> Xml.Element:
    try:
        if package.getinfo(name).file_size > _MOST_XML_BYTES:
            raise PaperRefused("swollen")
        parser = Xml.XMLParser(target=_NoDoctype())
        return Xml.fromstring(package.read(name), parser=parser)
    except (PaperRefused, MemoryError):
        raise
    except Exception as error:
        # The ZIP, each of its ways of packing and the XML have an error class of their own.
        raise PaperRefused("damaged") from error


class _Reader:
    """Reads the main part into blocks for the quick view: paragraphs, tables and pictures, in their order."""

    def __init__(self, package: zipfile.ZipFile, *, folder: Path) -> None:
        self.package, self.folder = package, folder
        self.media = self._media()

    def blocks(self) -> list[dict[str, object]]:
        body = _tree(self.package, MAIN_PART).find(f"{_W}body")
        return [] if body is None else self._inside(body)

    def _inside(self, parent: Xml.Element) -> list[dict[str, object]]:
        blocks: list[dict[str, object]] = []
        for node in parent:
            if node.tag == f"{_W}p":
                blocks += self._paragraph(node)
            elif node.tag == f"{_W}tbl":
                blocks.append(self._table(node))
            elif node.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
                blocks += self._inside(node)
        return blocks

    def _paragraph(self, node: Xml.Element) -> list[dict[str, object]]:
        style = node.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else style.get(f"{_W}val", "")
        place = node.find(f"{_W}pPr/{_W}jc")
        runs: list[dict[str, object]] = []
        after: list[dict[str, object]] = []
        self._runs(node, runs, after)
        level = name[7:] if name.lower().startswith("heading") else "1" if name.lower() == "title" else ""
        return [
            {
                "kind": "paragraph",
                "runs": runs,
                "heading": int(level[0]) if level.isdecimal() else 0,
                "listed": node.find(f"{_W}pPr/{_W}numPr") is not None,
                "place": "left" if place is None else place.get(f"{_W}val", "left"),
            },
            *after,
        ]

    def _runs(self, node: Xml.Element, runs: list[dict[str, object]], after: list[dict[str, object]]) -> None:
        for part in node:
            if part.tag in {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_MC}Fallback"}:
                continue
            if part.tag == f"{_W}r":
                self._run(part, runs, after)
            else:
                self._runs(part, runs, after)

    def _run(self, run: Xml.Element, runs: list[dict[str, object]], after: list[dict[str, object]]) -> None:
        bold = run.find(f"{_W}rPr/{_W}b")
        said = ""
        for part in run:
            if part.tag == f"{_W}t":
                said += part.text or ""
            elif part.tag in {f"{_W}br", f"{_W}cr"}:
                said += "\n"
            elif part.tag == f"{_W}tab":
                said += "\t"
            elif part.tag != f"{_W}rPr":
                after += self._drawn(part)
        if said:
            strong = bold is not None and bold.get(f"{_W}val", "1") not in {"0", "false"}
            runs.append({"text": said, "bold": strong})

    def _drawn(self, node: Xml.Element) -> list[dict[str, object]]:
        """Pictures, and the words of text boxes, inside a run."""
        found: list[dict[str, object]] = []
        for part in node:
            if part.tag == f"{_MC}Fallback":
                continue
            if part.tag == f"{_W}txbxContent":
                found += self._inside(part)
            elif part.tag == f"{_A}blip":
                found.append(self._picture(part.get(f"{_R}embed", "")))
            else:
                found += self._drawn(part)
        return found

    def _picture(self, link: str) -> dict[str, object]:
        name = self.media.get(link, "")
        kind = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png"}.get(PurePosixPath(name).suffix.lower())
        try:
            if kind is None:
                raise PaperRefused("picture")
            jpeg, _width, _height = pictures.readable_jpeg(self.package.read(name), kind=kind)
        except (PaperRefused, KeyError, zipfile.BadZipFile):
            return {"kind": "missing"}
        place = self.folder / f"{len(list(self.folder.iterdir()))}.jpg"
        place.write_bytes(jpeg)
        return {"kind": "picture", "file": place.name}

    def _table(self, node: Xml.Element) -> dict[str, object]:
        rows = [[self._inside(cell) for cell in _children(row, "tc")] for row in _children(node, "tr")]
        return {"kind": "table", "columns": max(map(len, rows), default=0), "rows": rows}

    def _media(self) -> dict[str, str]:
        rels = "word/_rels/document.xml.rels"
        if rels not in self.package.namelist():
            return {}
        links = _tree(self.package, rels).iter(f"{_REL}Relationship")
        return {link.get("Id", ""): f"word/{link.get('Target', '')}" for link in links}


def _children(node: Xml.Element, name: str) -> Iterator[Xml.Element]:
    """The rows of a table or cells of a row, also those that a content control wraps."""
    for part in node:
        if part.tag == f"{_W}{name}":
            yield part
        elif part.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _children(part, name)


def _laid_out(source: Source, *, soffice: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder, "paper.docx")
        paper.write_bytes(source if isinstance(source, bytes) else source.read_bytes())
        # A profile of its own: two LibreOffices cannot share one, and none of a user's settings apply.
        command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(paper)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS_FOR_OFFICE, cwd=folder)
            return paper.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, FileNotFoundError) as error:
            raise PaperRefused("damaged") from error
