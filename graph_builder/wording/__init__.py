"""How the genre words things: words, dates, states, faults and remedies; nothing here knows a notice as a whole."""
