"""What Xunji is measured by: how well it reads (`benchmarks.quality`), how fast it reads."""
