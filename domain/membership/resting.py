"""An act that names the vote of its body on which it rests: the vote must be on record, and carried."""

from __future__ import annotations

from domain.command import Command
from domain.membership.events import BodyDecided
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BODY_NAMES


def check(command: Command, given: Given) -> None:
    """Refuse an act whose `meeting` is not a carried vote of the acting body on this very unit.

    An act that names none may pass: the law asks for the majority, not for its number in the papers.
    """
    number = getattr(command, "meeting", "")
    if not number or given.stream.kind != "unit" or not isinstance(number, str):
        return
    for event in given.events.get(str(given.stream), ()):
        if not isinstance(event, BodyDecided) or event.outcome != "carried":
            continue
        if (event.body, event.number) == (given.act.body, number):
            return
    name = BODY_NAMES.get(given.act.body, given.act.body)
    raise refuse("not_carried", stream=given.stream, number=number, body=name)
