"""The law on elections as rows: who owes what, to whom, by when, in which version of the text.

A row is one table of a subject file. Its columns: article; statute, the law it stands in (the election law
unless said); duty (vi, en); elections it belongs to (general unless said); referred_by, the row that brings
it into a supplementary election; ballots ("all", "council" or a list); joint, when one act serves every
ballot; owed_by and owed_to, as body@unit, by ballot where they differ; per what it is owed; only_if, the
case in which it arises; form; readings, other ways to read its term; and under law.<version> the points in
time of each version. A version that differs in article, form, owed_to or readings, or that had the row for
part of its life only (since, until), says so there. A version not named under law lacks the row.

Beside the rows: versions, anchors (what a term counts from), open_points (what the text leaves open),
statutes, misses (what follows a term that passes), sources; steps and order (which step needs which).

To record an amendment: one table in versions.toml, and a law.<version> in every row it keeps.
"""
