"""Why somebody was struck off, as a code: the law's own grounds and nothing more about the person."""

from __future__ import annotations

from typing import Final, Literal

StrikeOff = Literal[
    "strike_charged", "strike_caught", "strike_capacity", "strike_died", "strike_breach", "strike_complaint"
]

STRIKE_OFFS: Final[dict[StrikeOff, str]] = {
    "strike_charged": "Bị khởi tố bị can (Điều 60)",
    "strike_caught": "Bị bắt, giữ vì phạm tội quả tang (Điều 60)",
    "strike_capacity": "Mất năng lực hành vi dân sự (Điều 60)",
    "strike_died": "Chết (Điều 60)",
    "strike_breach": "Vi phạm nghiêm trọng pháp luật về bầu cử (Điều 60)",
    "strike_complaint": "Khiếu nại, tố cáo đã rõ ràng, đủ cơ sở (Điều 61.2)",
}
