"""Every refusal: code, number, one sentence that says what, where and what to do."""

from __future__ import annotations

from typing import Final

from domain.catalogue import before, case, desk, order, result

CATALOGUE: Final[dict[str, tuple[int, str]]] = {
    **order.REFUSALS,
    **before.REFUSALS,
    **result.REFUSALS,
    **case.REFUSALS,
    **desk.REFUSALS,
}
