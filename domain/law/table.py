"""Rows of the rules that decide: how a file of them is read, and what makes a row unfit to be read.

The deadlines have a richer grammar of their own (`book`). Here a file is a set of tables, each named by its
id, each with its article, its sources and how sure the source is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

Confidence = Literal["seen", "inferred", "guidance", "press", "unconfirmed", "memory"]


class UnreadRule(LookupError):
    """No row of the law answers this; the sentence says what was asked."""


class BrokenRules(ValueError):
    """A rule file that may not be used; names the file, the row and what is wrong."""


FOLDER: Final = Path(__file__).parent


@cache
def _keys(name: str) -> frozenset[str]:
    """What a file of the folder has a row for."""
    return frozenset(tomllib.loads((FOLDER / name).read_text(encoding="utf-8")))


def _known(name: str) -> Callable[[str], str]:
    def check(key: str) -> str:
        if key not in _keys(name):
            raise ValueError(f"{name} does not have {key}")
        return key

    return check


def _traceable(source: str) -> str:
    """A key of sources.toml, or a source written out, which has words and so spaces."""
    return source if " " in source else _known("sources.toml")(source)


Version = Annotated[str, AfterValidator(_known("versions.toml"))]
OpenPoint = Annotated[str, AfterValidator(_known("open_points.toml"))]
Source = Annotated[str, AfterValidator(_traceable)]


class Row(BaseModel):
    """What every row of law has, whatever it says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    article: str = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence
    open_points: tuple[OpenPoint, ...] = ()


R = TypeVar("R", bound=Row)


def rows(name: str, model: type[R]) -> tuple[R, ...]:
    """The rows of a file that comes with the program, read once."""
    return cast("tuple[R, ...]", _rows(name, model))


@cache
def _rows(name: str, model: type[Row]) -> tuple[Row, ...]:
    return tuple(read(name, (FOLDER / name).read_text(encoding="utf-8"), model))


def read(name: str, text: str, model: type[R]) -> Iterator[R]:
    """Rows of one file. Raises BrokenRules naming file, row and reason."""
    try:
        tables: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenRules(f"{name} is not TOML: {error}") from None
    for row_id, table in tables.items():
        try:
            yield model.model_validate({"id": row_id, **table})
        except (ValidationError, TypeError) as error:
            raise BrokenRules(f"{name}, {row_id}{_why(error)}") from None


def _why(error: ValidationError | TypeError) -> str:
    if isinstance(error, TypeError):
        return ": stands outside a row; put it under [id]"
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "the row"
    return f", {field}: {first['msg']}"
