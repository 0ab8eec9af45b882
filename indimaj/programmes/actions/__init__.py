"""The only writer of the room."""

from .attendance import save_attendance
from .courses import close_course, make_programme, open_course, reopen_course
from .enrolments import apply, enrol, leave, place, place_all, refuse
from .errors import ConsentMissing, CourseClosed, NotADay, ReasonMissing, Stale
from .livelihoods import (
    begin_livelihood,
    forget,
    fund,
    pay_instalment,
    record_follow_up,
    start_livelihood,
    stop_livelihood,
    train,
)
from .results import issue_attestation, record_result, record_results

__all__ = [
    "ConsentMissing",
    "CourseClosed",
    "NotADay",
    "ReasonMissing",
    "Stale",
    "apply",
    "begin_livelihood",
    "close_course",
    "enrol",
    "forget",
    "fund",
    "issue_attestation",
    "leave",
    "make_programme",
    "open_course",
    "pay_instalment",
    "place",
    "place_all",
    "record_follow_up",
    "record_result",
    "record_results",
    "refuse",
    "reopen_course",
    "save_attendance",
    "start_livelihood",
    "stop_livelihood",
    "train",
]
