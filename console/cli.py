"""`baucu`: what an operator, a clerk's script and an auditor type.

Commands are named here and loaded when asked for, so that help costs nothing. A command ends with 0 when it
did what was asked, 2 when it was refused and nothing was done, 3 when the record does not hold, 1 when
something happened that nobody foresaw. Every refusal is one sentence on standard error, and for whoever asked
for JSON a problem object on standard output as well, where the answer would have been.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from cyclopts import App, CycloptsError, Group
from cyclopts.exceptions import (
    CoercionError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from console.commands import STYLE
from console.help import WORDS

if TYPE_CHECKING:
    from domain.refusal import Refusal

INTERRUPTED: Final = 130
JSON_ONLY: Final = (["record"], ["outcome"], ["minutes"])
"""Commands that answer in nothing but JSON."""

HELP: Final = """
Bầu cử đại biểu Quốc hội và Hội đồng nhân dân: quy trình, thời hạn, sổ ghi kiểm chứng được.

Bắt đầu: «baucu demo» diễn tập một cuộc bầu cử thật; «baucu LỆNH --help» giải thích từng lệnh, kèm ví dụ.

Mã thoát: 0 xong; 2 không thực hiện, có một câu nói vì sao; 3 sổ không nguyên vẹn; 1 lỗi ngoài dự kiến.
"""

_ELECTION: Final = Group.create_ordered("Cuộc bầu cử")
_LAW: Final = Group.create_ordered("Luật")
_RECORD: Final = Group.create_ordered("Sổ")
_SYSTEM: Final = Group.create_ordered("Hệ thống")

_COMMANDS: Final = (
    (_ELECTION, "election", "election:app", "Khởi tạo một cuộc bầu cử, xem tình trạng, danh sách."),
    (_ELECTION, "timeline", "timeline:app", "Các bước theo luật: hạn, đã làm, muộn, quá hạn."),
    (_ELECTION, "voters", "voters:app", "Tổng số cử tri ở từng thời điểm, vì sao thay đổi."),
    (_ELECTION, "desk", "desk:app", "Việc theo kế hoạch, văn bản theo phiên bản, phương án, mẫu đã dùng."),
    (_ELECTION, "demo", "system:demo", "Diễn tập một cuộc bầu cử thật trên máy này."),
    (_LAW, "calendar", "calendar:app", "Lịch của một ngày bầu cử: từng hạn, vì sao, chỗ vướng, dời thì sao."),
    (_LAW, "law", "law:app", "Luật theo từng điều, hai bản cạnh nhau."),
    (_LAW, "outcome", "outcome:app", "Ai trúng cử và bước tiếp theo, từ số liệu của đơn vị bầu cử."),
    (_LAW, "minutes", "minutes:app", "Số liệu biên bản kiểm phiếu có khớp nhau không."),
    (_RECORD, "record", "record:app", "Ghi một việc vào sổ, viết dạng JSON."),
    (_RECORD, "audit", "audit:app", "Kể lại, giải thích, so sánh, xuất, kiểm chứng sổ."),
    (_RECORD, "subject", "subject:app", "Dữ liệu cá nhân: nhập, ai đã xem, xem, xóa vĩnh viễn."),
    (_RECORD, "keys", "keys:app", "Khóa ký sổ: tạo, đổi, báo mất."),
    (_RECORD, "checkpoint", "checkpoint:app", "Điểm kiểm có chữ ký: tạo, xem, ghi nhận khôi phục."),
    (_RECORD, "witness", "checkpoint:witness", "Bên chứng kiến: sổ có còn tiếp nối điều đã thấy."),
    (_RECORD, "access", "access:app", "Kiểm toán được xem cuộc bầu cử nào."),
    (_RECORD, "project", "system:project", "Làm lại bảng đọc từ sổ."),
    (_SYSTEM, "up", "system:up", "Khởi động toàn bộ hệ thống trên máy này."),
    (_SYSTEM, "migrate", "system:migrate", "Đưa cơ sở dữ liệu đến phiên bản của chương trình."),
    (_SYSTEM, "worker", "system:worker", "Tiến trình làm việc."),
    (_SYSTEM, "relay", "system:relay", "Tiến trình chuyển tin."),
    (_SYSTEM, "sealer", "checkpoint:sealer", "Tiến trình ký sổ."),
    (_SYSTEM, "console", "system:console", "Tiến trình trang theo dõi."),
    (_SYSTEM, "recover", "system:recovery", "Khởi động lại mọi quy trình từ sổ khi mất Temporal."),
    (_SYSTEM, "bench", "system:bench", "Phép đo tốc độ."),
)


def build(asked: str = "") -> App:
    """All commands. The one that is asked for speaks for itself, the others have their one line."""
    found = App(
        name="baucu",
        help=HELP,
        usage="baucu LỆNH\n",
        version="0.1.0",
        result_action="return_value",
        suppress_keyboard_interrupt=False,
        **STYLE,
    )
    found["--help"].help = "Giải thích và ví dụ."
    found["--version"].help = "Phiên bản chương trình."
    for group, name, where, line in _COMMANDS:
        help_ = None if name == asked else line
        found.command(f"console.commands.{where}", name=name, help=help_, group=group)
    return found


app = build()


def main(tokens: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    # Asked to end, a command ends as by Ctrl-C: the servers it started are stopped, not left behind.
    # A shell without job control lets its background children ignore Ctrl-C, and with it any request to end.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    words = list(sys.argv[1:] if tokens is None else tokens)
    try:
        return build(words[0] if words else "")(words, print_error=False, exit_on_error=False) or 0
    except CycloptsError as error:
        return _tell(_misused(error), words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _read_enough()
    except SystemExit as end:
        if not isinstance(end.__context__, BrokenPipeError):  # the printer of tables ends so
            raise
        return _read_enough()
    except Exception as error:
        return _tell(error, words)


def _read_enough() -> int:
    """Whoever read us has seen enough; there is nothing to say, nor to write when we end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _tell(error: Exception, words: Sequence[str]) -> int:
    """Say what went wrong in the form that was asked for."""
    from console.problem import tell

    pairs = (*pairwise(words), *(tuple(word.split("=", 1)) for word in words))
    return tell(error, json="--json" in words or ("--format", "json") in pairs or words[:1] in JSON_ONLY)


