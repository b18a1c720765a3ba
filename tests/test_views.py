"""What is drawn: the same every time, nothing over anything else, and every file holds its own view."""

from __future__ import annotations

import re
import zlib
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from coloraide import Color
from pypdfium2 import PdfDocument
from view_parts import chain, link, star

from ontology.loading import load
from ontology.records import Node, Subgraph
from visualizations import printing
from visualizations.caption import legend, notes, patterns
from visualizations.laying import laid_out
from visualizations.lines import path
from visualizations.rendering import read, read_bytes, render
from visualizations.scene import Scene, Spot
from visualizations.text import plain, width, wrapped
from visualizations.theme import EDGE_CONTRAST, PAPER, contrast, fonts, look, looks
from visualizations.views import Format, Layout, View, ViewError, view_of


def font_missing() -> bool:
    try:
        printing.chinese_font()
    except printing.FontMissing:
        return True
    return False


needs_font = pytest.mark.skipif(font_missing(), reason="no font with Chinese characters; install fonts-noto-cjk")
FORMATS = [pytest.param(f, marks=needs_font if f in (Format.png, Format.pdf, Format.docx) else ()) for f in Format]
LAYOUTS: tuple[Layout, ...] = ("network", "columns")


# ------------------------------------------------ text


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (" 财政\n局\t科 ", "财政 局 科"),
        ("a\u202eb\u200fc\u200bd\ufeff", "abcd"),
        ("\x00\x1b[31m红", "[31m红"),
        ("\ud800半", "半"),
        (3, "3"),
    ],
)
def test_plain(given: object, shown: str) -> None:
    assert plain(given) == shown


@pytest.mark.parametrize(
    ("text", "room", "most", "lines"),
    [
        ("财政局", 5, 2, ("财政局",)),
        ("云溪县财政局", 5, 2, ("云溪县", "财政局")),
        ("云溪县财政局、审计局", 8, 2, ("云溪县财政", "局、审计局")),
        ("云溪县财政局党组成员", 3, 2, ("云溪县", "财政…")),
        ("annual report", 5, 3, ("annual", "report")),
        ("工程、监管", 2, 9, ("工程", "、监", "管")),
        ("", 5, 2, ("?",)),
    ],
)
def test_wrapped(text: str, room: float, most: int, lines: tuple[str, ...]) -> None:
    if text.startswith("工程"):
        assert not any(line.startswith("、") for line in wrapped(text, room, most))
    else:
        assert wrapped(text, room, most) == lines


@pytest.mark.parametrize("text", ["长" * 10_000, "W" * 10_000, "word " * 5_000, "\u0301" * 10_000])
def test_wrapped_keeps_to_its_room(text: str) -> None:
    lines = wrapped(text, 11, 4)
    assert len(lines) <= 4
    assert all(width(line) <= 11 and len(line) <= 11 * 4 * 4 for line in lines)


# ------------------------------------------------ theme


def test_every_label_has_a_look() -> None:
    assert set(looks()) == set(load().labels)
    for name, seen in looks().items():
        assert contrast(seen.edge, PAPER) >= EDGE_CONTRAST, name
        assert contrast(seen.ink, seen.colour) >= 4.5, name
        assert seen.icon.startswith("M") or seen.icon.startswith("m"), name


SIGHT = (None, "protan", "deutan", "tritan")
"""Full sight, and the three kinds of colour blindness (simulated after Brettel, Viénot and Machado)."""

APART = 7.5
"""CIEDE2000: 2.3 is what can just be told apart side by side, 5 is seen at a glance. Icons tell labels apart too."""


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_can_be_told_apart(sight: str | None) -> None:
    seen = {name: Color(look.colour) for name, look in looks().items()}
    if sight:
        seen = {name: colour.filter(sight) for name, colour in seen.items()}
    near = {(a, b): seen[a].delta_e(seen[b], method="2000") for a, b in combinations(seen, 2)}
    assert min(near.values()) >= APART, min(near, key=near.__getitem__)


def test_icons_can_be_told_apart() -> None:
    assert len({seen.icon for seen in looks().values()}) == len(looks())


def test_labels_of_other_versions_are_grey() -> None:
    assert look("Unheard").zh == "Unheard"


def test_fonts_are_named_once() -> None:
    assert len(set(fonts())) == len(fonts()) > 10


# ------------------------------------------------ layout


