"""The commands that `xunji` has from here."""
