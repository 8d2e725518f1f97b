"""`baucu subject`: personal data beside the record. Every look is on record, an erasure is for ever."""

from console.commands import branch
from console.commands.subject.enter import enter, mailboxes, note
from console.commands.subject.erase import erase
from console.commands.subject.look import accesses, list_, show
from console.commands.subject.rewrap import rewrap
from console.commands.subject.verify import verify

app = branch(
    name="subject",
    help="Dữ liệu cá nhân: nhập, ai có, ai đã xem, xem, ghi chú, xóa vĩnh viễn.\n\nVí dụ:\n\n"
    "baucu subject enter bk-2021 nguoi-ung-cu.csv\n\nbaucu subject list bk-2021",
    usage="baucu subject LỆNH\n",
)
app.command(enter, usage="baucu subject enter CUỘC-BẦU-CỬ TỆP.csv\n")
app.command(mailboxes, usage="baucu subject mailboxes CUỘC-BẦU-CỬ TỆP.csv\n")
app.command(list_, name="list", usage="baucu subject list CUỘC-BẦU-CỬ [--json]\n")
app.command(show, usage="baucu subject show CUỘC-BẦU-CỬ MÃ --purpose MỤC-ĐÍCH [--json]\n")
app.command(note, usage="baucu subject note CUỘC-BẦU-CỬ MÃ [GHI-CHÚ | -]\n")
app.command(
    erase,
    usage="baucu subject erase CUỘC-BẦU-CỬ MÃ --ground CĂN-CỨ --body CƠ-QUAN --unit ĐƠN-VỊ"
    " [--decision SỐ] [--yes]\n",
)
app.command(accesses, usage="baucu subject accesses CUỘC-BẦU-CỬ [MÃ] [--json]\n")
app.command(verify, usage="baucu subject verify CUỘC-BẦU-CỬ [--live | --rehearsal]\n")
app.command(rewrap, usage="baucu subject rewrap [--new] [--drop] [--live | --rehearsal]\n")
