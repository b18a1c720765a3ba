"""Of which kind an agency is, by its name. All places and bodies are invented."""

from __future__ import annotations

import pytest

from graph_builder.mentions import agencies


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("市委", "party"),
        ("县纪委监委", "party"),
        ("区商务局党组", "party"),
        ("县委组织部", "party"),
        ("云岭市委编办", "party"),
        ("清水经济开发区党工委", "party"),
        ("管委会", "government"),
        ("县财政局", "government"),
        ("综合办公室", "government"),
        ("东湖街道办事处", "government"),
        ("云岭大学", "institution"),
        ("市实验中学", "institution"),
        ("市第二人民医院", "institution"),
        ("县融媒体中心", "institution"),
        ("县残联", "institution"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    (mention,) = agencies.find(f"由{name}负责。")
    assert (mention.text, mention.properties["kind"]) == (name, kind)
