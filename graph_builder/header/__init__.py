"""Who inspected whom and when, what was declared, who published the notice."""
