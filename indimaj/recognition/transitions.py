"""Which verb takes a request from which state to which. The diagrams in the docs are made from these tables."""

from .enums import ConsularState, RequestState

TRANSITIONS: dict[tuple[RequestState, str], RequestState] = {
    (RequestState.DRAFTED, "send"): RequestState.SENT,
    (RequestState.DRAFTED, "withdraw"): RequestState.WITHDRAWN,
    (RequestState.SENT, "see"): RequestState.SEEN,
    (RequestState.SENT, "withdraw"): RequestState.WITHDRAWN,
    (RequestState.SEEN, "ask_document"): RequestState.AWAITING,
    (RequestState.SEEN, "recognise"): RequestState.RECOGNISED,
    (RequestState.SEEN, "recognise_in_part"): RequestState.PARTIAL,
    (RequestState.SEEN, "refuse"): RequestState.REFUSED,
    (RequestState.SEEN, "withdraw"): RequestState.WITHDRAWN,
    (RequestState.AWAITING, "bring_document"): RequestState.SEEN,
    (RequestState.AWAITING, "recognise"): RequestState.RECOGNISED,
    (RequestState.AWAITING, "recognise_in_part"): RequestState.PARTIAL,
    (RequestState.AWAITING, "refuse"): RequestState.REFUSED,
    (RequestState.AWAITING, "withdraw"): RequestState.WITHDRAWN,
}
CONSULAR_TRANSITIONS: dict[tuple[ConsularState, str], ConsularState] = {
    (ConsularState.PREPARED, "confirm"): ConsularState.SENT,
    (ConsularState.PREPARED, "withdraw"): ConsularState.WITHDRAWN,
    (ConsularState.SENT, "open"): ConsularState.OPENED,
    (ConsularState.SENT, "withdraw"): ConsularState.WITHDRAWN,
    (ConsularState.SENT, "fall_silent"): ConsularState.SILENT,
    (ConsularState.OPENED, "answer"): ConsularState.ANSWERED,
    (ConsularState.OPENED, "withdraw"): ConsularState.WITHDRAWN,
    (ConsularState.OPENED, "fall_silent"): ConsularState.SILENT,
}


class WrongState(Exception):
    """The verb cannot be done in this state: somebody else was there before, or it is not its turn."""

    def __init__(self, state: str, verb: str) -> None:
        super().__init__(f"{verb} is not possible in state {state}")
        self.state, self.verb = state, verb


def after(state: str, verb: str) -> RequestState:
    """The state of a request for recognition that the verb leads to; raises WrongState."""
    try:
        return TRANSITIONS[RequestState(state), verb]
    except KeyError:
        raise WrongState(state, verb) from None


def consular_after(state: str, verb: str) -> ConsularState:
    """The state of a question to a consulate that the verb leads to; raises WrongState."""
    try:
        return CONSULAR_TRANSITIONS[ConsularState(state), verb]
    except KeyError:
        raise WrongState(state, verb) from None


def possible(state: str, verb: str) -> bool:
    """Whether the verb can be done to a request for recognition in the state."""
    return (RequestState(state), verb) in TRANSITIONS


def consular_possible(state: str, verb: str) -> bool:
    """Whether the verb can be done to a question to a consulate in the state."""
    return (ConsularState(state), verb) in CONSULAR_TRANSITIONS
