"""Areas, problems and measures, by the way in which a notice is laid out."""
