"""The base of everything that is recorded or asked for: immutable, closed, exact."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints


def _whole_second(value: datetime) -> datetime:
    if value.microsecond:
        raise ValueError("thời điểm pháp lý tính đến giây: bỏ phần lẻ của giây")
    return value


LegalTime = Annotated[AwareDatetime, AfterValidator(_whole_second)]
"""When an act counts: with offset, to the second."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""A business key: ASCII, no slash, never a person's name."""


class Fact(BaseModel):
    """A value that is hashed one day: no unknown fields, no floats, no change after making."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for name, field in cls.model_fields.items():
            if field.annotation is float:
                raise TypeError(f"{cls.__name__}.{name}: votes and shares are whole numbers, never floats")
