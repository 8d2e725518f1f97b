"""Why areas ask for another polling day, as codes: the law says no more than «special case» (Article 72)."""

from __future__ import annotations

from typing import Final, Literal

Ground = Literal["away_on_duty", "remote", "disaster", "epidemic", "disorder", "interrupted"]
"""The first two are why areas voted early in 2026; the others why one may have to wait."""

GROUNDS: Final[dict[str, str]] = {
    "away_on_duty": "cử tri làm nhiệm vụ xa nơi cư trú trong ngày bầu cử",
    "remote": "nơi xa xôi, đi lại khó khăn",
    "disaster": "thiên tai, hỏa hoạn",
    "epidemic": "dịch bệnh",
    "disorder": "mất an ninh, trật tự",
    "interrupted": "cuộc bỏ phiếu bị gián đoạn, không tiếp tục được trong ngày",
}
