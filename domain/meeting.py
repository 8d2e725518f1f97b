"""A meeting of an election body: may it sit, and is a proposal carried (Articles 13 and 26.1)."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from domain.fact import Fact
from domain.law.rules import meeting
from domain.terms import Reason


class Vote(Fact):
    """A vote in a meeting. Who abstains is neither for nor against."""

    members: int = Field(ge=1)
    """All members of the body, present or not."""
    present: int = Field(ge=0)
    agree: int = Field(ge=0)
    oppose: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _nobody_counts_twice(self) -> Self:
        if self.present > self.members:
            raise ValueError(f"present {self.present} nhiều hơn {self.members} thành viên; xem lại biên bản")
        if self.agree + self.oppose > self.present:
            raise ValueError(
                f"agree {self.agree} và oppose {self.oppose} nhiều hơn {self.present} người có mặt; xem lại "
                "biên bản"
            )
        return self


class Decision(Fact):
    """Whether the meeting could decide, and whether it did."""

    quorate: bool
    carried: bool
    reasons: tuple[Reason, ...]


def carried(vote: Vote, law: str) -> Decision:
    """Two thirds of all members must be present, more than half of all members must agree."""
    present, decides = meeting(vote.members, law)
    quorate, agreed = vote.present >= present.number, vote.agree >= decides.number
    sits = f"{vote.present} trên {vote.members} thành viên có mặt, cần ít nhất {present.number}"
    votes = f"{vote.agree} người tán thành, cần ít nhất {decides.number} (quá nửa tổng số thành viên)"
    return Decision(
        quorate=quorate,
        carried=quorate and agreed,
        reasons=(
            Reason(article=present.article, text=f"{sits}: {'được họp' if quorate else 'không được họp'}"),
            Reason(article=decides.article, text=f"{votes}: {'thông qua' if agreed else 'không thông qua'}"),
        ),
    )
