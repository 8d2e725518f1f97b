"""The catalogue of refusals: number, code, one sentence that says what, where and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


class Refusal(Exception):
    """A command that may not be recorded. Nothing was written; asking again unchanged refuses again."""

    def __init__(self, code: str, number: int, sentence: str, details: dict[str, str]) -> None:
        super().__init__(sentence)
        self.code = code
        self.number = number
        self.sentence = sentence
        self.details = details

    @classmethod
    def worded(
        cls, catalogue: Mapping[str, tuple[int, str]], code: str, details: Mapping[str, object]
    ) -> Refusal:
        """The entry of a catalogue with its gaps filled in."""
        number, template = catalogue[code]
        text = {key: str(value) for key, value in details.items()}
        return cls(code, number, template.format_map(text), text)

    def __str__(self) -> str:
        return f"BC-{self.number}: {self.sentence}"


CATALOGUE: Final[dict[str, tuple[int, str]]] = {
    # 1xx: the order itself
    "bad_stream": (
        100,
        "Tên luồng «{stream}» không đúng; viết dạng loại/mã-cuộc-bầu-cử/mã, loại là một trong: {kinds}.",
    ),
    "unknown_command": (101, "Không có lệnh «{command}»; xem danh sách bằng «baucu record --list»."),
    "wrong_stream": (
        102,
        "Lệnh {command} thuộc luồng loại {wanted}, không ghi được vào {stream}; sửa tên luồng.",
    ),
    "bad_command": (103, "Lệnh {command}, trường {field}: {problem}; sửa rồi gửi lại."),
    "stale": (
        104,
        "Luồng {stream} đã ở phiên bản {actual}, lệnh dựa trên phiên bản {expected}; "
        "đọc lại rồi quyết định lại.",
    ),
    "key_reused": (
        105,
        "Bước {step} của {stream} đã được ghi với nội dung khác (sự kiện {event_id}); "
        "muốn sửa thì ra lệnh đính chính, không ghi đè.",
    ),
    "not_authorised": (
        106,
        "Cơ quan {body} của {unit} không có quyền ra lệnh {command} trên {stream}; người có quyền: {wanted}.",
    ),
    "unknown_election": (
        107,
        "Không có cuộc bầu cử «{election}»; khởi tạo bằng «baucu election start» trước.",
    ),
    "unknown_unit": (
        108,
        "Đơn vị «{unit}» không có trong cuộc bầu cử {election}; kiểm tra mã đơn vị trong tệp khởi tạo.",
    ),
    "already_done": (
        109,
        "{stream}: {what} đã được ghi lúc {when}; không ghi lần hai, muốn thay đổi thì ra quyết định mới.",
    ),
    "too_early": (110, "{stream}: chưa thể ghi {what} khi chưa có {before}; làm bước đó trước."),
    # 2xx: before the ballot
    "not_sunday": (200, "Ngày {day} là {weekday}; ngày bầu cử phải là chủ nhật (Điều 5), chọn ngày khác."),
    "outside_law": (
        201,
        "Ngày {day} không nằm trong thời gian hiệu lực của phiên bản luật nào ({known}); chọn ngày khác.",
    ),
    "no_such_level": (
        202,
        "{stream}: luật phiên bản {law} không có cấp «{level}»; bỏ cấp đó khỏi lệnh {command}.",
    ),
    "day_passed": (
        203,
        "Ngày bầu cử {day} không còn ở phía trước lúc {at}; kiểm tra ngày và thời điểm pháp lý.",
    ),
    "unknown_deadline": (
        204,
        "Luật phiên bản {law} không có thời hạn «{deadline}» cho «{level}»; xem mã bằng «baucu timeline».",
    ),
    "election_closed": (205, "Cuộc bầu cử «{election}» đã kết thúc; không ghi thêm vào {stream}."),
    "wrong_parent": (
        206,
        "{stream}: đơn vị {level} phải trực thuộc {wanted}, không phải «{parent}»; sửa trường parent.",
    ),
    "wrong_level": (
        207,
        "{stream}: {what} không thuộc đơn vị {level}; ghi vào đơn vị {wanted}.",
    ),
    "listed_twice": (208, "{stream}, {where}: «{item}» có hai lần; bỏ bớt một lần."),
    "too_many_seats": (
        209,
        "{stream}, đơn vị bầu cử {contest}: {seats} đại biểu, {article} chỉ cho tối đa {most}; chia lại.",
    ),
    "wrong_unit": (210, "{stream}, {where}: đơn vị «{unit}» không đúng, phải là {wanted}; sửa trường unit."),
    "unknown_contest": (
        211,
        "{stream}, khu vực {area}: không có đơn vị bầu cử «{contest}» cho bầu {ballot} ở nơi này; "
        "kiểm tra mã.",
    ),
    "adjusted_once": (
        212,
        "{stream}: cơ cấu Hội đồng nhân dân chỉ được điều chỉnh một lần (Điều 51); không có lần {occasion}.",
    ),
    "not_on_list": (
        213,
        "{stream}: «{candidacy}» không có trong danh sách của hội nghị hiệp thương lần thứ hai; "
        "bỏ khỏi {what}.",
    ),
    "not_trusted": (
        214,
        "{stream}: «{candidacy}» được {confident} trên {present} cử tri có mặt tín nhiệm, "
        "cần ít nhất {least} ({article}); "
        "bỏ khỏi danh sách hoặc ghi báo cáo trường hợp đặc biệt.",
    ),
    "more_than": (215, "{stream}: {part} ({more}) lớn hơn {whole} ({most}); xem lại biên bản."),
    "dossier_late": (
        216,
        "{stream}: hạn nhận hồ sơ là {due}, hồ sơ đến lúc {at}; không nhận được nữa ({article}).",
    ),
    "no_reason": (217, "{stream}: trả hồ sơ phải nêu ít nhất một lý do; điền trường reasons."),
    "withdrawn": (218, "{stream}: người ứng cử đã rút; không ghi thêm {what}."),
    "ballot_not_called": (
        219,
        "{stream}: cuộc bầu cử {election} không có bầu {ballot}; bỏ khỏi lệnh {command}.",
    ),
    "still_kept": (
        238,
        "{stream}: hồ sơ phải lưu đến hết {until} ({years} năm, {article}); muốn xóa trước thì nêu số quyết "
        "định cho phép (decision).",
    ),
    "personal_text": (
        239,
        "Lệnh {command}, trường {field}: có vẻ chứa {what}; sổ không ghi dữ liệu cá nhân, sửa rồi gửi lại.",
    ),
    "one_ballot": (
        240,
        "Bầu cử bổ sung chỉ cho một loại đại biểu (Điều 89.3), ở đây nêu {levels}; tách ra từng cuộc.",
    ),
    # 3xx: polling, counting, result
    "unknown_area": (
        300,
        "Khu vực bỏ phiếu «{area}» không có trong các khu vực đã xác định của {unit}; kiểm tra mã khu vực.",
    ),
    "wrong_ballot": (301, "{stream}: khu vực này không bỏ phiếu {ballot}; bỏ loại phiếu đó."),
    "not_of_area": (302, "{stream}: đơn vị bầu cử «{contest}» không thuộc khu vực này; kiểm tra mã."),
    "wrong_poll": (
        303,
        "{stream}: lần bỏ phiếu {poll} với contest «{contest}»: lần đầu gồm mọi loại phiếu nên để trống "
        "contest, "
        "bầu cử thêm và bầu cử lại phải nêu; sửa lệnh.",
    ),
    "turnout_fell": (
        304,
        "{stream}, báo cáo {slot}: {voted} người, ít hơn {before} đã báo cáo trước; xem lại số liệu.",
    ),
    "unknown_candidate": (305, "{stream}: «{candidacy}» không có trên phiếu bầu; kiểm tra mã người ứng cử."),
    "votes_left_out": (
        326,
        "{stream}, {contest}: biên bản thiếu số phiếu của {missing}; ghi cho đủ, không có phiếu nào thì "
        "ghi 0.",
    ),
    "votes_above_valid": (
        306,
        "{stream}, {contest}: «{candidacy}» có {votes} phiếu, nhiều hơn {valid} phiếu hợp lệ; xem lại "
        "biên bản.",
    ),
    "wrong_edition": (
        307,
        "{stream}, {contest}: bản số {edition} không kế tiếp bản đang có; bản phải ghi là {wanted}.",
    ),
    "unknown_contest_stream": (308, "{stream}: đơn vị bầu cử này chưa được công bố; kiểm tra mã."),
    "not_published": (
        309,
        "{stream}: {publisher} không công bố đơn vị bầu cử này với số đại biểu đó; kiểm tra.",
    ),
    "candidate_twice": (310, "{stream}: «{candidacy}» có hai lần trong danh sách; bỏ bớt một lần."),
    "not_accepted": (
        311,
        "{stream}: hồ sơ của «{candidacy}» chưa được nhận là hợp lệ cho cuộc bầu này, hoặc người đó đã "
        "rút; bỏ khỏi danh sách.",
    ),
    "no_surplus": (
        312,
        "{stream}: {candidates} người ứng cử cho {seats} đại biểu, {article} đòi ít nhất {least}; bổ "
        "sung người hoặc nêu "
        "quyết định cho phép (surplus_decision).",
    ),
    "not_listed": (313, "{stream}: «{candidacy}» không còn trong danh sách chính thức; kiểm tra mã."),
    "polling_began": (314, "{stream}: đã bắt đầu bỏ phiếu, không xóa tên «{candidacy}» được nữa (Điều 60)."),
    "minutes_missing": (
        315,
        "{stream}: chưa có biên bản kiểm phiếu đã gửi của {areas}; chờ hoặc đôn đốc các Tổ đó.",
    ),
    "second_additional": (316, "{stream}: đã có một lần bầu cử thêm; Điều 79.3 không cho lần thứ hai."),
    "no_additional": (317, "{stream}: không có căn cứ bầu cử thêm ({article}: {reason})."),
    "nothing_to_decline": (
        318,
        "{stream}: không có đề nghị bầu cử thêm nào đang chờ quyết định; kiểm tra đơn vị.",
    ),
    "no_rerun": (
        319,
        "{stream}: không có căn cứ bầu cử lại; chỉ khi chưa quá nửa cử tri đi bầu hoặc kết quả bị hủy.",
    ),
    "no_consent": (
        320,
        "{stream}: bầu cử lại ở Hội đồng nhân dân cần Hội đồng bầu cử quốc gia đồng ý (Điều 80.3); điền "
        "trường consent.",
    ),
    "outside_window": (
        321,
        "{stream}: ngày {day} nằm ngoài khoảng sau {first} đến hết {latest}; chọn ngày khác hoặc ghi "
        "quyết định dời hạn.",
    ),
    "not_all_contests": (
        322,
        "{stream}: phải nêu đúng và đủ các đơn vị bầu cử {wanted}; sửa trường contests.",
    ),
    "not_settled": (323, "{stream}: {contest} còn chờ {awaiting}; chưa tổng kết được."),
    "not_all_provinces": (324, "{stream}: phải nêu đúng và đủ các tỉnh {wanted}; sửa trường provinces."),
    "nobody_left": (
        327,
        "{stream}: không còn người ứng cử nào để bầu cử thêm; báo cáo Hội đồng bầu cử quốc gia.",
    ),
    "no_open_point": (
        328,
        "{stream}: không có điểm nào của luật phải quyết định; đơn vị bầu cử đang chờ: {awaiting}.",
    ),
    "not_open": (
        329,
        "{stream}: chỉ chọn trong {among}, mỗi người một lần, {number} người; sửa trường elected.",
    ),
    "nothing_to_annul": (330, "{stream}: chưa có {what} để hủy; kiểm tra đơn vị bầu cử, khu vực."),
    "no_lawful_day": (
        331,
        "{stream}: ngày cuối cùng là {latest} ({article}), không còn ngày nào hợp pháp; {way}.",
    ),
    "elected_twice": (
        333,
        "{stream}: «{candidacy}» trúng cử ở hai đơn vị bầu cử {contests}; một người chỉ được bầu ở một nơi, "
        "kiểm tra danh sách chính thức.",
    ),
    "summary_overtaken": (
        334,
        "{stream}: kết quả ở {contest} đã thay đổi hoặc bị hủy sau khi tổng kết; mở lại bằng ReopenSummary.",
    ),
    "nothing_changed": (
        335,
        "{stream}: kết quả ở {contest} vẫn như đã tổng kết; không có lý do mở lại.",
    ),
    "complaints_open": (
        336,
        "{stream}: còn khiếu nại về kết quả chưa giải quyết ({cases}); giải quyết xong mới xác nhận tư cách "
        "(Điều 88).",
    ),
    "archive_kept": (337, "{stream}: {what} phải lưu đến hết {until}; chưa tiêu hủy được."),
    "not_signed": (332, "{stream}: biên bản thiếu chữ ký của {missing}; ghi chữ ký rồi mới gửi."),
    "not_elected": (325, "{stream}: «{candidacy}» không có trong kết quả đã công bố; kiểm tra mã."),
    # 4xx: the keys of the log
    "key_in_use": (
        400,
        "{stream}: khóa {key} đang dùng; đổi khóa bằng RotateKey, hoặc báo mất khóa đó trước.",
    ),
    "no_key": (401, "{stream}: không có khóa ký sổ nào đang dùng; đưa khóa vào bằng IntroduceKey trước."),
    "not_in_use": (402, "{stream}: khóa {key} không phải khóa đang dùng ({current}); sửa trường key_id."),
    "bad_key": (403, "{stream}: khóa {key} không phải khóa Ed25519 với mã khớp; chép lại nguyên dòng khóa."),
    "foreign_key": (
        404,
        "{stream}: khóa mang tên «{name}», khóa của sổ này phải tên «{wanted}»; tạo khóa khác.",
    ),
    "key_used": (405, "{stream}: khóa {key} đã từng dùng cho sổ này; tạo khóa mới bằng «baucu keys new»."),
    "not_endorsed": (
        406,
        "{stream}: thiếu chữ ký của khóa {old} cho khóa {key}; đổi khóa bằng «baucu keys rotate», hoặc báo "
        "mất khóa cũ.",
    ),
    # 5xx: cases and supplementary elections
    "case_number": (
        500,
        "{stream}: mã vụ việc là số trong sổ của nơi nhận; viết {wanted} rồi gửi lại.",
    ),
    "case_over": (501, "{stream}: vụ việc {how}; không ghi thêm {what}."),
    "stopped": (
        502,
        "{stream}: từ {since} không xem xét, giải quyết về người ứng cử nữa (Điều 61.2); chỉ nhận, chuyển "
        "đơn và bàn giao hồ sơ.",
    ),
    "not_clear": (
        503,
        "{stream}: sau ngày ngừng xem xét chỉ {body} được xóa tên khi vụ việc đã rõ, đủ cơ sở (Điều 61.2); "
        "chuyển hồ sơ cho cơ quan đó.",
    ),
    "no_next_body": (
        504,
        "{stream}: luật không nêu cấp giải quyết tiếp theo sau {body} ({article}); không khiếu nại tiếp "
        "được.",
    ),
    "decision_final": (
        505,
        "{stream}: quyết định của {body} là cuối cùng ({article}); không khiếu nại tiếp được.",
    ),
    "wrong_receiver": (
        506,
        "{stream}: nơi nhận phải là {wanted}, không phải {body} của {unit}; sửa to_body, to_unit.",
    ),
    "wrong_effect": (
        507,
        "{stream}: hệ quả «{effect}» không đi với {about} và kết luận «{outcome}»; sửa trường effect.",
    ),
    "not_the_cause": (
        508,
        "{stream}: sự kiện {event} ở {other} không nêu quyết định này là nguyên nhân; ghi việc đó với "
        "causation {cause} rồi gửi lại.",
    ),
    "no_such_thing": (509, "{stream}: không có {what} «{item}» ở đơn vị này; kiểm tra mã."),
    "not_in_hand": (
        510,
        "{stream}: vụ việc {case} không ở {body} của đơn vị này; chỉ nơi đang giữ ghi vào sổ.",
    ),
    "needs_vacancy": (
        511,
        "{stream}: bầu cử bổ sung phải nêu số khuyết và nhiệm kỳ còn lại (Điều 89); dùng lệnh "
        "CallSupplementary.",
    ),
    "no_vacancy": (
        512,
        "{stream}: chưa đủ điều kiện bầu cử bổ sung: {reasons}; không quyết định được.",
    ),
    "vacancy_open": (
        513,
        "{stream}: hai luật cho kết quả khác nhau hoặc thiếu số liệu (O-15): {reasons}; nêu quyết định của "
        "người có thẩm quyền (settled) rồi gửi lại.",
    ),
    "wrong_vacancy": (514, "{stream}: {what}; sửa trường {field}."),
    "not_supplementary": (
        515,
        "{stream}: đây không phải cuộc bầu cử bổ sung; nhiệm vụ đại biểu bắt đầu ở kỳ họp thứ nhất.",
    ),
    "not_those_elected": (
        516,
        "{stream}: đại biểu bắt đầu nhiệm vụ phải đúng là những người đã được xác nhận: {wanted}; sửa "
        "trường deputies.",
    ),
    # 6xx: voter lists, suits about them, the campaign
    "wrong_status": (
        600,
        "{stream}: lý do «{why}» chỉ dùng cho loại cử tri {wanted}, không phải {status}; sửa trường status.",
    ),
    "no_ballot": (
        601,
        "{stream}: {status} không bầu loại phiếu nào của khu vực này ({article}); kiểm tra loại cử tri.",
    ),
    "no_list_case": (
        602,
        "{stream}: lý do «{why}» cần vụ việc về danh sách cử tri đã được {body} chấp nhận, «{case}» không "
        "phải; sửa trường why hoặc case.",
    ),
    "no_suit": (
        603,
        "{stream}: vụ việc này không phải vụ án về danh sách cử tri đang ở Tòa án; ghi việc khởi kiện "
        "(AppealCase) trước.",
    ),
    "no_meeting": (604, "{stream}: không có hội nghị tiếp xúc «{meeting}» {how}; kiểm tra mã hội nghị."),
    "no_breach": (605, "{stream}: không có vi phạm «{breach}» đang chờ xử lý; kiểm tra mã."),
    # 25x to 27x: consultation, candidacy, one person in several places
    "stands_already": (
        250,
        "{stream}: người này đã ứng cử ở cấp đó tại {unit} («{candidacy}»); rút nơi kia trước ({article}).",
    ),
    "too_many_places": (
        251,
        "{stream}: {reason} ({article}); đang ứng cử: {held}; rút bớt một nơi rồi ghi lại.",
    ),
    "place_not_taken": (
        252,
        "{stream}: nơi ứng cử này chưa được ghi cho người có mã «{person}»; ghi TakePlace ở person trước.",
    ),
    "not_distrusted": (
        253,
        "{stream}: hội nghị cử tri không ghi mức tín nhiệm quá thấp; chọn lý do khác để giới thiệu người "
        "khác.",
    ),
    "own_successor": (254, "{stream}: người thay thế phải là người khác; sửa trường successor."),
    "replaced": (255, "{stream}: đã giới thiệu người khác thay; không ghi thêm {what}."),
    "nominated_already": (
        256,
        "{stream}: đã giới thiệu ứng cử, không còn ghi được {what}; muốn thôi thì ghi rút ứng cử.",
    ),
    "not_as_proposed": (
        257,
        "{stream}: người này được dự kiến giới thiệu bầu {ballot} ở {unit}, theo cơ quan; sửa cho khớp.",
    ),
    "nominee_distrusted": (
        258,
        "{stream}: người được dự kiến không được quá nửa cử tri có mặt tín nhiệm; giới thiệu người khác.",
    ),
    "not_a_village": (
        259,
        "{stream}: chỉ người do thôn, tổ dân phố giới thiệu mới ghi «{village}»; origin đang là {origin}.",
    ),
    "not_nominated": (
        260,
        "{stream}: hội nghị cử tri của «{village}» không giới thiệu người này; xem lại biên bản.",
    ),
    "self_nominated": (261, "{stream}: người tự ứng cử không có biên bản giới thiệu; bỏ lệnh này."),
    "portal_code": (
        262,
        "{stream}: ghi mã hồ sơ (dossier) khi hệ thống có hồ sơ, để trống khi chưa có; sửa một trong hai.",
    ),
    "checklist_open": (
        263,
        "{stream}: danh mục còn thiếu {missing}; trả hồ sơ với lý do, hoặc nhận lần nộp sau.",
    ),
    "no_moving": (
        264,
        "{stream}: không chuyển hồ sơ bầu {ballot} theo Điều 36.4 (chỉ luật sửa đổi 2025, Quốc hội và cấp "
        "tỉnh); bỏ lệnh này.",
    ),
    "not_of_unit": (265, "{stream}: đơn vị bầu cử «{contest}» không thuộc {unit} hoặc loại bầu khác; sửa."),
    "listed_elsewhere": (
        266,
        "{stream}: «{candidacy}» đã có tên ở {contest}; một người chỉ ở một đơn vị bầu cử (Điều 57.5).",
    ),
    "counts_differ": (
        267,
        "{stream}: bàn giao {listed} người trong danh sách, {biographies} tiểu sử, {declarations} bản kê "
        "khai; đếm lại cho khớp.",
    ),
    "not_handed_over": (
        268,
        "{stream}: «{candidacy}» chưa có hồ sơ hợp lệ ở {unit}, đã rút hoặc đã bàn giao; bỏ khỏi danh sách.",
    ),
    "not_addressee": (
        269,
        "{stream}: biên bản hiệp thương lần {round} không gửi {body} của {unit}; kiểm tra nơi nhận.",
    ),
    "list_not_whole": (
        270,
        "{stream}: mỗi người của danh sách sơ bộ thuộc đúng một nơi cư trú; xem lại {candidacies}.",
    ),
    "online_not_allowed": (
        271,
        "{stream}: chưa có quyết định cho lấy ý kiến trực tuyến hoặc bằng phiếu; họp trực tiếp hoặc ghi "
        "quyết định trước.",
    ),
    "village_vote": (272, "{stream}, {village}: {problem}."),
    "unknown_matter": (273, "{stream}: không có vụ việc số {matter} đang chờ trả lời; kiểm tra số."),
    "matters_differ": (
        274,
        "{stream}: sổ có {raised} vụ việc, đã trả lời {answered}; sửa số liệu tổng hợp cho khớp.",
    ),
    "wrong_number": (275, "{stream}: số kế tiếp của {what} là {wanted}, không phải {number}; sửa số."),
    "left_consultation": (
        276,
        "{stream}: «{candidacy}» đã rút ứng cử; bỏ khỏi danh sách hiệp thương.",
    ),
    "no_gap": (277, "{stream}: danh sách không khuyết người ứng cử nào; không có gì phải xử lý."),
    "way_closed": (278, "{stream}: không chọn được cách «{way}»: {why}; chọn cách khác."),
    "no_front_consent": (
        279,
        "{stream}: cần văn bản thống nhất của Ban thường trực Mặt trận Tổ quốc cùng cấp ({article}); điền "
        "trường consent.",
    ),
    "same_person": (
        281,
        "{stream}: người soát phiếu bầu phải khác người đã lập danh sách; giao người khác soát.",
    ),
    "no_source": (
        280,
        "{stream}: luật chưa rõ (điểm {point}); nêu quyết định và mã băm của văn bản (source) rồi gửi lại.",
    ),
}


def refuse(code: str, **details: object) -> Refusal:
    """Build a refusal from the catalogue; raise what it returns."""
    return Refusal.worded(CATALOGUE, code, details)