def extents(scene: Scene) -> list[tuple[Spot, Spot]]:
    over = []
    for one, other in combinations(scene.spots.values(), 2):
        apart_x = (one.width + other.width) / 2 - abs(one.x - other.x)
        apart_y = (one.height + other.height) / 2 - abs(one.y - other.y)
        if min(apart_x, apart_y) > 0:
            over.append((one, other))
    return over


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("view", [chain(), star(30), star(120)], ids=["chain", "star of 30", "star of 120"])
def test_nothing_lies_over_anything(view: View, layout: Layout) -> None:
    scene = laid_out(View(view.part, view.title, view.origin, layout))
    assert extents(scene) == []
    for spot in scene.spots.values():
        assert spot.width / 2 <= spot.x <= scene.width - spot.width / 2
        assert spot.height / 2 <= spot.y <= scene.height - spot.height / 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_order_of_nodes_changes_nothing(layout: Layout) -> None:
    view = chain(layout=layout)
    part = Subgraph(view.part.nodes[::-1], view.part.relationships[::-1])
    turned = View(part, view.title, view.origin, layout, focus=view.focus)
    places = {id: (spot.x, spot.y) for id, spot in laid_out(view).spots.items()}
    assert {id: (spot.x, spot.y) for id, spot in laid_out(turned).spots.items()} == places


def test_columns_read_from_left_to_right() -> None:
    spots = laid_out(chain(layout="columns")).spots
    xs = [spots[id].x for id in ("g", "i", "a", "p1", "m", "d")]
    assert xs == sorted(set(xs))
    assert spots["a"].x == spots["f"].x and spots["p1"].x == spots["p2"].x


def passes(way: str, spot: Spot) -> bool:
    """Whether a level stretch of the way (H…) lies on the box."""
    at = 0.0
    for step in re.findall(r"[MCH][-\d. ]+", way):
        numbers = [float(number) for number in step[1:].split()]
        if step[0] == "H" and abs(at - spot.y) < spot.height / 2:
            return True
        at = numbers[-1] if step[0] != "H" else at
    return False


def test_lines_pass_between_boxes() -> None:
    """The second problem names the policy: the line passes the measures."""
    view = chain(layout="columns")
    part = Subgraph(view.part.nodes, (*view.part.relationships, link("CITES", "p2", "d")))
    scene = laid_out(View(part, "x", view.origin, "columns"))
    (line,) = [line for line in scene.lines if (line.start, line.end) == ("p2", "d")]
    assert [x for x, _ in line.via] == [scene.spots["m"].x]
    assert "H" in path(scene, line) and not passes(path(scene, line), scene.spots["m"])


@pytest.mark.parametrize(
    ("towards", "reach"),
    [((0, -1), 15), ((1, 0), 15), ((0, 1), 52), ((0.6, 0.8), 50)],
    ids=["up", "aside", "down", "through a side"],
)
def test_lines_end_at_names(towards: tuple[float, float], reach: float) -> None:
    """A circle of 15 above a name that is 60 wide and ends 52 below its centre."""
    spot = Spot(Node("a", "Agency", {}), 0, 0, 60, 67, ("名",), 15)
    assert spot.reach(towards) == pytest.approx(reach)


def test_what_was_found_leads_through_its_area() -> None:
    lines = {(line.start, line.end, line.type): line for line in laid_out(chain(layout="columns")).lines}
    assert lines["i", "f", "FOUND"].through and len(lines["i", "f", "FOUND"].relationships) == 1
    assert ("i", "p1", "FOUND") not in lines and ("i", "p2", "FOUND") in lines
    assert len(lines["m", "d", "CITES"].relationships) == 2
    assert lines["m", "p1", "ADDRESSES"].unsure


def test_a_node_may_be_linked_with_itself() -> None:
    loop = View(Subgraph((Node("a", "Agency", {"name": "甲"}),), (link("PART_OF", "a", "a"),)), "甲", chain().origin)
    for layout in LAYOUTS:
        assert b"<path" in render(View(loop.part, "甲", loop.origin, layout), Format.svg)


# ------------------------------------------------ caption


def test_caption_names_source_date_and_size() -> None:
    sources, made = notes(chain())
    assert sources == "来源：《云溪县财政局关于巡察整改的通报》（2024-01-08）"
    assert made == "制图 2024-05-06 · 巡迹 Xunji 0.1.0 · 8个节点、8条关系"
    cut = chain(language="en")
    assert notes(View(Subgraph(cut.part.nodes, (), True), "x", cut.origin, language="en"))[-1].endswith(
        "a part is drawn"
    )


def test_legend_and_patterns() -> None:
    assert [(kind.name, kind.count) for kind in legend(chain())][:2] == [("巡察", 1), ("巡察组", 1)]
    assert "整改措施 —整改→ 问题" in patterns(chain())
    assert "Measure —addresses→ Problem" in patterns(chain(language="en"))


# ------------------------------------------------ files


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("format", FORMATS)
def test_every_file_holds_its_view(format: Format, layout: Layout, tmp_path: Path) -> None:
    view = chain(layout=layout)
    file = render(view, format)
    assert render(view, format) == file
    (tmp_path / "view").write_bytes(file)
    again = read(tmp_path / "view")
    assert again == view_of(view)
    assert render(again, format) == file


