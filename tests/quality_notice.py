"""An invented notice: its gold as `../shared/gold` writes it, and the nodes and links of a graph that is right."""

from __future__ import annotations

from typing import Any

from ontology.records import Properties

GOLD: dict[str, Any] = {
    "doc": "01_invented",
    "title": "中共鹿塘县林业局党组关于巡察整改进展情况的通报",
    "publisher": "中共鹿塘县林业局党组",
    "publish_date": "2022-09-01",
    "inspection": {
        "group": {"name": "县委第四巡察组", "aliases": ["巡察组"], "canonical": "鹿塘县委第四巡察组"},
        "target": {"name": "县林业局党组", "aliases": [], "canonical": "中共鹿塘县林业局党组"},
        "start": "2022-03-01",
        "end": None,
        "feedback_date": "2022-05-20",
        "round": None,
        "declared": {"aspects": 2, "problems": 2, "measures": None, "tasks": None, "systems": None},
    },
    "sections": ["党的领导方面", "廉政风险方面"],
    "problems": [
        {"id": "p1", "title": "护林经费管理粗放", "section": 0, "implicit": False, "status": "completed",
         "companies": ["青禾公司"], "agencies": ["财务科"], "policies": []},
        {"id": "p2", "title": "苗木采购未经询价", "section": 1, "implicit": False, "status": None,
         "companies": [], "agencies": ["县委"], "policies": []},
    ],
    "measures": [
        {"id": "m1", "problem": "p1", "head": "修订《经费审批办法》,分级审签", "companies": [], "agencies": [],
         "policies": ["经费审批办法"], "policy_actions": [{"policy": "经费审批办法", "action": "revised"}]},
        {"id": "m2", "problem": "p2", "head": "重新组织三家供应商询价", "companies": [], "agencies": [],
         "policies": [], "policy_actions": []},
    ],
    "policies": [{"name": "经费审批办法", "aliases": [], "optional": False}],
    "companies": [{"name": "鹿塘青禾苗木有限公司", "aliases": ["青禾公司"], "optional": False}],
    "agencies": [{"name": "财务科", "optional": False}, {"name": "县委", "optional": True}],
    "inspection_groups": [{"name": "县委第四巡察组", "aliases": ["巡察组"], "canonical": "鹿塘县委第四巡察组"}],
    "persons": [{"name": "方樵声", "optional": False}],
    "projects": [],
}  # fmt: skip

NODES: dict[str, tuple[str, Properties]] = {
    "report": ("Report", {"name": GOLD["title"], "publish_date": "2022-09-01"}),
    "inspection": ("Inspection", {"name": "巡察", "start_date": "2022-03-01", "feedback_date": "2022-05-20",
                                  "declared_aspects": 2, "declared_problems": 2}),
    "group": ("InspectionGroup", {"name": "鹿塘县委第四巡察组", "aliases": ["县委第四巡察组"]}),
    "target": ("Agency", {"name": "中共鹿塘县林业局党组", "aliases": ["县林业局党组"]}),
    "finance": ("Agency", {"name": "鹿塘县林业局财务科", "aliases": ["财务科"]}),
    "committee": ("Agency", {"name": "鹿塘县委", "aliases": ["县委"]}),
    "company": ("Company", {"name": "鹿塘青禾苗木有限公司"}),
    "policy": ("Policy", {"name": "经费审批办法"}),
    "person": ("Person", {"name": "方樵声"}),
    "p1": ("Problem", {"name": "护林经费管理粗放", "status": "completed"}),
    "p2": ("Problem", {"name": "苗木采购未经询价"}),
    "area1": ("ProblemArea", {"name": "党的领导方面"}),
    "area2": ("ProblemArea", {"name": "廉政风险方面"}),
    "m1": ("Measure", {"name": "修订《经费审批办法》"}),
    "m2": ("Measure", {"name": "组织询价", "text": "重新组织三家供应商询价,按最低价成交。"}),
}  # fmt: skip

LINKS: dict[tuple[str, str, str], Properties] = {
    ("target", "PUBLISHED", "report"): {},
    ("group", "CONDUCTED", "inspection"): {},
    ("inspection", "INSPECTED", "target"): {},
    ("p1", "IN_AREA", "area1"): {},
    ("p2", "IN_AREA", "area2"): {},
    ("m1", "ADDRESSES", "p1"): {},
    ("m2", "ADDRESSES", "p2"): {},
    ("p1", "MENTIONS", "company"): {},
    ("p1", "MENTIONS", "finance"): {},
    ("m1", "CITES", "policy"): {"action": "revised"},
}
