"""A second calculator of the calendar, written from the text of the law by another way than the program.

It shares nothing with `domain.calendar`: no rows, no datetime, no zone. Days are Julian day numbers, instants
are seconds of local legal time counted from them, and a term is read from the short form a lawyer would note
it in. It knows only what a date depends on; who owes the act and why is not its business.

Marks, each a second and whether an hour was recorded:
E, E1 the Sunday, D the day this place votes, Z the last day of polling, P polling opens, B it opens
first in the constituency, C it closes, L official list published, I the act of publishing it, V voter
list posted, R complaint received, W answered or its five days over, F suit accepted, O order to try, K
result published, T term ends, 2 and 3 the consultation conferences, Q polling team set up, G first
session.
"""

import re
from collections.abc import Mapping

DAY = 86_400
Mark = tuple[int, bool]
Term = tuple[int | None, int | None, int | None, bool]
"""First second, last second, last second as planned while the act counted from is open, an hour is named."""

# One line per row: name, ballots (N Assembly, P province, D district, C commune), version A, version B.
# `=` in the second place: as in A. `-`: not in that version. `?`: a duty without a day in the law (the hours
# of the count and the day of the nominators' minutes to the councils stand in guidance).
ORDINARY = """
announce_election_day               NPDC  <=E-115          =
na_structure_estimate               N     <=E-105          =
na_structure_estimate_send          N     ?                =
hdnd_structure_estimate_p           P     <=E-105          =
hdnd_structure_estimate_d           D     <=E-105          -
hdnd_structure_estimate_c           C     <=E-105          =
hdnd_structure_estimate_send        PDC   ?                =
ubbc_p_set_up                       NP    <=E-105          =
ubbc_d_set_up                       D     <=E-105          -
ubbc_c_set_up                       C     <=E-105          =
na_constituencies_publish           N     <=E-80           =
hdnd_constituencies_publish         PDC   <=E-80           =
ban_na_set_up                       N     <=E-70           =
ban_hdnd_p_set_up                   P     <=E-70           =
ban_hdnd_d_set_up                   D     <=E-70           -
ban_hdnd_c_set_up                   C     <=E-70           =
polling_areas_fix                   NPDC  ?                before:Q
to_bau_cu_set_up                    NPDC  <=E-50           <=E-43
board_member_candidate_leaves       NPDC  <=L              =
consult1_central                    N     <=E-95           =
consult1_province_na                N     <=E-95           =
consult1_hdnd                       PDC   <=E-95           =
consult1_minutes_send               NPDC  ?                =
na_adjust_1                         N     <=E-90           =
hdnd_adjust                         PDC   <=E-90           =
nominator_minutes_na                N     before:2         =
nominator_minutes_hdnd              PDC   ?                =
dossier_submit                      NPDC  <=E-70           <=E-42
dossier_forward                     NPDC  ?                =
dossier_transfer_on_job_move        NP    -                ?
consult2_central                    N     <=E-65           <=E-40
consult2_province_na                N     <=E-65           <=E-40
consult2_hdnd                       PDC   <=E-65           <=E-40
consult2_minutes_send               NPDC  ?                =
voter_conf_work_nominees            NPDC  before:2         =
voter_conf_residence                NPDC  (2,3)            =
voter_conf_minutes_send             NPDC  ?                =
na_adjust_2                         N     <=E-55           <=E-38
verify_voter_matters_na             N     <=E-40           <=E-35
verify_voter_matters_hdnd           PDC   <=E-40           <=E-35
consult3_central                    N     <=E-35           <=E-23
consult3_province_na                N     <=E-35           <=E-23
consult3_hdnd                       PDC   <=E-35           <=E-23
consult3_minutes_send               NPDC  ?                =
send_round3_central                 N     <=E-30           <=E-21
send_round3_province_na             N     <=E-30           <=E-21
send_round3_hdnd                    PDC   <=E-30           <=E-21
central_nominees_to_provinces       N     ?                =
na_list_propose_by_province         N     before:I         =
na_official_list                    N     <=E-25           <=E-17
hdnd_official_list                  PDC   <=E-25           <=E-17
na_list_publish_province            N     <=E-20           <=E-16
lists_post_polling_area             NPDC  <=E-20           <=E-16
candidate_strike_off                NPDC  [L,B]            =
candidate_complaints_stop           NPDC  from:E-10        =
candidate_strike_off_clear_case     NPDC  before:E         =
unresolved_complaints_transfer      NPDC  ?                =
campaign_start                      NPDC  from:L           =
campaign_end                        NPDC  <=B-24h          =
voter_contact_reports               NPDC  ?                =
documents_to_ban_na                 N     <=E-25           <=E-17
documents_to_ban_hdnd               PDC   <=E-25           <=E-17
documents_to_to                     NPDC  <=E-15           <=E-13
voter_list_post                     NPDC  <=E-40           =
voter_list_complaint                NPDC  <=V+30           =
voter_list_complaint_resolve        NPDC  <=R+5            =
voter_list_suit                     NPDC  [W,E-5]          =
voter_list_suit_accept              NPDC  ?                =
voter_list_suit_decision_to_try     NPDC  <=F+2            =
voter_list_suit_hearing             NPDC  <=O+2            =
voter_list_judgment_final           NPDC  ?                =
voter_list_add_returning_overseas   NPDC  (V,P-24h)        =
voter_list_add_restored             NPDC  <=P-24h          =
voter_list_move                     NPDC  (V,P-24h)        =
voter_list_release                  NPDC  <=P-24h          =
voter_list_strike_off               NPDC  <=P              =
vote_elsewhere_certificate          NP    [V,E]            =
voter_notice                        NPDC  [E-10,E-1]       =
postpone_or_early_polling           NPDC  ?                =
ballot_box_check                    NPDC  before:P         =
polling_open                        NPDC  [D@5,D@7]        =
polling_close                       NPDC  [D@19,D@21]      =
polling_interruption                NPDC  ?                =
unused_ballots_seal                 NPDC  ?                =
counting_start                      NPDC  ?                =
counting_end                        NPDC  ?                =
ballots_to_ubnd_xa                  NPDC  ?                =
to_minutes_send                     NPDC  <=E+3            =
ban_minutes_na                      N     <=E+5            =
ban_minutes_hdnd                    PDC   <=E+5            =
shortfall_report_na                 N     ?                =
shortfall_report_hdnd               PDC   ?                =
low_turnout_report                  NPDC  ?                =
bau_them_day                        NPDC  <=E1+15          <=E1+7
bau_lai_day_low_turnout             NPDC  <=E1+15          <=E1+7
bau_lai_day_annulled                NPDC  <=E1+15          <=E1+7
province_minutes_na                 N     <=E+7            =
nec_summary_minutes                 N     ?                =
ubbc_summary_minutes                PDC   ?                =
na_results_publish                  N     <=E+20           <=E+10
hdnd_results_publish                PDC   <=E+10           =
result_complaint_na                 N     <=K+5            <=K+3
result_complaint_hdnd               PDC   <=K+5            <=K+3
result_complaint_resolve_na         N     <=R+30           <=R+7
result_complaint_resolve_hdnd       PDC   <=R+20           <=R+7
na_status_confirm                   N     before:G         =
hdnd_status_confirm                 PDC   before:G         =
na_first_session                    N     <=E+60           =
hdnd_first_session                  PDC   <=Z+45           =
nec_end                             N     ?                =
local_bodies_end_na                 N     ?                =
ubbc_end_hdnd                       PDC   ?                =
ban_to_end_hdnd                     PDC   ?                =
hand_over_records                   NPDC  ?                =
na_term_end                         N     <=T-60           =
hdnd_term_end                       PDC   <=T-45           -
nec_time_override                   NPDC  -                ?
"""

