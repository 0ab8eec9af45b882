"""The demo's service side, room by room: each builder passes over what is already there."""

from collections.abc import Callable

from .clients import build_clients
from .programmes import build_programmes
from .recognition import build_recognition
from .referrals import build_referrals
from .services import build_services

Progress = Callable[[str, int, int], None]


def build_service_side(progress: Progress) -> None:
    """Bodies and their services, people, and two years of what they did."""
    build_services(progress)
    build_clients(progress)
    build_programmes(progress)
    build_referrals(progress)
    build_recognition(progress)
