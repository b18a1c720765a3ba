"""A view as a Word document: picture with a text for who cannot see it, caption, sentences, and the view itself."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from test_views import needs_font
from test_views_safety import NAMES, all_at_once, hostile
from view_parts import chain, star

from visualizations.rendering import read_bytes, render
from visualizations.text import UNSEEN
from visualizations.views import Format, View, ViewError, view_of
from visualizations.word import KEPT, SIGNATURE, letters, word

pytestmark = needs_font


def opened(view: View) -> Doc:
    return Document(io.BytesIO(render(view, Format.docx)))


def cells(document: Doc) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def parts(view: View) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(render(view, Format.docx))) as file:
        return {
            name: ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith(("xml", ".rels"))
        }


def test_the_picture_is_told_in_words() -> None:
    (picture,) = opened(chain()).inline_shapes
    told = picture._inline.docPr.get("descr") or ""
    assert told.startswith("云溪县财政局 ") and "修订制度 —整改→ 学习不深入" in told


@pytest.mark.parametrize(
    ("language", "figure", "head"),
    [("zh", "图 ", ["关系", "原文", "通报", "日期"]), ("en", "Figure ", ["Relationship", "Text", "Notice", "Date"])],
)
def test_caption_and_table(language: str, figure: str, head: list[str]) -> None:
    document = opened(chain(language="en" if language == "en" else "zh"))
    caption = next(line for line in document.paragraphs if line.style and line.style.name == "Caption")
    assert caption.text.startswith(figure) and f"SEQ {figure}" in caption._p.xml
    rows = cells(document)
    assert rows[0] == head and len(rows) == 1 + len(chain().part.relationships)
    assert ["有关内容", "云溪县财政局关于巡察整改的通报", "2024-01-08"] in [row[1:] for row in rows]


def test_what_is_too_long_for_a_table_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visualizations.word.MOST_ROWS", 3)
    document = opened(chain())
    assert len(document.tables[0].rows) == 3 + 1
    assert document.paragraphs[-1].text == "另有5条关系，见图中数据。"


@pytest.mark.parametrize(
    ("view", "across"), [(chain(), False), (chain(layout="columns"), True)], ids=["small", "columns"]
)
def test_wide_pictures_are_laid_across(view: View, across: bool) -> None:
    section = opened(view).sections[0]
    assert (section.orientation is WD_ORIENT.LANDSCAPE) is across
    (picture,) = opened(view).inline_shapes
    assert section.page_width and picture.width <= section.page_width - 2 * 2 * 360_000


def test_letters_of_what_is_long_are_small() -> None:
    assert letters(chain()) > 8 > letters(star(60, "columns")) > 3


def test_the_scale_changes_the_pixels_only() -> None:
    small, large = (len(word(view_of(chain()), scale)) for scale in (1, 3))
    assert small < large
    assert render(chain(), Format.docx) == render(chain(), Format.docx, 2)


@pytest.fixture(scope="module")
def ours() -> dict[str, ElementTree.Element]:
    return parts(chain())


@pytest.mark.parametrize("name", NAMES)
def test_names_are_text(name: str, ours: dict[str, ElementTree.Element]) -> None:
    """Nothing from a notice becomes a field, a link, an element, or a character that XML cannot hold."""
    view = hostile(name.encode(errors="ignore").decode())
    theirs = parts(view)
    assert set(theirs) == set(ours)
    tags = {name: {element.tag for element in root.iter()} for name, root in ours.items()}
    fields = [one for one in theirs["word/document.xml"].iter() if one.tag.endswith(("fldSimple", "instrText"))]
    assert all(element.tag in tags[part] for part, root in theirs.items() for element in root.iter())
    assert len(fields) == 1
    assert not UNSEEN.search("".join(theirs["word/document.xml"].itertext()))
    assert not [one for root in theirs.values() for one in root.iter() if one.get("TargetMode")]


def test_all_names_at_once_are_read_back() -> None:
    assert read_bytes(render(all_at_once("columns"), Format.docx)) == view_of(all_at_once("columns"))


def test_word_may_rename_the_part() -> None:
    file, again = io.BytesIO(render(chain(), Format.docx)), io.BytesIO()
    with zipfile.ZipFile(file) as read, zipfile.ZipFile(again, "w") as written:
        written.writestr("customXml/item7.xml", read.read(KEPT.removeprefix("/")))
    assert read_bytes(again.getvalue()) == view_of(chain())


def archive(name: str, text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SIGNATURE + b"\0" * 50, "is damaged"),
        (archive("word/document.xml", "<w/>"), "holds no view"),
        (archive("customXml/item1.xml", "<other/>"), "holds no view"),
        (archive("customXml/item1.xml", '<view xmlns="x">AAAA</view>'), "view data: damaged"),
    ],
)
def test_other_archives_are_refused(file: bytes, said: str) -> None:
    with pytest.raises(ViewError, match=said):
        read_bytes(file)
