"""Words of the room: tones of states, names of verbs, what a line of the ledger means."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import DeliveryState, GrievanceState, NeedState, State
from .path import Status

TONES: dict[str, str] = {
    State.SENT: "blue",
    State.SEEN: "blue",
    State.WAITING: "amber",
    State.ACCEPTED: "green",
    State.STARTED: "green",
    State.DONE: "green",
    State.REFUSED: "red",
    State.EXPIRED: "red",
    State.WITHDRAWN: "grey",
}
NEED_TONES: dict[str, str] = {NeedState.OPEN: "amber", NeedState.MET: "green", NeedState.DROPPED: "grey"}
URGENCY_TONES = {1: "red", 2: "amber", 3: "grey"}
GRIEVANCE_TONES: dict[str, str] = {
    GrievanceState.SENT: "blue",
    GrievanceState.RECEIVED: "blue",
    GrievanceState.IN_HAND: "amber",
    GrievanceState.SETTLED: "green",
    GrievanceState.UNSETTLED: "red",
    GrievanceState.WITHDRAWN: "grey",
}
DELIVERY_TONES: dict[str, str] = {
    DeliveryState.PREPARING: "grey",
    DeliveryState.PREPARED: "blue",
    DeliveryState.HANDED: "green",
    DeliveryState.MISSED: "red",
}
PATH: dict[str, tuple[str | Promise, str]] = {
    Status.DONE: (_("Reached"), "green"),
    Status.AGAIN: (_("Reached elsewhere: check again here"), "amber"),
    Status.DUE: (_("Due"), "red"),
    Status.MAYBE: (_("May be due: ask"), "amber"),
    Status.LATER: (_("Later"), "grey"),
    Status.PAST: (_("Past the age"), "grey"),
}
# What a verb is called on a button.
BUTTONS: dict[str, str | Promise] = {
    "accept": _("Receive the person"),
    "put_on_list": _("Put on the waiting list"),
    "start": _("It has started"),
    "finish": _("It is done"),
    "refuse": _("Cannot receive the person"),
    "receive": _("Received"),
    "take_in_hand": _("Deal with it"),
    "settle": _("Settled"),
    "end": _("Ended without a settlement"),
    "withdraw": _("Withdraw"),
    "prepare": _("It is ready"),
    "hand_over": _("It was handed over"),
    "miss": _("It could not be handed over"),
}
LIST_RULE = _("Order of the list: the most urgent first; among equals, who has waited longest.")
VERBS: dict[str, str | Promise] = {
    "need_recorded": _("Need written down"),
    "need_closed": _("Need closed"),
    "referral_sent": _("Sent to a service"),
    "referral_see": _("The service has seen it"),
    "referral_accept": _("The service receives the person"),
    "referral_put_on_list": _("Put on a waiting list"),
    "referral_start": _("The service has started"),
    "referral_finish": _("The service has finished"),
    "referral_refuse": _("The service refused"),
    "referral_reminded": _("The service was asked again"),
    "referral_expired": _("Ended without an answer"),
    "referral_withdrawn": _("Referral withdrawn"),
    "referral_laid_to_rest": _("Not sent on"),
    "answer_link_made": _("Link for the service made"),
    "delivery_prepared": _("The document or the keys are ready"),
    "delivery_handed_over": _("The document or the keys were handed over"),
    "delivery_missed": _("The document or the keys could not be handed over"),
    "access_refused": _("Refusal of access reported"),
    "access_answered": _("Refusal of access answered"),
    "grievance_sent": _("Work grievance sent"),
    "grievance_receive": _("Work grievance received"),
    "grievance_take_in_hand": _("Work grievance taken in hand"),
    "grievance_settle": _("Work grievance settled"),
    "grievance_end": _("Work grievance ended without a settlement"),
    "grievance_withdraw": _("Work grievance withdrawn"),
    "child_step_reached": _("Step of a child’s path reached"),
}


def tone(state: str) -> str:
    """The colour of a referral's state."""
    return TONES.get(state, "grey")
