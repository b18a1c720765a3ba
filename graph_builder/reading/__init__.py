"""From a file to a cleaned `Document`, and from a quote back to its sentence."""
