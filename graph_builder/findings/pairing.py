"""Which answer belongs to which problem: one assignment over all, or, where order holds, one alignment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph_builder.wording.similarity import Matrix, similarity

LARGEST = 1_000_000
"""Problems times answers up to which meaning is compared; no notice has a tenth of it, a hostile file may have more."""


def assign(questions: Sequence[tuple[str, str]], answers: Sequence[str]) -> list[tuple[int, int, float]]:
    """The assignment of answers to questions that is best in sum, as (question, answer, confidence).

    Shuffled paragraphs have lost their order, so all are decided together; each question and each answer
    is used at most once. The confidence says how far the choice stands above the next best, 0.5 to 1.
    Beyond `LARGEST` they are paired as they stand.
    """
    if len(questions) * len(answers) > LARGEST:
        return [(index, index, 0.5) for index in range(min(len(questions), len(answers)))]
    from scipy.optimize import linear_sum_assignment  # a quarter second to load, for the few shuffled notices

    matrix = similarity(questions, answers)
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    return [(int(r), int(c), _confidence(matrix, int(r), int(c))) for r, c in zip(rows, columns, strict=True)]


def _confidence(matrix: Matrix, row: int, column: int) -> float:
    rivals = np.delete(matrix[row], column)
    best = float(matrix[row, column])
    rival = float(rivals.max()) if rivals.size else 0.0
    return round(0.5 + 0.5 * best / (best + rival), 3) if best + rival > 0 else 0.5


def align(problems: Sequence[str], answers: Sequence[str]) -> list[int]:
    """For each answer the problem that it serves, both in their order: no crossing, and no problem left out.

    Equal numbers go one to one. Else the cut of the answers into as many runs as there are problems is taken
    whose likeness is greatest; with fewer answers than problems each answer takes the likest problem.
    Beyond `LARGEST` the runs are of equal length.
    """
    if len(problems) == len(answers):
        return list(range(len(answers)))
    if len(problems) == 1:
        return [0] * len(answers)
    if len(problems) * len(answers) > LARGEST:
        return [answer * len(problems) // len(answers) for answer in range(len(answers))]
    matrix = similarity([(problem, "") for problem in problems], answers)
    if len(answers) < len(problems):
        return [int(matrix[:, column].argmax()) for column in range(len(answers))]
    return _cut(matrix)


def _cut(matrix: Matrix) -> list[int]:
    """Dynamic programming over (problem, answer): the answer goes on with the problem or begins the next one."""
    problems, answers = matrix.shape
    best = np.full((problems, answers), -np.inf)
    begins = np.zeros((problems, answers), dtype=bool)
    best[0, 0] = matrix[0, 0]
    for answer in range(1, answers):
        for problem in range(min(problems, answer + 1)):
            stay = best[problem, answer - 1]
            move = best[problem - 1, answer - 1] if problem else -np.inf
            begins[problem, answer] = move >= stay
            best[problem, answer] = max(stay, move) + matrix[problem, answer]
    chosen = [problems - 1]
    for answer in range(answers - 1, 0, -1):
        chosen.append(chosen[-1] - int(begins[chosen[-1], answer]))
    return chosen[::-1]
