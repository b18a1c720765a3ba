"""Which mentions are one thing, how wide a name is, and why."""
