"""Which verb takes a referral from which state to which. The diagram in the docs is made from this table."""

from .enums import OPEN_GRIEVANCES, OPEN_STATES, GrievanceState, State

TRANSITIONS: dict[tuple[State, str], State] = {
    (State.SENT, "see"): State.SEEN,
    **{(state, "accept"): State.ACCEPTED for state in (State.SENT, State.SEEN, State.WAITING)},
    **{(state, "put_on_list"): State.WAITING for state in (State.SENT, State.SEEN, State.ACCEPTED)},
    (State.ACCEPTED, "start"): State.STARTED,
    (State.STARTED, "finish"): State.DONE,
    **{(state, "refuse"): State.REFUSED for state in (State.SENT, State.SEEN, State.WAITING, State.ACCEPTED)},
    **{(state, "expire"): State.EXPIRED for state in (State.SENT, State.SEEN)},
    **{(state, "withdraw"): State.WITHDRAWN for state in OPEN_STATES},
}

GRIEVANCE_TRANSITIONS: dict[tuple[GrievanceState, str], GrievanceState] = {
    (GrievanceState.SENT, "receive"): GrievanceState.RECEIVED,
    (GrievanceState.RECEIVED, "take_in_hand"): GrievanceState.IN_HAND,
    **{(state, "settle"): GrievanceState.SETTLED for state in OPEN_GRIEVANCES[1:]},
    **{(state, "end"): GrievanceState.UNSETTLED for state in OPEN_GRIEVANCES[1:]},
    **{(state, "withdraw"): GrievanceState.WITHDRAWN for state in OPEN_GRIEVANCES},
}


class WrongState(Exception):
    """The verb cannot be done in this state."""

    def __init__(self, state: str, verb: str) -> None:
        super().__init__(f"{verb} is not possible in state {state}")
        self.state, self.verb = state, verb


def after(state: str, verb: str) -> State:
    """The state that the verb leads a referral to; raises WrongState."""
    try:
        return TRANSITIONS[State(state), verb]
    except KeyError:
        raise WrongState(state, verb) from None


def grievance_after(state: str, verb: str) -> GrievanceState:
    """The state that the verb leads a grievance to; raises WrongState."""
    try:
        return GRIEVANCE_TRANSITIONS[GrievanceState(state), verb]
    except KeyError:
        raise WrongState(state, verb) from None


def possible(state: str, verb: str) -> bool:
    """Whether the verb can be done to a referral in the state."""
    return (State(state), verb) in TRANSITIONS


def grievance_verbs(state: str) -> list[str]:
    """What can be done to a grievance in the state."""
    return [verb for (before, verb) in GRIEVANCE_TRANSITIONS if before == state]
