"""What a notice says about how far a problem is solved."""

from __future__ import annotations

import re
from functools import lru_cache

NOT_COMPLETED = "not_completed"
ONGOING = "ongoing"
COMPLETED = "completed"

# In this order: 尚未完成整改 holds 完成; 基本完成 and 阶段性完成 leave something to do; 已完成并长期坚持 is done.
_DONE = r"(?:完成(?!率)|到位|完毕|办结|销号|解决)"
_STATES = (
    (COMPLETED, re.compile("^100%(?=,|$)")),  # 整改进度:100%
    (ONGOING, re.compile(r"^\d{1,2}(?:\.\d)?%(?=,|$)")),
    (ONGOING, re.compile("(?<!未)达到?(?:序时|时序)")),
    (COMPLETED, re.compile("完成率(?:为|达到?)?100%")),
    (ONGOING, re.compile(r"完成率(?:为|达到?)?\d")),
    (
        NOT_COMPLETED,
        re.compile(rf"(?:尚?未|没有)(?:按时|全部|全面)?能?(?:整改)?(?:{_DONE}|启动|落实)|未整改|未达到?(?:序时|时序)"),
    ),
    (ONGOING, re.compile(r"基本(?:整改)?(?:完成|到位)|阶段性(?:完成|整改)|部分(?:完成|整改)|视同完成")),
    (
        COMPLETED,
        re.compile(
            rf"(?:已|全部|整改|按时|按期|均)(?:经|已|全部|按时|按期){{0,3}}(?:整改)?{_DONE}"
            r"|^已(?:经|全部)?整改的?(?:问题|事项)?$|^(?:整改)?(?:完成(?!率)|完毕|办结|销号)|(?:整改)?期[内间](?:应当?)?(?:整改)?完成"
        ),
    ),
    (
        ONGOING,
        re.compile(
            r"正在(?:推进|整改|进行|办理|落实)?|[仍尚还]在(?:推进|整改|进行|办理|落实)|(?:持续|长期|有序|逐步|深入)(?:推进|整改|坚持|进行|落实)"
            r"|推进中|(?:长期|持续)(?:推进)|进行中|整改中|阶段性|取得.{0,4}进展|未到期|序时"
        ),
    ),
)
_ANY = re.compile("|".join(pattern.pattern for _, pattern in _STATES))
_LONGEST_VALUE = 30
# What a statement of a state is made of.
_OF_STATE = re.compile(
    r"该|此|本|以上|上述|项|条|个|问题|任务|事项|工作|措施|反馈|整改|落实|目前|现|已经?|均|都|全部|全面|基本|阶段性?|部分|按[时期]|如期|及时|提前"
    r"|尚|未|没有|正在|持续|长期|有序|逐步|深入|继续|坚持|推进|进行|开展|办理|取得|成效|进展|明显|完成|到位|完毕|办结|销号|解决|启动"
    r"|达到?|序时|时序|进度|要求|立行立改|视同|并|且|中|需|要|的|了|(?:预计|计划|力争|确保)于?[\d年月底末前日]{2,12}|[,、;:。()\s\d%]|巩固|深化|常态化?"
)
_LEFT = 1
_LONGEST_BARE = 120


@lru_cache(maxsize=256)
def status(text: str) -> str:
    """completed, ongoing, not_completed, or "" where `text` states none."""
    if not _ANY.search(text):
        return ""
    return next(name for name, pattern in _STATES if pattern.search(text))


def stated(value: str) -> str:
    """The status that a labelled value is: short, and nothing but a state (整改结果:完成)."""
    head = re.split(r"[。;\n]", value.strip("。;,:()【】[]〔〕 \n"), maxsplit=1)[0]
    return status(head) if len(head) <= _LONGEST_VALUE else ""


def is_bare(value: str) -> bool:
    """Whether a value is nothing but a state: 已完成并长期坚持; but not 6个支部全部完成换届."""
    return len(value) <= _LONGEST_BARE and bool(status(value)) and len(_OF_STATE.sub("", value)) <= _LEFT
