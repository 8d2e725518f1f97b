"""The law on elections as rows: who owes what, to whom, by when, in which version of the text."""
