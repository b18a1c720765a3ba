"""Where to write to: a notice ends with an address, and what is named in it takes no part in what is told."""

from __future__ import annotations

from collections.abc import Iterator

from graph_builder.wording import sweep
from ontology.records import Span

# 通讯地址:云岭市东湖路1号东湖区教育局办公室; 邮政信箱:云岭县长宁路县纪委(信封注明…)
_ADDRESS = sweep.Pattern(r"(?:地址|地点|信箱)[:为][^;。\n]{2,60}")


# 首页法院概况新闻中心, 您的位置:首页>党建工作 : what stands around a page's text
_MENU = sweep.Pattern(
    r"(?m)^(?:网站|集团|学校|学院|医院|本站)?首页[^。,;:\n]*$|^(?:您|你)?(?:现在|当前|目前)?(?:所在)?的?(?:当前)?位置[:是][^。\n]*"
)


def menus(text: str) -> Iterator[Span]:
    """A page's lines of links."""
    for match in _MENU.finditer(text):
        yield Span(*match.span())


def addresses(text: str) -> Iterator[Span]:
    """The addresses that a notice gives for letters and visits."""
    for match in _ADDRESS.finditer(text):
        yield Span(*match.span())
