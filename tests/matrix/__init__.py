"""Steps and user stories against events, terms and tests; `python -m tests.matrix` writes the page."""
