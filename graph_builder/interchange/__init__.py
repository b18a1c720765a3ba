"""Ways in and out: the graph, or a part of it, in the formats of other programs."""
