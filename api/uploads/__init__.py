"""Notices that are sent to the server, and the jobs that build them into its store."""
