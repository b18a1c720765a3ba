"""A company named in full is named in short afterwards: 云州恒远投资有限公司, then 恒远公司, then 恒远."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from graph_builder.mentions import aliases
from graph_builder.mentions.company_names import brand
from graph_builder.wording import area_names, trie
from graph_builder.wording.left_edge import Page
from graph_builder.wording.word_lists import entries
from ontology.records import Mention, Span

Known = Mapping[str, str]
"""A form that the notice uses, and the full name that it stands for."""

# 跃动|体育|文化有限公司 is 跃动体育, too
_TRADE = re.compile(trie.pattern(entries("company_words")))
_FORMS = ("公司", "集团", "集团公司", "有限公司", "股份", "投资公司")
_LEGAL = re.compile(r"(?:集团)?(?:股份)?有限(?:责任)?公司$")

# 云岭|金江水泥|有限公司 is 金江水泥, too
_SHORTEST_LOCAL = 4
# 青岭|瑞康|医药有限公司, of a place that no list holds, is 瑞康医药, too
_PLACE_AND_OWN = 4
_TWO_WORDS = 4
"""Characters of what a company does, 纺织|印染."""
# 江源水务集团|有限公司 is 江源水务集团, too
_FORM = re.compile("(?:股份)?有限(?:责任)?公司$")


def known(named: Iterable[Mention]) -> dict[str, str]:
    """Every form under which the companies found so far may come back, each with its full name.

    A short form that two companies share stands for neither.
    """
    forms: dict[str, str] = {}
    shared: set[str] = set()
    for full, other in _pairs(named):
        if forms.setdefault(other, full) != full and other != full:
            shared.add(other)
    return {form: full for form, full in forms.items() if form not in shared or form == full}


def _pairs(named: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    for mention in sorted(named, key=lambda m: -len(m.text)):
        yield mention.text, mention.text
        yield from ((mention.text, alias) for alias in mention.aliases)
        own = brand(mention.text) if _LEGAL.search(mention.text) else ""
        if own:
            yield from ((mention.text, own + form) for form in _FORMS)
            yield mention.text, own
            yield mention.text, _LEGAL.sub("", mention.text)
            yield mention.text, _FORM.sub("", mention.text)
            trade = _TRADE.match(mention.text, mention.text.index(own) + len(own))
            if trade and len(own) == _PLACE_AND_OWN:
                yield mention.text, own[2:] + trade[0]
            if trade:
                yield mention.text, own + trade[0]
            yield from ((mention.text, form) for form in _contracted(mention.text, own))
            local = _FORM.sub("", mention.text)[area_names.starting(mention.text) :]
            if len(local) >= _SHORTEST_LOCAL:
                yield mention.text, local


def _contracted(name: str, own: str) -> Iterator[str]:
    """临溪|恒润|纺织印染|有限公司 is 恒润印染, too, and 万晟|商业管理|有限公司 万晟商管."""
    rest = _LEGAL.sub("", name[name.index(own) + len(own) :])
    if len(rest) < _TWO_WORDS:
        return
    short = {rest[-2:], rest[0] + rest[2]} if len(rest) == _TWO_WORDS else {rest[-2:]}
    for first in (own, own[2:]) if len(own) == _PLACE_AND_OWN else (own,):
        yield from (first + last for last in sorted(short))


def again(field: Page, forms: Known, named: Iterable[Mention]) -> Iterator[Span]:
    """Where the forms occur outside the mentions; a bare word of two or three only where a name can stand."""
    for span in aliases.again(field, forms, named):
        if (len(span) > 3 and not _opens_another(field, span)) or _stands_free(field, span):
            yield span


# What may follow a name: punctuation, a conjunction, an adverb, a common verb, or a noun of companies.
_AFTER = re.compile(
    r"[、,。;:()“”\n]|[与和及的已将被在对向等未按于从]|$|公司|集团|项目|企业|签|负责|完成|承|租|拖欠|两|方|股东|董事|财务|有限"
)


# 秦岭师大|附属中学 : the word of its own opens another body's name
_OTHER_NAME = re.compile("[\u4e00-\u9fff]{0,5}(?:学院|大学|中学|小学|学校|医院|研究院|幼儿园)")


def _opens_another(field: Page, span: Span) -> bool:
    return _OTHER_NAME.match(field.text, span.end) is not None


def _stands_free(field: Page, span: Span) -> bool:
    return field.run(span.start) == span.start and bool(_AFTER.match(field.text, span.end))
