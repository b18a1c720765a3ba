"""Which form an answer has."""

from __future__ import annotations

import pytest

from api.conduct.accepting import agreed, preferred
from api.conduct.errors import NotAcceptable

FORMS = ("application/json", "text/csv", "text/html")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV ; charset=utf-8", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("text/*;q=0.2, application/json;q=0.1", "text/csv"),
        ("application/json;q=0, */*;q=0.1", "text/csv"),
        ("image/svg+xml, */*;q=0.1", "application/json"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("nonsense", None),
        (",;,/," * 200, None),
    ],
)
def test_the_form_that_is_liked_best(accept: str, form: str | None) -> None:
    assert preferred(accept, FORMS) == form
    if form is None:
        with pytest.raises(NotAcceptable, match="text/csv"):
            agreed(accept, FORMS)
    else:
        assert agreed(accept, FORMS) == form
