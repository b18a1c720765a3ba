"""How alike two Chinese texts are in meaning, told by the rare character pairs that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import add

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_WORDS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
_TITLE_WEIGHT = 3.0


def _pairs(text: str) -> Counter[str]:
    words = _WORDS.findall(text)
    return Counter(chain.from_iterable([word] if word[0].isascii() else map(add, word, word[1:]) for word in words))


def _weighted(counts: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """tf-idf vectors of length one, less what one text alone has; a pair that every text has weighs nothing."""
    documents = Counter(chain.from_iterable(counts))
    rarity = {held: math.log((1 + len(counts)) / held) for held in set(documents.values())}
    often = {times: 1 + math.log(times) for times in {times for count in counts for times in count.values()}}
    vectors = []
    for count in counts:
        values = [often[times] * rarity[documents[pair]] for pair, times in count.items()]
        length = math.sqrt(sum([value * value for value in values])) or 1.0
        vectors.append({pair: value / length for pair, value in zip(count, values, strict=True) if documents[pair] > 1})
    return vectors


def similarity(questions: Sequence[tuple[str, str]], answers: Sequence[str]) -> Matrix:
    """The likeness, 0 to 1, of each (title, text) to each answer; shape (questions, answers)."""
    asked = []
    for title, text in questions:
        count = _pairs(text)
        for pair, times in _pairs(title).items():
            count[pair] += int(_TITLE_WEIGHT) * times
        asked.append(count)
    vectors = _weighted([*asked, *map(_pairs, answers)])
    holders: dict[str, list[tuple[int, float]]] = {}
    for row, question in enumerate(vectors[: len(questions)]):
        for pair, value in question.items():
            holders.setdefault(pair, []).append((row, value))
    matrix = np.zeros((len(questions), len(answers)))
    for column, answer in enumerate(vectors[len(questions) :]):
        likeness = [0.0] * len(questions)
        for pair, value in answer.items():
            for row, other in holders.get(pair, ()):
                likeness[row] += value * other
        matrix[:, column] = likeness
    return matrix
