"""How a meeting is held and what a verification finds: the words that acts and commands share."""

from typing import Literal

Method = Literal["hands", "secret"]
"""How a meeting votes, as it decides itself: by show of hands or by secret ballot."""

Form = Literal["meeting", "online", "paper"]
"""Gathered in a room, online, or asked on paper; the last two only in an epidemic or a disaster (R18)."""

Verifier = Literal["employer", "superior", "founder", "nominator", "committee"]
"""Who verifies what voters raised (Articles 46, 55): the managing body, the one above it where the candidate
is its head, the one that set it up; who nominated together with the commune; the election committee."""

Answer = Literal["confirmed", "partly", "refuted", "not_established"]
"""What the verification found."""
