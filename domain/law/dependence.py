"""What a row hangs on: the anchors it counts from, the rows whose last day stands in for them, its readings.

Known from the rule files alone, so that a record or a decision of one place touches the rows it can change
and no others.
"""

from functools import cache

from domain.law.book import book

READING = "reading "
"""Prefix of the name under which an adopted reading reaches a row."""


@cache
def of_row(version: str, row: str) -> frozenset[str]:
    """Names of the rows, anchors and readings that can change this row in this version, itself included."""
    terms = book().rows[row].law.get(version)
    found = {row}
    if terms is not None:
        for span in terms.spans:
            for point in (span.opens, span.due):
                if point is not None and point.anchor:
                    found |= of_anchor(version, point.anchor)
        found.update(READING + each.open_point for each in terms.readings)
    return frozenset(found)


@cache
def of_anchor(version: str, name: str) -> frozenset[str]:
    """The same for an anchor, or for the act of a row."""
    anchor = book().anchors.get(name)
    if anchor is None:
        return of_row(version, name)
    found = {name}
    if anchor.open_point:
        found.add(READING + anchor.open_point)
    for other in filter(None, (anchor.same_as, anchor.on)):
        found |= of_anchor(version, other)
    for row in anchor.by_law:
        found |= of_row(version, row)
    return frozenset(found)
