"""The one root of every error that Xunji raises on purpose."""


class XunjiError(Exception):
    """Something that the user can mend; the message names the value, the place and the remedy."""
