"""Why a vote stops, why a ballot is invalid, and how a difference of two entries was settled, as codes."""

from __future__ import annotations

from typing import Final, Literal

Interruption = Literal["ballot_misprint", "disaster", "fire", "power_cut", "disorder", "epidemic", "other"]
"""Why polling stops; the law says no more than «sự kiện bất ngờ» (Article 71.3)."""

Invalidity = Literal["invalid_form", "invalid_stamp", "invalid_excess", "invalid_empty", "invalid_written"]
"""Why a ballot is invalid, by the rows of the enumeration of Article 74.1."""

Settlement = Literal["recounted", "first_entry_right", "second_entry_right"]
"""How the team came to the figures that stand."""

INTERRUPTIONS: Final[dict[str, str]] = {
    "ballot_misprint": "phiếu bầu in sai",
    "disaster": "thiên tai",
    "fire": "hỏa hoạn",
    "power_cut": "mất điện",
    "disorder": "mất an ninh, trật tự",
    "epidemic": "dịch bệnh",
    "other": "sự việc bất ngờ khác",
}

SETTLEMENTS: Final[dict[str, str]] = {
    "recounted": "kiểm lại phiếu",
    "first_entry_right": "lần nhập thứ nhất đúng",
    "second_entry_right": "lần nhập thứ hai đúng",
}
