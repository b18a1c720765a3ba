"""The themes of problems as typed records, read from `themes.ttl`, a SKOS scheme of two levels.

`load()` gives the packaged scheme; names, codes and the words that tell a theme are taken from there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import rdflib
from rdflib import RDF, RDFS, SKOS, Literal, Namespace, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax

from ontology.errors import XunjiError

XT = Namespace("https://w3id.org/xunji/themes#")
PACKAGED = Path(__file__).with_name("themes.ttl")
SHORTEST_CUE = 2
"""Characters; a single one stands in too many other words."""

_CODE = re.compile(r"\d\d(?:\.\d\d)?")


class ThemeError(XunjiError):
    """The file of themes is at fault."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme; `broader` is the code of the theme above, empty at the top.

    `cues` are the words that tell it and what each counts; words that themes share count for each its part.
    Those that are `title_cues` too count in titles alone.
    """

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    scope_zh: str
    scope_en: str
    broader: str
    cues: Mapping[str, float]
    title_cues: frozenset[str]

    @property
    def top(self) -> str:
        """The code of the top-level theme that this one is or belongs to."""
        return self.broader or self.code


@dataclass(frozen=True, slots=True)
class Scheme:
    """`themes` from code to theme, in the order of the codes; of the words `passed_over` no cue is made."""

    themes: Mapping[str, Theme]
    passed_over: frozenset[str]
    headings: Mapping[str, str]
    """Code to the usual heading (duty, integrity, organisation, rectification) under which notices file the theme."""

    def __getitem__(self, code: str) -> Theme:
        return self.themes[code]


@cache
def _packaged() -> Scheme:
    return _read(PACKAGED)


def load(path: Path | None = None) -> Scheme:
    """The themes in a Turtle file; the packaged ones, read once, without a path.

    Raises ThemeError that names the file, the theme and what is wrong with it.
    """
    return _packaged() if path is None else _read(path)


def _read(path: Path) -> Scheme:
    try:
        graph = rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
        return _Reader(graph).scheme()
    except ThemeError as fault:
        raise ThemeError(f"themes {path}: {fault}") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise ThemeError(f"themes {path}: cannot be read: {fault}; name a Turtle file in UTF-8") from None
    except BadSyntax as fault:
        raise ThemeError(f"themes {path}: no Turtle: {fault._why}") from None
    except IndexError:
        # What rdflib's parser does at the end of a file that stops inside a term.
        raise ThemeError(f"themes {path}: no Turtle: it breaks off; get the whole file") from None


class _Reader:
    """Reads the concepts; what is missing, said twice or leads nowhere is a fault."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self._graph = graph
        self._weights = dict(self._cue_properties())

    def scheme(self) -> Scheme:
        concepts = dict(sorted(self._concepts()))
        words = {code: self._words(iri) for code, iri in concepts.items()}
        owners = _owners(words)
        self._check_shared(owners)
        themes = [self._theme(code, iri, words[code], owners) for code, iri in concepts.items()]
        for theme in themes:
            if theme.broader and (theme.broader not in concepts or "." in theme.broader):
                raise ThemeError(f"xt:{theme.code} is under xt:{theme.broader}, which is no top concept")
        passed_over = frozenset(str(word) for word in self._graph.objects(None, XT.passedOver))
        if both := sorted(passed_over & owners.keys()):
            raise ThemeError(f"{both[0]!r} is passed over and a cue of xt:{owners[both[0]][0]}; it cannot be both")
        headings = {theme.code: self._heading(theme) for theme in themes}
        return Scheme(MappingProxyType({theme.code: theme for theme in themes}), passed_over, headings)

    def _heading(self, theme: Theme) -> str:
        """The collection that a theme is a member of, else that of its top concept."""
        for code in (theme.code, theme.top):
            found = [iri for iri in self._graph.subjects(SKOS.member, XT[code]) if isinstance(iri, URIRef)]
            if len(found) > 1:
                raise ThemeError(f"xt:{code} is a skos:member of {len(found)} collections; keep it in one")
            if found:
                return found[0].removeprefix(XT)
        raise ThemeError(f"xt:{theme.code} is a skos:member of no collection, nor is its top concept; add it to one")

    def _concepts(self) -> Iterator[tuple[str, URIRef]]:
        found = [iri for iri in self._graph.subjects(RDF.type, SKOS.Concept) if isinstance(iri, URIRef)]
        if not found:
            raise ThemeError("it holds no skos:Concept")
        for iri in found:
            codes = [str(code) for code in self._graph.objects(iri, SKOS.notation)]
            if len(codes) != 1 or not _CODE.fullmatch(codes[0]) or iri != XT[codes[0]]:
                raise ThemeError(f"{_short(iri)} has the skos:notation {codes}; write 08 or 08.01, called xt:08.01")
            yield codes[0], iri

    def _cue_properties(self) -> Iterator[tuple[URIRef, float]]:
        for by in (SKOS.hiddenLabel, *self._graph.subjects(RDFS.subPropertyOf, SKOS.hiddenLabel)):
            weight = self._graph.value(by, XT.weight)
            if not isinstance(by, URIRef) or not isinstance(weight, Literal) or not float(weight) > 0:
                raise ThemeError(f"{_short(by)} has no xt:weight above 0; say what its words count")
            yield by, float(weight)

    def _words(self, iri: URIRef) -> dict[str, float]:
        """The concept's cues with their weights, not yet shared; its Chinese names are strong ones."""
        names = [self._one(iri, SKOS.prefLabel, "zh"), *self._all(iri, SKOS.altLabel, "zh")]
        weighed = [(name, self._weights[XT.strongCue]) for name in names]
        weighed += [(word, weight) for by, weight in self._weights.items() for word in self._all(iri, by, "zh")]
        twice = [word for word, times in Counter(word for word, _ in weighed).items() if times > 1]
        if twice:
            raise ThemeError(f"{_short(iri)} has the name or cue {twice[0]!r} twice; once is enough")
        words = dict(weighed)
        short = [word for word in words if len(word) < SHORTEST_CUE]
        if short:
            raise ThemeError(f"{_short(iri)} has the cue {short[0]!r}; write at least {SHORTEST_CUE} characters")
        return words

    def _theme(self, code: str, iri: URIRef, words: Mapping[str, float], owners: Mapping[str, list[str]]) -> Theme:
        above = list(self._graph.objects(iri, SKOS.broader))
        if len(above) != ("." in code) or ((None, SKOS.hasTopConcept, iri) in self._graph) is ("." in code):
            raise ThemeError(f"{_short(iri)} stands nowhere; a top concept is under none, any other under just one")
        return Theme(
            code=code,
            zh=self._one(iri, SKOS.prefLabel, "zh"),
            en=self._one(iri, SKOS.prefLabel, "en"),
            aliases=tuple(t for language in ("zh", "en") for t in self._all(iri, SKOS.altLabel, language)),
            scope_zh=self._one(iri, SKOS.scopeNote, "zh"),
            scope_en=self._one(iri, SKOS.scopeNote, "en"),
            broader=str(above[0]).removeprefix(XT) if above else "",
            cues=MappingProxyType({word: weight / len(owners[word]) for word, weight in words.items()}),
            title_cues=frozenset(self._all(iri, XT.titleCue, "zh")),
        )

    def _all(self, iri: URIRef, by: URIRef, language: str) -> list[str]:
        return [str(o) for o in self._graph.objects(iri, by) if isinstance(o, Literal) and o.language == language]

    def _one(self, iri: URIRef, by: URIRef, language: str) -> str:
        texts = self._all(iri, by, language)
        if len(texts) != 1 or not texts[0].strip():
            raise ThemeError(f"{_short(iri)} has {len(texts)} {_short(by)} in @{language}; give it exactly one")
        return texts[0]

    def _check_shared(self, owners: Mapping[str, list[str]]) -> None:
        for word, codes in owners.items():
            marked = set(self._graph.subjects(XT.sharedCue, Literal(word, lang="zh")))
            where = " and ".join(f"xt:{code}" for code in codes)
            if len(codes) > 1 and marked != {XT[code] for code in codes}:
                raise ThemeError(f"{word!r} is a cue of {where}; keep it in one, or make it an xt:sharedCue in each")
            if len(codes) == 1 and marked:
                raise ThemeError(f"{word!r} is an xt:sharedCue of {where} alone; make it a skos:hiddenLabel")


def _owners(words: Mapping[str, Mapping[str, float]]) -> Mapping[str, list[str]]:
    """For each cue the codes of the themes that have it."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for code, own in words.items():
        for word in own:
            owners[word].append(code)
    return owners


def _short(term: object) -> str:
    """`xt:08.01` for a message; terms of SKOS as `skos:broader`."""
    iri = str(term)
    return f"xt:{iri.removeprefix(XT)}" if iri.startswith(XT) else f"skos:{iri.removeprefix(str(SKOS))}"
