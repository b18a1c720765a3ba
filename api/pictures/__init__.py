"""What a picture of the graph shows, and where."""