@pytest.mark.parametrize("format", [Format.html, Format.svg, Format.mermaid, Format.dot])
def test_labels_and_caption_are_in_the_text(format: Format) -> None:
    text = render(chain(), format).decode()
    assert "云溪县财政局" in text and "2024-05-06" in text and look("Measure").colour in text


def test_svg_is_for_everyone() -> None:
    root = ElementTree.fromstring(render(chain(), Format.svg))
    assert root.get("role") == "img" and (root.findtext("{*}title") or "") == "云溪县财政局"
    assert "来源" in (root.findtext("{*}desc") or "")


def test_svg_gives_whole_names_and_sentences_under_the_pointer() -> None:
    root = ElementTree.fromstring(render(chain("云溪县" * 30), Format.svg))
    tips = {element.text for element in root.iter("{http://www.w3.org/2000/svg}title")}
    assert "机构: " + "云溪县" * 30 in tips and "涉及文件: 有关内容" in tips


def test_folders_of_sources_stay_at_home() -> None:
    report = Node("r", "Report", {"name": "通报", "source": "/home/me/notices/甲.txt"})
    web = Node("w", "Report", {"name": "通报", "source": "https://example.org/a/b.html"})
    view = view_of(View(Subgraph((report, web), ()), "x", chain().origin, reports=(report,)))
    assert [node.properties["source"] for node in (*view.part.nodes, *view.reports)] == [
        "甲.txt", "https://example.org/a/b.html", "甲.txt"
    ]  # fmt: skip
    assert b"/home/me" not in render(View(Subgraph((report,), ()), "x", chain().origin), Format.html)


def test_an_html_view_of_200_nodes_is_under_a_megabyte() -> None:
    assert len(render(star(200), Format.html)) < 1_000_000


def test_texts_of_columns_lead_from_left_to_right() -> None:
    """A measure stands right of the problem that it addresses."""
    view = chain(layout="columns")
    mermaid, dot = (render(view, format).decode() for format in (Format.mermaid, Format.dot))
    assert 'n4 ---|"整改"| n6' in mermaid and "-->" not in mermaid
    assert 'n4 -> n6 [label="整改", dir=back, style=dashed]' in dot


@needs_font
def test_text_in_a_pdf_is_text() -> None:
    with PdfDocument(render(chain(), Format.pdf)) as file:
        text = file[0].get_textpage().get_text_range()
    assert "云溪县财政局" in text and "来源" in text


def test_mermaid_keeps_within_its_limit() -> None:
    text = render(star(400), Format.mermaid).decode()
    assert len(text) <= 50_000 or "xunji-view/1" not in text


def pixels(png: bytes) -> bytes:
    return b"".join(re.findall(rb"IDAT(.*?)(?=....IEND|....IDAT|....iTXt)", png, re.DOTALL))


@needs_font
def test_chinese_is_really_drawn() -> None:
    """Names of the same width: were they drawn as boxes, the pictures would be equal."""
    drawn = [pixels(render(chain(name), Format.png)) for name in ("云溪县财政局", "东山市审计厅")]
    assert drawn[0] and drawn[0] != drawn[1]


@needs_font
def test_png_is_twice_as_large() -> None:
    view = view_of(chain())
    size = [int.from_bytes(printing.png(view, scale)[16:20], "big") for scale in (1, 2)]
    assert abs(size[1] - 2 * size[0]) <= 2
    with pytest.raises(ViewError, match="pixels; give a smaller --limit"):
        printing.png(view, 100)


# ------------------------------------------------ what cannot be drawn or read


def test_nothing_to_draw() -> None:
    with pytest.raises(ViewError, match="nothing to draw"):
        render(View(Subgraph((), ()), "x", chain().origin), Format.svg)


def test_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "fonts", lambda: ("No Such Font",))
    with pytest.raises(ViewError, match="fonts-noto-cjk"):
        render(chain(), Format.png)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "holds no view"),
        (b"digraph x {}", "holds no view"),
        (b"<!DOCTYPE html><p>x</p>", "holds no view"),
        (b'<!DOCTYPE html><script id="xunji-view">{"format": 1}</script>', "view data"),
        (b"<svg", "is damaged"),
        (b"%% xunji-view/1 AAAA\n", "damaged"),
        (printing.SIGNATURE + b"\0\0\0\0IEND", "holds no view"),
        (b"%PDF-1.7", "holds no view"),
        (b"%PDF-1.7 <</Type/EmbeddedFile>> stream\nxx", "is damaged"),
        (zlib.compress(b"x"), "holds no view"),
    ],
)
def test_other_files_are_refused(file: bytes, said: str) -> None:
    with pytest.raises(ViewError, match=said):
        read_bytes(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ViewError, match=r"none\.svg: cannot be read"):
        read(tmp_path / "none.svg")
