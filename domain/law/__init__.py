"""The law on elections as rows: who owes what, to whom, by when, in which version of the text.

A row is one table of a subject file. Its columns: article; duty (vi, en); elections it belongs to (general
unless said); ballots ("all", "council" or a list); joint, when one act serves every ballot; owed_by and
owed_to, as body@unit, by ballot where they differ; per what it is owed; only_if, the case in which it arises;
form; and under law.<version> the points in time of each version. A version that differs in article, form or
owed_to, or that had the row for part of its life only (since, until), says so there. A version not named
under law lacks the row.

The rules that decide are rows too, read by modules of the same folder: thresholds and sizes (`rules`), who
votes (`franchise`), what the law enumerates (`enumeration`), who decides (`power`), where complaints go
(`complaint`), who sits on a body (`composition`), how large a council is (`council`). `provisions.toml` lists
them as R01 to R50, each with the code that carries it.

To record an amendment: one table in versions.toml, and a law.<version> in every row it keeps.
"""
