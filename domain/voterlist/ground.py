"""Why a voter list changes after its posting, as codes: each with article, row and kinds of voters.

Nothing more is said about anybody: the request, the passport, the judgment stay in the office, their hash in
the record.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Addition = Literal[
    "returned_overseas",
    "right_restored",
    "moved_in",
    "released",
    "soldier_home",
    "certificate",
    "complaint",
    "judgment",
    "error",
]
"""Why somebody is added."""

Removal = Literal[
    "moved_out",
    "released",
    "deprived",
    "imprisoned",
    "incapable",
    "listed_twice",
    "died",
    "complaint",
    "judgment",
    "error",
]
"""Why somebody is struck off."""

Purpose = Literal["elsewhere", "home"]
"""What a certificate is for: to vote away from home, or a soldier's to vote where he lives."""

Means = Literal["loudspeaker", "posted", "card", "online", "door_to_door"]
"""How voters are told day, place and hours."""


class Ground(NamedTuple):
    """A ground in words; `deadline` is the row that says until when, `voters` the kinds it can be about.

    Without a row the law names no hour; without an article none was read for it. `case` marks a ground that
    needs a case decided so.
    """

    vi: str
    article: str = ""
    deadline: str = ""
    voters: tuple[str, ...] = ()
    case: bool = False


ADDITIONS: Final[dict[Addition, Ground]] = {
    "returned_overseas": Ground(
        "từ nước ngoài trở về, xuất trình hộ chiếu",
        "Điều 29.4",
        "voter_list_add_returning_overseas",
        ("returned_permanent", "returned_temporary"),
    ),
    "right_restored": Ground(
        "được khôi phục quyền bầu cử, được trả tự do, hết mất năng lực hành vi",
        "Điều 30.2",
        "voter_list_add_restored",
    ),
    "moved_in": Ground(
        "chuyển nơi thường trú, tạm trú đến",
        "Điều 30.3",
        "voter_list_move",
        ("moved_permanent", "moved_temporary"),
    ),
    "released": Ground(
        "hết tạm giam, tạm giữ, giáo dục hoặc cai nghiện bắt buộc, về nơi cư trú",
        "Điều 30.4",
        "voter_list_release",
        ("released_permanent", "released_temporary"),
    ),
    "soldier_home": Ground(
        "quân nhân có giấy chứng nhận bỏ phiếu ở nơi cư trú", "Điều 31.2", voters=("soldier_at_home",)
    ),
    "certificate": Ground(
        "có giấy chứng nhận bỏ phiếu ở nơi khác", "Điều 34", "vote_elsewhere_certificate", ("elsewhere",)
    ),
    "complaint": Ground("khiếu nại được chấp nhận", "Điều 33", case=True),
    "judgment": Ground("theo bản án, quyết định của Tòa án", "Điều 33", case=True),
    "error": Ground("cơ quan lập danh sách tự phát hiện bỏ sót"),
}

REMOVALS: Final[dict[Removal, Ground]] = {
    "moved_out": Ground("chuyển nơi thường trú, tạm trú đi", "Điều 30.3", "voter_list_move"),
    "released": Ground(
        "hết tạm giam, tạm giữ, giáo dục hoặc cai nghiện bắt buộc, chuyển về nơi cư trú",
        "Điều 30.4",
        "voter_list_release",
        ("detained",),
    ),
    "deprived": Ground("bị Tòa án tước quyền bầu cử", "Điều 30.5", "voter_list_strike_off"),
    "imprisoned": Ground("phải chấp hành hình phạt tù", "Điều 30.5", "voter_list_strike_off"),
    "incapable": Ground("mất năng lực hành vi dân sự", "Điều 30.5", "voter_list_strike_off"),
    "listed_twice": Ground("đã có tên ở danh sách nơi khác", "Điều 29.2"),
    "died": Ground("đã chết"),
    "complaint": Ground("khiếu nại được chấp nhận", "Điều 33", case=True),
    "judgment": Ground("theo bản án, quyết định của Tòa án", "Điều 33", case=True),
    "error": Ground("cơ quan lập danh sách tự phát hiện ghi nhầm"),
}
