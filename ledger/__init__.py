"""The record: append, read, verify."""
