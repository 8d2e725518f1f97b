"""Before the ballot: bodies, consultation, candidacy."""

from __future__ import annotations

from typing import Final

REFUSALS: Final[dict[str, tuple[int, str]]] = {
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
    "no_member": (282, "{stream}: «{member}» không phải thành viên của {body}; kiểm tra mã người."),
    "not_standing": (
        283,
        "{stream}: người «{member}» không ứng cử ở {contest} theo hồ sơ «{candidacy}»; kiểm tra các mã.",
    ),
    "barred_member": (
        284,
        "{stream}: «{member}» ứng cử ở {contest}, không được là thành viên {body} (Điều 27); chọn người "
        "khác.",
    ),
    "not_served": (285, "{stream}: {body} không phụ trách đơn vị bầu cử {contest}; kiểm tra mã."),
    "body_ended": (
        286,
        "{stream}: {body} đã kết thúc nhiệm vụ ({article}), không ghi thêm {command}; hồ sơ, vụ việc còn lại "
        "thì bàn giao (HandOverRecords, TransferCase).",
    ),
    "not_carried": (
        287,
        "{stream}: {body} chưa thông qua nghị quyết số {number}; ghi cuộc họp đã thông qua hoặc bỏ số đó.",
    ),
    "wrong_form": (288, "{stream}: chỉ Tổ bầu cử có hình thức «{form}», {body} thì không; bỏ trường form."),
    "other_version": (289, "{stream}: luật phiên bản {law} không có việc {what}; bỏ lệnh này."),
    "area_in_use": (
        290,
        "{stream}: khu vực {area} đã có Tổ bầu cử hoặc danh sách cử tri, không bỏ được nữa; giữ khu vực đó "
        "trong quyết định.",
    ),
    "area_changed": (
        291,
        "{stream}: khu vực {area} không đổi đơn vị bầu cử được; bỏ khu vực đó và lập khu vực có mã khác.",
    ),
    "other_subject": (
        292,
        "{stream}: biểu quyết số {number} của {body} là về {about}, không phải về {wanted}; nêu số "
        "biểu quyết về đúng việc đó, hoặc bỏ số đi.",
    ),
}
