"""A page of YAML as it was written: what it says, and in which line each part of it stands."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final, NamedTuple

import yaml

Lines = Mapping[tuple[str | int, ...], int]
"""Line of every part, by its way from the top; places in a list count from 0."""
CUT: Final = 60
"""So many characters of a wrong value are shown; a whole list would hide the sentence."""


class Source(NamedTuple):
    """A page that was read."""

    content: Any
    lines: Lines

    def line(self, *way: str | int) -> int | None:
        """Line of this part; of the nearest one around it that was written, where it was not."""
        while way:
            if way in self.lines:
                return self.lines[way]
            way = way[:-1]
        return None

    def stands(self, place: str) -> int | None:
        """Line of a part that is named as people count, from one: `script.acts.3`."""
        return self.line(*(int(part) - 1 if part.isdigit() else part for part in place.split(".")))


class SourceError(Exception):
    """The page cannot be read; the message says why, `line` where."""

    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line


class _Loader(yaml.SafeLoader):
    """A date that does not exist stays the text it was: whoever wants a date there names its place."""


def _timestamp(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)


def read(data: bytes) -> Source:
    """Read a page; SourceError where it is no YAML, says a thing twice, or says nothing."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].count(b"\n") + 1
        raise SourceError("không phải tệp UTF-8; lưu lại với mã UTF-8.", before) from None
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise SourceError("tệp trống; viết theo docs/examples.md.")
        lines: dict[tuple[str | int, ...], int] = {}
        _walk(node, (), lines, set())
        content = loader.construct_document(node)
    except yaml.reader.ReaderError as error:
        before = text[: error.position].count("\n") + 1
        raise SourceError("có ký tự không đọc được; bỏ ký tự đó, lưu lại với mã UTF-8.", before) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = "không phải YAML hợp lệ; sửa lại cách viết ở đây (thụt lề, dấu hai chấm, ngoặc, ngoặc kép)."
        raise SourceError(words, mark.line + 1 if mark else None) from None
    except RecursionError:
        raise SourceError("lồng nhau quá sâu; viết như docs/examples.md.") from None
    finally:
        if loader is not None:
            loader.dispose()
    if content is None:
        raise SourceError("tệp trống; viết theo docs/examples.md.")
    return Source(content, lines)


def _walk(
    node: yaml.Node, way: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], seen: set[int]
) -> None:
    """Note the line of every part, and refuse a key that stands twice: of two numbers one would be lost."""
    lines.setdefault(way, node.start_mark.line + 1)
    if id(node) in seen:  # an alias: its parts stand where they were written first
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for place, each in enumerate(node.value):
            _walk(each, (*way, place), lines, seen)
    elif isinstance(node, yaml.MappingNode):
        keys: dict[Hashable, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, yaml.ScalarNode) else str(key.start_mark)
            if name in keys:
                words = f"mục «{name[:CUT]}» đã có ở dòng {keys[name]}; bỏ một trong hai."
                raise SourceError(words, line)
            keys[name] = line
            lines[(*way, name)] = line
            _walk(value, (*way, name), lines, seen)
