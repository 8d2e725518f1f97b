"""The words of a generated page in the language it is written in."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final, NamedTuple

from console.vietnamese import CASES, CONFIDENCES, FORMS, SHORT, body, day
from domain.law.book import book
from domain.law.deadline import Words

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

VIETNAMESE: Final = {
    "title": "Luật bầu cử theo từng điều",
    "intro": "Viết ra từ các dòng luật trong `domain/law/` bằng `{command}`; muốn sửa thì sửa dòng luật rồi "
    "viết lại.\n\n"
    "Mỗi dòng là một việc có hạn, một quyền hay một sự kiện của luật, nói bằng lời của chúng tôi. Cột A và "
    "B là hai bản luật; chỗ khác nhau in đậm. Ba cột cuối là ngày của ba cuộc bầu cử, theo bản luật có hiệu "
    "lực khi đó: «muộn nhất» nghĩa là hạn tính từ một việc khác, và đây là ngày cuối nếu việc đó làm vào "
    "ngày cuối của nó; «·» nghĩa là chỉ có ngày khi việc đó được ghi nhận; «–» nghĩa là không áp dụng. "
    "Hạn ghi ngày là hết 23:59:59 ngày đó, giờ Việt Nam.\n",
    "since": "có hiệu lực từ {day}",
    "until": "đến hết {day}",
    "in_force": "đang có hiệu lực",
    "article": "Điều",
    "duty": "Việc, ai làm",
    "guidance_title": "Hướng dẫn, không phải luật",
    "guidance_intro": "Nghị quyết, thông tư, kế hoạch và thực tiễn của từng cuộc bầu cử; không bao giờ thay "
    "luật.",
    "open_points": "Điểm còn mở",
    "open_intro": "Chỗ văn bản chưa nói, nói hai cách, hoặc nguồn không thống nhất. Dòng luật giữ một cách "
    "hiểu, cách kia đứng bên cạnh; người có thẩm quyền quyết định.",
    "point": "Điểm",
    "question": "Câu hỏi",
    "touches": "Liên quan đến",
    "rule": "quy tắc {number}",
    "only_if": "chỉ khi {case}",
    "councils": "HĐND các cấp",
    "changed": "đổi",
    "new": "mới",
    "gone": "bỏ",
    "same": "như bản A",
    "to": "gửi {whom}",
    "to_nobody": "không nêu nơi gửi",
    "or": "hoặc {term}",
    "no_term": "không có hạn",
    "before_by_day": "{n} ngày trước {anchor}",
    "after_by_day": "{n} ngày sau {anchor}",
    "before_by_hour": "{n} giờ trước {anchor}",
    "after_by_hour": "{n} giờ sau {anchor}",
    "at_clock": "{clock} {when}",
    "before": "trước {when}",
    "after": "sau {when}",
    "from": "từ {when}",
    "until_end": "đến {when}",
    "by": "chậm nhất {when}",
    "act": "việc [`{row}`](#{row})",
    "latest": "muộn nhất {when}",
    "deadline": "có hạn",
    "window": "trong khoảng",
    "instant": "đúng lúc",
    **FORMS,
    **CONFIDENCES,
    **{f"ballot_{code}": name for code, name in SHORT.items()},
    **{f"at_{code}": name for code, name in {
        "nation": "trung ương", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã",
        "level": "cùng cấp", "above": "cấp trên trực tiếp",
    }.items()},
}  # fmt: skip

ENGLISH: Final = {
    "title": "The law on elections, article by article",
    "intro": "Written from the rows in `domain/law/` by `{command}`; to change it, change the row and write "
    "it again.\n\n"
    "Each row is a duty with a term, a right or an event of the law, in our own words. A and B are the two "
    "versions of the law; what differs is bold. The last three columns give the day in three elections under "
    "the version then in force: «at the latest» means that the term counts from another act and this is its "
    "last day if that act falls on its own last day; «·» means that there is a day only once that act is on "
    "record; «–» means that it does not apply. A term given as a day ends at 23:59:59 of that day, Vietnam "
    "time.\n",
    "since": "in force from {day}",
    "until": "to the end of {day}",
    "in_force": "still in force",
    "article": "Article",
    "duty": "What, and who owes it",
    "guidance_title": "Guidance, which is not law",
    "guidance_intro": "Resolutions, circulars, plans and practice of single elections; they never replace "
    "the law.",
    "open_points": "Open points",
    "open_intro": "What the text leaves out or says in two ways, or where sources disagree. A row keeps one "
    "reading, the other stands beside it; the decision is that of those who have the power to make it.",
    "point": "Point",
    "question": "Question",
    "touches": "Touches",
    "rule": "rule {number}",
    "only_if": "only if: {case}",
    "councils": "councils of all levels",
    "changed": "changed",
    "new": "new",
    "gone": "repealed",
    "same": "as in A",
    "to": "to {whom}",
    "to_nobody": "to nobody named",
    "or": "or {term}",
    "no_term": "no term",
    "before_by_day": "{n} days before {anchor}",
    "after_by_day": "{n} days after {anchor}",
    "before_by_hour": "{n} hours before {anchor}",
    "after_by_hour": "{n} hours after {anchor}",
    "at_clock": "{clock} on {when}",
    "before": "before {when}",
    "after": "after {when}",
    "from": "from {when}",
    "until_end": "until {when}",
    "by": "no later than {when}",
    "act": "the act [`{row}`](#{row})",
    "latest": "{when} at the latest",
    "deadline": "with a term",
    "window": "within a window",
    "instant": "at a moment",
    "now": "at once",
    "no_day": "the law names no day",
    "event": "tied to an event, not to a day",
    "inferred": "inferred",
    "press": "from the press",
    "unconfirmed": "unconfirmed",
    "memory": "not compared with the text",
    "ballot_na": "National Assembly",
    "ballot_province": "council of the province",
    "ballot_district": "council of the district",
    "ballot_commune": "council of the commune",
    "at_nation": "national",
    "at_province": "province",
    "at_district": "district",
    "at_commune": "commune",
    "at_level": "of that level",
    "at_above": "of the level above",
}  # fmt: skip

BODIES: Final = {
    "assembly": "National Assembly",
    "standing_committee": "Standing Committee of the National Assembly",
    "government": "Government",
    "nec": "National Election Council",
    "front": "Fatherland Front",
    "council": "standing board of the council",
    "people_committee": "people's committee",
    "committee": "election committee",
    "board": "constituency board",
    "team": "polling team",
    "nominator": "nominating body",
    "candidate": "candidate",
    "voter": "voter",
    "court": "court",
    "commander": "commander of the unit",
}
ONLY_ONE: Final = frozenset({"assembly", "standing_committee", "government", "nec"})
"""Bodies of which there is one, so that their level need not be said."""


class Tongue(NamedTuple):
    """A language, and what it calls things."""

    language: str
    phrases: dict[str, str]

    def __call__(self, phrase: str, **gaps: object) -> str:
        return self.phrases[phrase].format_map(gaps)

    def words(self, text: Words) -> str:
        """A text that exists in both."""
        return text.vi if self.language == "vi" else text.en

    def day(self, value: date) -> str:
        """23/5/2021, or 23 May 2021."""
        return day(value) if self.language == "vi" else f"{value.day} {MONTHS[value.month - 1]} {value.year}"

    def party(self, code: str, at: str) -> str:
        """A body and the level of its unit."""
        name = body(code) if self.language == "vi" else BODIES[code]
        if not at or code in ONLY_ONE:
            return name
        level = self(f"at_{at}")
        return f"{name} {level}" if self.language == "vi" else f"{name} ({level})"

    def case(self, code: str) -> str:
        """The case in which a duty arises."""
        return CASES[code] if self.language == "vi" else code.replace("_", " ")

    def article(self, text: str) -> str:
        """A citation; the names of instruments stay as they are."""
        if self.language == "vi":
            return text
        for statute in book().statutes.values():
            text = text.replace(statute.vi, statute.en)
        return text.replace("Điều", "Article").replace("Luật", "Law").replace("sửa đổi", "as amended")


@cache
def tongue(language: str) -> Tongue:
    """Vietnamese or English."""
    return Tongue(language, VIETNAMESE if language == "vi" else ENGLISH)
