"""Which verb takes a round from which state to which. The diagram in the docs is made from this table."""

from .enums import State

TRANSITIONS: dict[tuple[State, str], State] = {
    (State.DRAFT, "open"): State.OPEN,
    (State.OPEN, "close"): State.CLOSED,
    (State.CLOSED, "answer"): State.ANSWERED,
}


class WrongState(Exception):
    """The verb cannot be done in this state."""

    def __init__(self, state: str, verb: str) -> None:
        super().__init__(f"{verb} is not possible in state {state}")
        self.state, self.verb = state, verb


def after(state: str, verb: str) -> State:
    """The state that the verb leads a round to; raises WrongState."""
    try:
        return TRANSITIONS[State(state), verb]
    except KeyError:
        raise WrongState(state, verb) from None


def possible(state: str, verb: str) -> bool:
    """Whether the verb can be done to a round in the state."""
    return (State(state), verb) in TRANSITIONS