SUPPLEMENTARY = """
sup_announce_na                     N     <=E-30           =
sup_announce_p                      P     <=E-30           =
sup_announce_d                      D     <=E-30           -
sup_announce_c                      C     <=E-30           =
sup_council_na                      N     ?                =
sup_ban_na                          N     <=E-20           =
sup_ubbc_hdnd                       PDC   <=E-20           =
sup_ban_hdnd                        PDC   <=E-15           =
sup_to                              NPDC  <=E-15           =
sup_consult1                        NPDC  <=E-20           =
sup_nominate                        NPDC  <=E-19           =
sup_dossiers                        NPDC  <=E-18           =
sup_consult2                        NPDC  <=E-16           =
sup_voter_list                      NPDC  <=E-15           =
sup_voter_conf                      NPDC  <=E-14           =
sup_consult3                        NPDC  <=E-12           =
sup_official_list                   NPDC  <=E-10           =
sup_polling_and_results             NPDC  ?                =
sup_complaints                      NPDC  ?                =
sup_mandate_start                   NPDC  ?                =
"""

# Art. 93 calls in the chapters on polling and on results: these rows hold with S for E. Art. 94 calls in the
# complaints: on the voter list with the way to court (Art. 33), on candidates with their stop (Art. 61). The
# campaign is not named; it lies between list and polling all the same (O-25).
CALLED_IN = """
voter_notice postpone_or_early_polling ballot_box_check polling_open polling_close polling_interruption
unused_ballots_seal counting_start counting_end ballots_to_ubnd_xa to_minutes_send ban_minutes_na
ban_minutes_hdnd shortfall_report_na shortfall_report_hdnd low_turnout_report bau_them_day
bau_lai_day_low_turnout bau_lai_day_annulled province_minutes_na nec_summary_minutes ubbc_summary_minutes
na_results_publish hdnd_results_publish result_complaint_na result_complaint_hdnd result_complaint_resolve_na
result_complaint_resolve_hdnd na_status_confirm hdnd_status_confirm
voter_list_complaint voter_list_complaint_resolve voter_list_suit voter_list_suit_accept
voter_list_suit_decision_to_try voter_list_suit_hearing voter_list_judgment_final
candidate_complaints_stop candidate_strike_off_clear_case unresolved_complaints_transfer
campaign_start campaign_end
"""

