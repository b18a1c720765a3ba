"""The speed of extraction is measured on generated notices, or on one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.extract import gather, parser


def test_ones_own_notices_are_measured_again_and_again(tmp_path: Path) -> None:
    texts, folder = tmp_path / "texts", tmp_path / "made"
    (texts / "2024").mkdir(parents=True)
    folder.mkdir()
    (texts / "a.txt").write_bytes("甲\r\n".encode("gb18030"))
    (texts / "2024" / "b.txt").write_text("乙", encoding="utf-8")
    gather(folder, texts, 5)
    made = sorted(folder.iterdir())
    assert [file.name for file in made] == ["00000_b.txt", "00001_a.txt", "00002_b.txt", "00003_a.txt", "00004_b.txt"]
    assert made[1].read_bytes() == "甲\r\n".encode("gb18030")


def test_none_of_many_is_left_out(tmp_path: Path) -> None:
    texts, folder = tmp_path / "texts", tmp_path / "made"
    texts.mkdir()
    folder.mkdir()
    for number in range(3):
        (texts / f"{number}.txt").touch()
    gather(folder, texts, 2)
    assert len(list(folder.iterdir())) == 3


def test_a_folder_without_notices_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"holds no \.txt file; name a folder"):
        gather(tmp_path, tmp_path / "none", 5)


def test_generated_notices_are_the_default() -> None:
    assert parser().parse_args([]).texts is None
