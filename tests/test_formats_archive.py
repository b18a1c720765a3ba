"""A ZIP archive is the notices in it, each by the name `archive.zip!/member`."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from saved_formats import SAVED

from graph_builder.formats import archive, limits
from graph_builder.formats.collected import Unreadable
from graph_builder.intake import take
from graph_builder.reading.document import ReadError, contents, read
from graph_builder.reading.sources import expand

NOTICE = "关于巡察整改的通报\n一是公开制度。\n"


def packed(folder: Path, members: dict[str, bytes], name: str = "notices.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for member, data in members.items():
            made.writestr(member, data)
    return path


def test_an_archive_expands_to_its_members(tmp_path: Path) -> None:
    made = {f"乙/{suffix[1:]}{suffix}": save(NOTICE) for suffix, save in SAVED.items()} | {"甲.txt": NOTICE.encode()}
    path = packed(tmp_path, {**made, "乙/": b"", "readme.exe": b"", "__MACOSX/._甲.txt": b"", "~$x.docx": b"1"})
    found = expand([str(tmp_path)])
    assert [str(file) for file in found.files] == [f"{path}!/{name}" for name in sorted(made)]
    assert found.skipped == (Path(f"{path}!/readme.exe"),)
    assert found.missing == ()
    for file in found.files:
        document = read(file)
        assert "一是公开制度。" in document.raw
        assert document.source == str(file)
        assert contents(file)


def test_a_member_can_be_named(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a/甲.txt": NOTICE.encode(), "乙.txt": b"x"})
    assert expand([f"{path}!/a/甲.txt"]).files == (Path(f"{path}!/a/甲.txt"),)
    assert read(Path(f"{path}!/a/甲.txt")).raw == NOTICE
    with pytest.raises(ReadError, match="is not in the archive; check the name"):
        read(Path(f"{path}!/none.txt"))
    with pytest.raises(ReadError, match="the archive cannot be read"):
        read(tmp_path / "none.zip!" / "a.txt")


def test_members_are_built_like_files(tmp_path: Path) -> None:
    example = Path(__file__).parents[1] / "examples" / "reports" / "09_table_luting_subdistrict.txt"
    raw = read(example).raw
    path = packed(tmp_path, {f"{suffix[1:]}{suffix}": save(raw) for suffix, save in SAVED.items()})
    for file in expand([str(path)]).files:
        taken = take(file, ())
        assert taken.reason == ""
        assert taken.graph is not None
        report = next(node for node in taken.graph.nodes if node.label == "Report")
        assert report.properties["source"] == str(file)


def test_an_archive_of_one_notice_is_read_as_that_notice(tmp_path: Path) -> None:
    one = packed(tmp_path, {"甲.txt": NOTICE.encode(), "b.jpg": b""})
    assert read(one).source == f"{one}!/甲.txt"
    two = packed(tmp_path, {"甲.txt": NOTICE.encode(), "乙.txt": b""}, "two.zip")
    with pytest.raises(
        ReadError, match=r"is an archive of 2 notices; give it to `xunji build`, or name one of them: .*!/甲\.txt"
    ):
        read(two)


class Unmarked(zipfile.ZipInfo):
    """A member whose name is written in some encoding, without the mark that says UTF-8."""

    encoding = "utf-8"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode(self.encoding), self.flag_bits


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_written_without_saying_how_are_read(tmp_path: Path, encoding: str) -> None:
    entry = Unmarked("整改/通报.txt")
    entry.encoding = encoding
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(entry, NOTICE)
    (notice,) = expand([str(tmp_path)]).files
    assert notice.name == "通报.txt"
    assert read(notice).raw == NOTICE


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../etc/notice.txt", "has a name that leads out of the archive"),
        ("/etc/notice.txt", "has a name that leads out of the archive"),
        ("a\\..\\..\\notice.txt", "has a name that leads out of the archive"),
        ("C:/notice.txt", "has a name that leads out of the archive"),
        ("a\nb.txt", "has a name that leads out of the archive or cannot be shown"),
        ("a\x1b[2J.txt", "has a name that leads out of the archive or cannot be shown"),
        ("inner.zip", "is an archive inside an archive; unpack it first"),
    ],
)
def test_a_member_that_is_not_taken_is_told(tmp_path: Path, name: str, reason: str) -> None:
    path = packed(tmp_path, {name: NOTICE.encode(), "甲.txt": NOTICE.encode()})
    found = expand([str(path)])
    assert found.files == (Path(f"{path}!/甲.txt"),)
    (told,) = found.missing
    assert reason in told.reason
    assert told.reason.startswith(f"{path}!/")
    assert told.reason.isprintable()


def test_a_member_with_a_password_or_twice_the_same_name_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path, {"甲.txt": NOTICE.encode()})
    with zipfile.ZipFile(path, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr("甲.txt", b"")
    assert "stands twice in the archive" in expand([str(path)]).missing[0].reason
    locked = packed(tmp_path, {"a.txt": NOTICE.encode()}, "locked.zip")
    data = locked.read_bytes()
    at = data.index(b"PK\x01\x02") + 8
    locked.write_bytes(data[:at] + b"\x01" + data[at + 1 :])
    assert "is protected by a password; unpack the archive with it first" in expand([str(locked)]).missing[0].reason


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("MAX_MEMBERS", 2, "has 3 members, more than the 2 that an archive may have"),
        ("MAX_ARCHIVE_UNPACKED_BYTES", 10, "unpacks to 0 MB, more than the 0 MB that an archive may"),
        ("MAX_ARCHIVE_BYTES", 10, "0 MB is more than the 0 MB that an archive may have"),
        ("MAX_DIRECTORY_BYTES", 100, "has a table of contents of more than 0 MB"),
    ],
)
def test_archives_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str
) -> None:
    path = packed(tmp_path, {name: NOTICE.encode() for name in ("a.txt", "b.txt", "c.txt")})
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(Unreadable, match=reason):
        archive.members(path)
    (told,) = expand([str(path)]).missing
    assert told.reason.startswith(f"{path}: ")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path, {"bomb.txt": bytes(30 * limits.MIB), "甲.txt": NOTICE.encode()})
    with pytest.raises(ReadError, match="30 MB unpacked is more than the 20 MB that a notice may have"):
        read(Path(f"{path}!/bomb.txt"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"PK\x03\x04 and no more", "is a damaged ZIP archive"), (b"", "is a damaged ZIP archive")],
)
def test_a_damaged_archive_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(data)
    assert reason in expand([str(path)]).missing[0].reason
    with pytest.raises(ReadError, match=reason):
        read(path)


def test_an_archive_without_notices_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.exe": b""})
    assert "holds no file that can be read" in expand([str(path)]).missing[0].reason
