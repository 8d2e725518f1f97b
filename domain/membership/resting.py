"""An act that names the vote of its body on which it rests: on record, carried, and about this very act."""

from __future__ import annotations

from typing import Final

from domain.command import Command
from domain.membership.events import SUBJECTS, BodyDecided, Subject
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BODY_NAMES

DECIDES: Final[dict[str, Subject]] = {"PublishConstituencies": "constituencies"}
"""What the vote has to be about on which an act rests that may name one."""


def check(command: Command, given: Given) -> None:
    """Refuse an act whose `meeting` is not a carried vote of the acting body, in this very unit, about it.

    A vote about one thing only, such as one constituency, does not carry an act about all of them. An act
    that names no vote may pass: the law asks for the majority, not for its number in the papers.
    """
    wanted, number = DECIDES.get(type(command).__name__), getattr(command, "meeting", "")
    if wanted is None or not number:
        return
    name = BODY_NAMES.get(given.act.body, given.act.body)
    vote = _vote(number, given)
    if vote is None or vote.outcome != "carried":
        raise refuse("not_carried", stream=given.stream, number=number, body=name)
    if (vote.subject, vote.about) != (wanted, ""):
        about = f"{SUBJECTS[vote.subject]} {vote.about}".strip()
        raise refuse(
            "other_subject",
            stream=given.stream,
            number=number,
            body=name,
            about=about,
            wanted=f"{SUBJECTS[wanted]} (toàn bộ)",
        )


def _vote(number: str, given: Given) -> BodyDecided | None:
    """The vote of the acting body under this number, which a body gives only once."""
    for event in given.events.get(str(given.stream), ()):
        if isinstance(event, BodyDecided) and (event.body, event.number) == (given.act.body, number):
            return event
    return None
