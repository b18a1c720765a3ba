"""The themes of problems as typed records, read from `themes.ttl`, a SKOS scheme of two levels.

`load()` gives the packaged scheme; names, codes and the words that tell a theme are taken from there.
"""

from __future__ import annotations

import re
from collections import defaultdict
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
    """

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    scope_zh: str
    scope_en: str
    broader: str
    cues: Mapping[str, float]

    @property
    def top(self) -> str:
        """The code of the top-level theme that this one is or belongs to."""
        return self.broader or self.code


Scheme = Mapping[str, Theme]
"""Code to theme, in the order of the codes."""


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


class _Reader:
    """Reads the concepts; what is missing, said twice or leads nowhere is a fault."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self._graph = graph
        self._weights = dict(self._cue_properties())

    def scheme(self) -> Scheme:
        concepts = [iri for iri in self._graph.subjects(RDF.type, SKOS.Concept) if isinstance(iri, URIRef)]
        if not concepts:
            raise ThemeError("it holds no skos:Concept")
        words = {iri: self._words(iri) for iri in concepts}
        owners = _owners(words)
        shared = {iri: {w: weight / len(owners[w]) for w, weight in own.items()} for iri, own in words.items()}
        themes = sorted((self._theme(iri, shared[iri]) for iri in concepts), key=lambda theme: theme.code)
        scheme = {theme.code: theme for theme in themes}
        self._check(scheme, len(concepts), {self._code(iri): set(own) for iri, own in words.items()})
        return MappingProxyType(scheme)

    def _cue_properties(self) -> Iterator[tuple[URIRef, float]]:
        for by in (SKOS.hiddenLabel, *self._graph.subjects(RDFS.subPropertyOf, SKOS.hiddenLabel)):
            weight = self._graph.value(by, XT.weight)
            if not isinstance(by, URIRef) or not isinstance(weight, Literal) or not float(weight) > 0:
                raise ThemeError(f"{_short(by)} has no xt:weight above 0; say what its words count")
            yield by, float(weight)

    def _words(self, iri: URIRef) -> dict[str, float]:
        """The concept's cues with their weights, not yet shared; its Chinese names are strong ones."""
        names = [self._one(iri, SKOS.prefLabel, "zh"), *self._all(iri, SKOS.altLabel, "zh")]
        words = dict.fromkeys(names, self._weights[XT.strongCue])
        for by, weight in self._weights.items():
            for word in self._all(iri, by, "zh"):
                if word in words:
                    raise ThemeError(f"{_short(iri)} has the cue {word!r} twice; once is enough")
                words[word] = weight
        short = [word for word in words if len(word) < SHORTEST_CUE]
        if short:
            raise ThemeError(f"{_short(iri)} has the cue {short[0]!r}; write at least {SHORTEST_CUE} characters")
        return words

    def _theme(self, iri: URIRef, cues: Mapping[str, float]) -> Theme:
        above = list(self._graph.objects(iri, SKOS.broader))
        is_top = (None, SKOS.hasTopConcept, iri) in self._graph
        if len(above) != (0 if is_top else 1):
            raise ThemeError(f"{_short(iri)} is under {len(above)} themes; a top concept is under none, others under one")
        aliases = [text for language in ("zh", "en") for text in self._all(iri, SKOS.altLabel, language)]
        return Theme(
            self._code(iri),
            self._one(iri, SKOS.prefLabel, "zh"),
            self._one(iri, SKOS.prefLabel, "en"),
            tuple(aliases),
            self._one(iri, SKOS.scopeNote, "zh"),
            self._one(iri, SKOS.scopeNote, "en"),
            str(above[0]).removeprefix(XT) if above else "",
            MappingProxyType(dict(cues)),
        )

    def _code(self, iri: URIRef) -> str:
        code = str(self._graph.value(iri, SKOS.notation, default=""))
        if not _CODE.fullmatch(code) or iri != XT[code]:
            raise ThemeError(f"{_short(iri)} has the skos:notation {code!r}; write 08 or 08.01 and call it xt:08.01")
        return code

    def _all(self, iri: URIRef, by: URIRef, language: str) -> list[str]:
        return [str(o) for o in self._graph.objects(iri, by) if isinstance(o, Literal) and o.language == language]

    def _one(self, iri: URIRef, by: URIRef, language: str) -> str:
        texts = self._all(iri, by, language)
        if len(texts) != 1 or not texts[0].strip():
            raise ThemeError(f"{_short(iri)} has {len(texts)} {_short(by)} in @{language}; give it exactly one")
        return texts[0]

    def _check(self, scheme: Scheme, concepts: int, words: Mapping[str, set[str]]) -> None:
        if len(scheme) != concepts:
            raise ThemeError(f"{concepts} concepts have {len(scheme)} notations; give each its own")
        for theme in scheme.values():
            if theme.broader and (theme.broader not in scheme or scheme[theme.broader].broader):
                raise ThemeError(f"xt:{theme.code} is under xt:{theme.broader}, which is no top concept")
        self._check_shared(words)

    def _check_shared(self, words: Mapping[str, set[str]]) -> None:
        for word, owners in _owners(words).items():
            marked = {self._code(iri) for iri in self._sharing(word)}
            if len(owners) > 1 and set(owners) != marked:
                where = " and ".join(f"xt:{code}" for code in owners)
                raise ThemeError(f"{word!r} is a cue of {where}; keep it in one, or make it an xt:sharedCue in each")
            if len(owners) == 1 and marked:
                raise ThemeError(f"{word!r} is an xt:sharedCue of xt:{owners[0]} alone; make it a skos:hiddenLabel")

    def _sharing(self, word: str) -> Iterator[URIRef]:
        for iri in self._graph.subjects(XT.sharedCue, Literal(word, lang="zh")):
            if isinstance(iri, URIRef):
                yield iri


def _owners[Key](words: Mapping[Key, Mapping[str, float] | set[str]]) -> Mapping[str, list[Key]]:
    owners: defaultdict[str, list[Key]] = defaultdict(list)
    for key, own in words.items():
        for word in own:
            owners[word].append(key)
    return owners


def _short(term: object) -> str:
    """`xt:08.01` for a message; terms of SKOS as `skos:broader`."""
    iri = str(term)
    return f"xt:{iri.removeprefix(XT)}" if iri.startswith(XT) else f"skos:{iri.removeprefix(str(SKOS))}"
