"""How alike two Chinese texts are in meaning, told by the rare character pairs that they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_Whole = NDArray[np.int64]

_LATIN = re.compile("[A-Za-z0-9]+")
_HAN = 0x3400, 0x9FFF
_BITS = 16
"""Of such a character."""
_TITLE_WEIGHT = 3.0
_AT_ONCE = 1 << 20
"""Products of two weights that are held in memory at once."""


class _Weights(NamedTuple):
    """A sparse matrix of tf-idf vectors of length one: a column for each pair, in order, and a row for each text."""

    column: _Whole
    row: _Whole
    value: Matrix

    def of(self, which: NDArray[np.bool_]) -> _Weights:
        return _Weights(self.column[which], self.row[which], self.value[which])


def _pairs(texts: Sequence[str]) -> tuple[_Whole, _Whole]:
    """Every pair of Chinese characters, and every other word, as a number; and of which text it is."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    chinese = (codes >= _HAN[0]) & (codes <= _HAN[1])
    places = (chinese[:-1] & chinese[1:]).nonzero()[0]
    pairs = codes[places] << _BITS | codes[places + 1]
    numbers: dict[str, int] = {}
    words = [(word.start(), -numbers.setdefault(word[0], len(numbers))) for word in _LATIN.finditer(joined)]
    found, named = np.array(words, np.int64).reshape(-1, 2).T
    ends = np.cumsum([len(text) + 1 for text in texts])
    return np.concatenate([pairs, named]), np.searchsorted(ends, np.concatenate([places, found]), side="right")


def _weights(questions: Sequence[tuple[str, str]], answers: Sequence[str]) -> _Weights:
    """Of the questions and then the answers; a title counts several times in its question."""
    texts = len(questions) + len(answers)
    pair, text = _pairs([*(own for _, own in questions), *answers, *(title for title, _ in questions)])
    titled = text >= texts
    column = np.unique(pair, return_inverse=True)[1]
    cells, cell = np.unique(column * texts + np.where(titled, text - texts, text), return_inverse=True)
    times = np.bincount(cell, np.where(titled, _TITLE_WEIGHT, 1.0))
    column, row = np.divmod(cells, texts)
    value = (1 + np.log(times)) * np.log((1 + texts) / np.bincount(column)[column])
    length = np.sqrt(np.bincount(row, value * value, texts))
    return _Weights(column, row, value / length[row])


def similarity(questions: Sequence[tuple[str, str]], answers: Sequence[str]) -> Matrix:
    """The likeness, 0 to 1, of each (title, text) to each answer; shape (questions, answers)."""
    shape = len(questions), len(answers)
    weights = _weights(questions, answers)
    asked, told = weights.of(weights.row < len(questions)), weights.of(weights.row >= len(questions))
    first = np.searchsorted(told.column, asked.column)
    shared = np.searchsorted(told.column, asked.column, side="right") - first
    matrix = np.zeros(shape[0] * shape[1])
    ends = np.cumsum(shared)
    start = 0
    while start < len(shared):
        end = max(start + 1, int(np.searchsorted(ends, ends[start] - shared[start] + _AT_ONCE, side="right")))
        some = np.repeat(np.arange(start, end), shared[start:end])
        other = first[some] + np.arange(len(some)) - (ends - shared - (ends[start] - shared[start]))[some]
        cell = asked.row[some] * shape[1] + told.row[other] - shape[0]
        matrix += np.bincount(cell, asked.value[some] * told.value[other], len(matrix))
        start = end
    return matrix.reshape(shape)
