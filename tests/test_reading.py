"""Which files are read, in which encodings, and the one line that each other file gets."""

from __future__ import annotations

import codecs
import re
from hashlib import sha256
from pathlib import Path

import pytest

from graph_builder.reading import document as reading
from graph_builder.reading.document import ReadError, document, read

NOTICE = "中共云溪县财政局党组关于县委巡察整改进展情况的通报\n一、整改情况\n1.学习不深入。整改情况:一是制定计划。\n"


def saved(folder: Path, data: bytes, name: str = "notice.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode("utf-8"),
        NOTICE.encode("utf-8-sig"),
        NOTICE.encode("gb18030"),
        NOTICE.encode("gbk"),
        NOTICE.encode("utf-16"),
        NOTICE.encode("utf-16-le"),
        NOTICE.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"),
        NOTICE.encode("utf-32"),
        NOTICE.replace("\n", "\r\n").encode("gb18030"),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "gb18030",
        "gbk",
        "utf-16 mark",
        "utf-16-le",
        "utf-16-be",
        "utf-16-be mark",
        "utf-32",
        "dos",
    ],
)
def test_the_encoding_is_found_by_itself(tmp_path: Path, data: bytes) -> None:
    assert read(saved(tmp_path, data)).text == document(NOTICE, "").text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_cut_inside_its_last_character_is_read_up_to_there(tmp_path: Path, encoding: str) -> None:
    data = (NOTICE + "二是压实").encode(encoding)[:-1]
    assert read(saved(tmp_path, data)).text.startswith(document(NOTICE, "").text)
    assert "二是压" in read(saved(tmp_path, data)).text


def test_characters_outside_the_basic_plane_survive(tmp_path: Path) -> None:
    assert read(saved(tmp_path, "任命\U00020bb7野为组长".encode("gb18030"))).text == "任命\U00020bb7野为组长"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "the file is empty"),
        (codecs.BOM_UTF8, "the file is empty"),
        (codecs.BOM_UTF16_LE, "the file is empty"),
        ("\u3000\u3000\n".encode(), "the file is empty"),
        (b"%PDF-1.7\n1 0 obj", "is a PDF"),
        (b"PK\x03\x04\x14\x00", "is a ZIP archive or an Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office file"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG picture"),
        (b"GIF89a", "is a GIF picture"),
        (b"\x1f\x8b\x08\x00", "is a gzip archive"),
        (b"\x7fELF\x02\x01", "is a program"),
        (b"SQLite format 3\x00", "is an SQLite database"),
        (b"abc\x00\x01\x02def\x00", "is binary data"),
        (b"\x81\x20\xff\xff\xfe", "fits neither UTF-8 nor UTF-16 nor GB18030"),
    ],
)
def test_what_is_no_text_is_named_as_what_it_is(tmp_path: Path, data: bytes, words: str) -> None:
    path = saved(tmp_path, data)
    with pytest.raises(ReadError, match=re.escape(words)) as error:
        read(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_a_folder_and_a_file_too_large_get_one_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ReadError, match="no such file; check the path"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="is a folder, not a file"):
        read(tmp_path)
    monkeypatch.setattr(reading, "MAX_BYTES", 2**20)
    with pytest.raises(ReadError, match="2 MB is more than the 1 MB"):
        read(saved(tmp_path, b"a" * 2**21))


def test_a_path_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        read(saved(tmp_path, NOTICE.encode()) / "inner.txt")


def test_the_document_keeps_where_it_came_from_and_what_it_was(tmp_path: Path) -> None:
    data = NOTICE.encode("gb18030")
    found = read(saved(tmp_path, data))
    assert found.source == (tmp_path / "notice.txt").resolve().as_posix()
    assert found.sha256 == sha256(data).hexdigest()
    assert found.raw == NOTICE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (NOTICE, NOTICE, True),
        (NOTICE, NOTICE.replace("\n", "\r\n"), True),
        (NOTICE, NOTICE + "二是压实责任。", False),
    ],
)
def test_the_id_is_made_from_the_text_not_from_its_place(one: str, other: str, same: bool) -> None:
    assert (document(one, "a.txt").id == document(other, "b.txt").id) is same


def test_a_lone_surrogate_in_a_decoded_text_does_not_stop_the_reading() -> None:
    assert document("巡察\ud800整改", "x").text.startswith("巡察")