# The court rows stand in the Administrative Procedure Law, in force from 1 July 2016 (O-27).
COURT = """
voter_list_suit voter_list_suit_accept voter_list_suit_decision_to_try voter_list_suit_hearing
voter_list_judgment_final
"""

WHOLE_DAYS = ("E", "E1", "D", "Z", "K", "L", "R", "T", "W", "F", "O")
USUAL_HOUR = {"P": 7, "B": 7, "C": 19}
# The row whose last day a mark cannot lawfully pass: Assembly, council, supplementary.
LIMIT = {
    "L": ("na_official_list", "hdnd_official_list", "sup_official_list"),
    "I": ("na_official_list", "hdnd_official_list", "sup_official_list"),
    "V": ("voter_list_post", "voter_list_post", "sup_voter_list"),
    "K": ("na_results_publish", "hdnd_results_publish", "na_results_publish hdnd_results_publish"),
    "2": ("consult2_province_na", "consult2_hdnd", ""),
    "3": ("consult3_province_na", "consult3_hdnd", ""),
    "Q": ("to_bau_cu_set_up", "to_bau_cu_set_up", ""),
    "G": ("na_first_session", "hdnd_first_session", ""),
}


def julian(year: int, month: int, day: int) -> int:
    """The Julian day number of a day of the Gregorian calendar."""
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a Julian day number, by walking: slow and plain."""
    year = (number - 1_721_060) * 400 // 146_097 - 1
    while julian(year + 1, 1, 1) <= number:
        year += 1
    month = next(m for m in range(12, 0, -1) if julian(year, m, 1) <= number)
    return year, month, number - julian(year, month, 1) + 1


def version(number: int) -> str:
    """A from 1 September 2015 (Art. 97), B from 1 July 2025; before A there is none."""
    if number < julian(2015, 9, 1):
        raise LookupError(f"no version of the law holds on {civil(number)}")
    return "A" if number < julian(2025, 7, 1) else "B"


def rows(kind: str, letter: str, sunday: int) -> dict[str, tuple[str, str]]:
    """Of this kind of election under this version: the ballots of each row, and its term as noted."""
    lines = [line.split() for line in ORDINARY.strip().splitlines()]
    if kind == "supplementary":
        lines = [line.split() for line in SUPPLEMENTARY.strip().splitlines()] + [
            line for line in lines if line[0] in CALLED_IN.split()
        ]
    table = {}
    for name, ballots, in_a, in_b in lines:
        noted = in_a if letter == "A" or in_b == "=" else in_b
        if name in COURT.split() and letter == "A" and sunday < julian(2016, 7, 1):
            continue
        if noted != "-":
            table[name] = (ballots if letter == "A" else ballots.replace("D", ""), noted)
    return table


class Reckoning:
    """One ballot of one election; `moved` puts another last instant in the place of a row's own."""

    def __init__(
        self,
        kind: str,
        letter: str,
        sunday: int,
        ballot: str,
        marks: Mapping[str, Mark],
        moved: Mapping[str, int],
    ) -> None:
        self.column = 2 if kind == "supplementary" else 0 if ballot == "N" else 1
        self.ballot, self.moved = ballot, moved
        self.table = rows(kind, letter, sunday)
        self.sunday = sunday * DAY
        self.marks = dict.fromkeys(("E", "E1", "D", "Z"), (self.sunday, False)) | dict(marks)

    def all(self) -> dict[str, Term]:
        return {name: self.row(name) for name, (held, _) in self.table.items() if self.ballot in held}

    def row(self, name: str) -> Term:
        opens, due, hour, sure = self.noted(self.table[name][1])
        if name in self.moved:
            return opens, self.moved[name], None, self.moved[name] % DAY != DAY - 1
        return opens, due if sure else None, None if sure else due, hour and sure

    def noted(self, text: str) -> tuple[int | None, int | None, bool, bool]:
        """A term from its note: first second, last second, an hour is named, and the last is no mere plan."""
        if text == "?":
            return None, None, False, True
        if text.startswith("from:"):
            first, _, sure = self.edge(text[5:], -1)
            return first if sure else None, None, False, True
        if text.startswith("<="):
            return (None, *self.edge(text[2:], +1))
        if text.startswith("before:"):
            return (None, *self.edge(text[7:], -1, beyond=True))
        lower, upper = text[1:-1].split(",")
        first, _, sure = self.edge(lower, +1 if text[0] == "(" else -1, beyond=text[0] == "(")
        strict = text[-1] == ")"
        return (first if sure else None, *self.edge(upper, -1 if strict else +1, beyond=strict))

    def edge(self, text: str, side: int, *, beyond: bool = False) -> tuple[int | None, bool, bool]:
        """The first (-1) or last (+1) second of one point such as `E-105`, `P-24h` or `E@7`.

        `beyond` steps one second over that side: strictly before, strictly after.
        """
        found = re.fullmatch(r"(E1|[A-Z23])(?:@(\d+)|([+-]\d+)(h?))?", text)
        assert found, text
        name, clock, shift, hours = found.groups()
        mark, sure = self.mark(name)
        if mark is None:
            return None, False, False
        second, with_hour = mark
        if clock:
            second, with_hour = second // DAY * DAY + int(clock) * 3600, True
        elif hours:
            assert with_hour, text
            second += int(shift) * 3600
        elif shift or not with_hour or name in WHOLE_DAYS:
            second, with_hour = (second // DAY + int(shift or 0)) * DAY + (DAY - 1 if side > 0 else 0), False
        return second + (side if beyond else 0), with_hour, sure

    def mark(self, name: str) -> tuple[Mark | None, bool]:
        """A mark and whether it is certain: as recorded, at its usual hour, or on its last lawful day."""
        if name in self.marks:
            return self.marks[name], True
        if name == "B" and "P" in self.marks:
            return self.marks["P"], True
        if name in USUAL_HOUR:
            return (self.marks["D"][0] // DAY * DAY + USUAL_HOUR[name] * 3600, True), True
        for limit in LIMIT.get(name, ("", "", ""))[self.column].split():
            if self.ballot in self.table.get(limit, ("", ""))[0]:
                _, due, _, hour = self.row(limit)
                assert due is not None, limit
                return (due, hour), False
        return None, False
