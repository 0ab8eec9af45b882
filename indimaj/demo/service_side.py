"""The demo's service side, room by room: each builder passes over what is already there."""

from collections.abc import Callable

from .clients import build_clients
from .commitments import build_commitments
from .consultations import build_consultations
from .delivery import build_delivery
from .dialogue import build_dialogue
from .measures import build_measures
from .own_page import build_own_page
from .programmes import build_programmes
from .recognition import build_recognition
from .referrals import build_referrals
from .reports import build_reports
from .services import build_services

Progress = Callable[[str, int, int], None]


def build_service_side(progress: Progress) -> None:
    """Bodies and their services, people, and two years of what they did."""
    build_services(progress)
    build_clients(progress)
    build_programmes(progress)
    build_referrals(progress)
    build_recognition(progress)
    build_own_page(progress)
    build_dialogue(progress)
    build_commitments(progress)
    build_measures(progress)
    build_delivery(progress)
    build_consultations(progress)
    # The report comes last: it prints what the other builders have made.
    build_reports(progress)