def _misused(error: CycloptsError) -> Refusal:
    """What was wrong with the words typed, and where to read on."""
    from console.problem import complain

    command = " ".join(["baucu", *(error.command_chain or ())])
    return complain("bad_usage", problem=_wrong(error), command=command)


def _wrong(error: CycloptsError) -> str:
    name = error.argument.name if error.argument else ""
    name = WORDS.get(name, name)
    match error:
        case UnknownCommandError():
            return f"không có lệnh «{(error.unused_tokens or [''])[0]}»"
        case UnknownOptionError():
            return f"không có tùy chọn «{error.token.keyword or error.token.value}»"
        case MissingArgumentError():
            return f"thiếu {name}"
        case CoercionError() if error.token:
            known = ", ".join(_choices(error.target_type))
            choose = f"; chọn: {known}" if known else ""
            return f"«{error.token.value}» không dùng được cho {error.token.keyword or name}{choose}"
        case RepeatArgumentError():
            return f"{error.token.keyword} được ghi hai lần"
        case UnusedCliTokensError():
            return f"thừa «{' '.join(error.unused_tokens or ())}»"
        case _:
            return str(error)


def _choices(kind: Any) -> list[str]:
    """The words that an option takes, where it takes nothing else."""
    if get_origin(kind) is Literal:
        return [str(each) for each in get_args(kind)]
    return [word for part in get_args(kind) for word in _choices(part)]


if __name__ == "__main__":
    sys.exit(main())
