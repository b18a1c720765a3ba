"""The lines that every notice begins and ends with."""

from __future__ import annotations

from datetime import date
from random import Random

from .content import Content


def written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _later(day: date, before: date) -> str:
    """A day without its year where that is the year of the day before."""
    return f"{day.month}月{day.day}日" if day.year == before.year else written(day)


def headed(random: Random, content: Content, feedback: bool = False) -> list[str]:
    """Title and first paragraph, by whom, of whom and when."""
    scene = content.scene
    about = f"{scene.round}反馈情况的公告" if feedback else f"{scene.round or scene.kind}整改进展情况的通报"
    title = f"{scene.publisher}关于{about}"
    period = f"{written(scene.start)}至{_later(scene.end, scene.start)}"
    named = f"{scene.target}(以下简称{scene.short})" if scene.short != scene.target else scene.target
    sent = scene.group.split("第")[0]
    told = random.choice(
        (
            f"根据{sent}统一部署,{period},{scene.group}对{named}进行了{scene.kind}。",
            f"按照{sent}{scene.kind}工作部署,{scene.group}于{period}对{named}开展了{scene.kind}。",
            f"{period},{scene.group}对{named}开展了常规{scene.kind}。",
        )
    )
    if feedback:
        return [title, told]
    fed = f"{_later(scene.feedback, scene.end)},{scene.group}向{scene.short}反馈了{scene.kind}意见。"
    count = f"共反馈{len(content.areas)}个方面{len(content.problems)}个问题,制定整改措施{content.measures}条。"
    public = f"按照党务公开原则和{scene.kind}工作有关要求,现将整改进展情况予以公布。"
    return [title, told + fed + (count if random.random() < 0.5 else "") + public]


def ended(random: Random, content: Content) -> list[str]:
    """How to answer, who publishes, and when."""
    return [content.invite, content.scene.publisher, written(content.scene.published)]
