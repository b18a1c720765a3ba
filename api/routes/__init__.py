"""One router per task of the user."""
