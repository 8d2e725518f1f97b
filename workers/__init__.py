"""Processes and their wiring: local stack, worker, relay, settings."""
