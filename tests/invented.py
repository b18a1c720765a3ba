"""Notices about an invented district, written for tests: one text a body, whole and of one layout."""

from __future__ import annotations

from pathlib import Path

HEAD = """中共澄江市桥东区{body}党组关于巡察整改进展情况的通报
根据区委统一部署,2023年3月6日至4月28日,桥东区委第二巡察组对区{body}党组进行了巡察。\
6月5日,区委巡察组向区{body}党组反馈了巡察意见。按照党务公开原则,现将巡察整改进展情况予以公布。
"""
PROBLEMS = """一、反馈问题整改情况
(1)学习研讨流于形式。中心组全年研讨仅{times}次,与业务结合不紧。
整改情况:一是修订《{body}学习研讨办法》,每季度研讨1次。二是班子成员领办课题2个,形成调研报告2篇。
(2)工程监管不到位。对澄江桥东市政工程有限公司承建的河堤加固工程监管不力。
整改情况:一是约谈澄江桥东市政工程有限公司负责人,限期整改到位。二是印发《{body}工程监管细则》,逐项落实责任。
"""
TAIL = """中共澄江市桥东区{body}党组
2024年1月8日
"""


def notice(body: str, times: int = 1) -> str:
    """The notice of one body; another number of `times` is another edition of it."""
    return (HEAD + PROBLEMS + TAIL).format(body=body, times=times)


def header_only(body: str) -> str:
    return HEAD.format(body=body)


def folder(place: Path, *bodies: str) -> Path:
    """A folder with a notice for each body: `place/水务局.txt`."""
    place.mkdir(parents=True, exist_ok=True)
    for body in bodies:
        (place / f"{body}.txt").write_text(notice(body), encoding="utf-8")
    return place
