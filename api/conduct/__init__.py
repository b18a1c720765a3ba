"""How the server conducts itself: whom it lets in, what a request may cost, how it tells of faults and of itself."""
