"""Polling, counting, result."""

from __future__ import annotations

from typing import Final

REFUSALS: Final[dict[str, tuple[int, str]]] = {
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
        "{stream}: bầu cử lại ở Hội đồng nhân dân cần Hội đồng bầu cử quốc gia đồng ý (Điều 80.3); ghi ý "
        "kiến đó bằng ConsentToRerun trước.",
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
    "same_polling_day": (
        338,
        "{stream}: các khu vực {areas} vốn bỏ phiếu ngày {day}; nêu một ngày khác.",
    ),
    "area_has_voted": (
        339,
        "{stream}: khu vực {area} đã bắt đầu bỏ phiếu; không đổi được ngày, trừ khi cuộc bỏ phiếu đang gián "
        "đoạn.",
    ),
    "second_entry_same": (
        340,
        "{stream}, {contest}: người nhập lần thứ hai phải khác người nhập lần thứ nhất; giao người khác nhập "
        "từ biên bản giấy.",
    ),
    "entry_open": (
        341,
        "{stream}, {contest}: đã nhập lần thứ nhất; nhập lần thứ hai bằng ConfirmCount hoặc thống nhất bằng "
        "SettleCount.",
    ),
    "no_difference": (
        342,
        "{stream}, {contest}: hai lần nhập không khác nhau; không có gì phải thống nhất.",
    ),
    "settled_otherwise": (
        343,
        "{stream}, {contest}: số liệu không đúng như lần nhập được cho là đúng ({why}); sửa số liệu hoặc "
        "trường why.",
    ),
    "slots_disordered": (
        344,
        "{stream}: các mốc báo cáo phải khác nhau và theo thứ tự giờ; có every thì chỉ nêu mốc đầu và mốc "
        "cuối.",
    ),
    "not_elected": (325, "{stream}: «{candidacy}» không có trong kết quả đã công bố; kiểm tra mã."),
}
