"""The shortest form of a body's name, common to all its forms: 市应急管理局 and 市应急局, 管城回族区 and 管城区."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.wording import trie
from graph_builder.wording.word_lists import pairs

# 管城回族区, 通道侗族自治县
_PEOPLES = (
    "回|满|苗|侗|土家|壮|瑶|蒙古|维吾尔|哈萨克|藏|彝|白|傣|朝鲜|畲|黎|仡佬|布依|羌|土|哈尼|傈僳|佤|拉祜|景颇|独龙|怒|纳西|裕固|保安|东乡|撒拉|达斡尔"
    "|鄂温克|鄂伦春|锡伯|柯尔克孜|塔吉克|毛南|仫佬|普米|布朗|水|京|阿昌|德昂|基诺|各"
)
_OF_PEOPLES = re.compile(rf"(?:(?:{_PEOPLES})族){{1,5}}(?:自治(?=[县州])|(?=区))")


@cache
def _in_full() -> re.Pattern[str]:
    return re.compile(trie.pattern(pairs("office_short")))


@lru_cache(maxsize=8192)
def shortest(name: str) -> str:
    """A name with each office in it called for short (`office_short.txt`), and without the peoples of a division."""
    told = _OF_PEOPLES.sub("", name) if "族" in name else name
    return _in_full().sub(lambda office: pairs("office_short")[office[0]], told)
