"""`baucu audit`: read the record again, and check it, without trusting whoever ran it."""

from console.commands import branch
from console.commands.audit.compare import compare
from console.commands.audit.dictionary import dictionary
from console.commands.audit.diff import diff
from console.commands.audit.explain import explain
from console.commands.audit.export import export
from console.commands.audit.prove import prove
from console.commands.audit.replay import replay
from console.commands.audit.verify import verify

app = branch(
    name="audit",
    help="Xem lại và kiểm chứng sổ.\n\nVí dụ:\n\n"
    "baucu audit replay contest/bk-2021/NA-BK-1\n\nbaucu audit explain bk-2021\n\nbaucu audit verify bk-2021",
    usage="baucu audit LỆNH\n",
)
app.command(replay, usage="baucu audit replay LUỒNG|CUỘC-BẦU-CỬ [--at MỐC] [--known THỜI-ĐIỂM] [--json]\n")
app.command(explain, usage="baucu audit explain LUỒNG|SỰ-KIỆN|CUỘC-BẦU-CỬ [--json]\n")
app.command(diff, usage="baucu audit diff LUỒNG|CUỘC-BẦU-CỬ --from MỐC --to MỐC [--recorded] [--json]\n")
app.command(
    verify,
    usage="baucu audit verify [CUỘC-BẦU-CỬ | --bundle TỆP | --proof TỆP] [--pubkey TỆP] [--checkpoint TỆP] "
    "[--json]\n",
)
app.command(prove, usage="baucu audit prove SỰ-KIỆN [--output TỆP]\n")
app.command(compare, usage="baucu audit compare CUỘC-BẦU-CỬ [--json]\n")
app.command(export, usage="baucu audit export CUỘC-BẦU-CỬ --format DẠNG [--output TỆP]\n")
app.command(dictionary, usage="baucu audit dictionary [--format md|json]\n")
