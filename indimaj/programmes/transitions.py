"""Which verb takes what from which state to which. The diagrams in the docs are made from these tables."""

from .enums import EnrolmentState as E
from .enums import LivelihoodState as L

TRANSITIONS: dict[tuple[E, str], E] = {
    (E.APPLIED, "place"): E.WAITING,
    (E.APPLIED, "refuse"): E.NOT_ADMITTED,
    (E.APPLIED, "leave"): E.DROPPED_OUT,
    (E.WAITING, "admit"): E.ENROLLED,
    (E.WAITING, "refuse"): E.NOT_ADMITTED,
    (E.WAITING, "leave"): E.DROPPED_OUT,
    (E.ENROLLED, "complete"): E.COMPLETED,
    (E.ENROLLED, "leave"): E.DROPPED_OUT,
}
LIVELIHOOD_TRANSITIONS: dict[tuple[L, str], L] = {
    (L.PLANNED, "train"): L.TRAINING,
    (L.PLANNED, "fund"): L.FUNDED,
    (L.TRAINING, "fund"): L.FUNDED,
    (L.PLANNED, "start"): L.RUNNING,
    (L.TRAINING, "start"): L.RUNNING,
    (L.FUNDED, "start"): L.RUNNING,
    (L.PLANNED, "stop"): L.STOPPED,
    (L.TRAINING, "stop"): L.STOPPED,
    (L.FUNDED, "stop"): L.STOPPED,
    (L.RUNNING, "stop"): L.STOPPED,
}


class WrongState(Exception):
    """The verb cannot be done in this state: somebody else was there before, or it is not its turn."""

    def __init__(self, state: str, verb: str) -> None:
        super().__init__(f"{verb} is not possible in state {state}")
        self.state, self.verb = state, verb


def after(state: str, verb: str) -> E:
    """The state of an enrolment that the verb leads to; raises WrongState."""
    try:
        return TRANSITIONS[E(state), verb]
    except KeyError:
        raise WrongState(state, verb) from None


def livelihood_after(state: str, verb: str) -> L:
    """The state of a livelihood that the verb leads to; raises WrongState."""
    try:
        return LIVELIHOOD_TRANSITIONS[L(state), verb]
    except KeyError:
        raise WrongState(state, verb) from None


def possible(state: str, verb: str) -> bool:
    """Whether the verb can be done to an enrolment in the state."""
    return (E(state), verb) in TRANSITIONS


def livelihood_possible(state: str, verb: str) -> bool:
    """Whether the verb can be done to a livelihood in the state."""
    return (L(state), verb) in LIVELIHOOD_TRANSITIONS
