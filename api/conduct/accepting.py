"""Which of the forms that an operation can answer in the client likes best (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.conduct.errors import NotAcceptable

# text/csv, text/*, */*; parameters behind it are passed over but for the weight: ;q=0.5
RANGE = re.compile(r"\s*([\w.+*-]{1,80}/[\w.+*-]{1,80})\s*(?:;.*)?")
WEIGHT = re.compile(r";\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)")

MOST_RANGES = 50


def preferred(accept: str, forms: Sequence[str]) -> str | None:
    """The form that `accept` weighs most, of equal ones the first of `forms`; None where it names none of them.

    Without a header, the first.
    """
    if not accept.strip():
        return forms[0]
    weights = dict(filter(None, map(_range, accept.split(",")[:MOST_RANGES])))
    found = {form: _weight(form, weights) for form in forms}
    best = max(forms, key=lambda form: found[form])
    return best if found[best] else None


def agreed(accept: str, forms: Sequence[str]) -> str:
    """The preferred form. Raises NotAcceptable where there is none."""
    form = preferred(accept, forms)
    if form is None:
        raise unacceptable(accept, forms)
    return form


def unacceptable(accept: str, forms: Sequence[str]) -> NotAcceptable:
    return NotAcceptable(f"Accept: {accept[:200]!r} names nothing that can be given here: {', '.join(forms)}")


def _range(text: str) -> tuple[str, float] | None:
    named, weight = RANGE.fullmatch(text), WEIGHT.search(text)
    return (named[1].lower(), float(weight[1]) if weight else 1.0) if named else None


def _weight(form: str, weights: dict[str, float]) -> float:
    """That of the most exact range that fits."""
    ranges = (form, f"{form.split('/')[0]}/*", "*/*")
    return next((weights[one] for one in ranges if one in weights), 0.0)
