"""Which verb takes a file from which state to which. The diagram in the docs is made from this table."""

from .enums import OPEN_STATES, State

TRANSITIONS: dict[tuple[State, str], State] = {
    (State.DRAFT, "submit"): State.REGISTERED,
    (State.DRAFT, "register"): State.REGISTERED,
    (State.REGISTERED, "begin_examination"): State.EXAMINATION,
    (State.REGISTERED, "request_completion"): State.AWAITING_DOCUMENTS,
    (State.EXAMINATION, "request_completion"): State.AWAITING_DOCUMENTS,
    (State.AWAITING_DOCUMENTS, "request_completion"): State.AWAITING_DOCUMENTS,
    (State.AWAITING_DOCUMENTS, "answer_completion"): State.EXAMINATION,
    (State.EXAMINATION, "mark_examined"): State.EXAMINED,
    (State.AWAITING_DOCUMENTS, "mark_examined"): State.EXAMINED,
    (State.EXAMINED, "reopen_examination"): State.EXAMINATION,
    (State.EXAMINED, "put_on_agenda"): State.ON_AGENDA,
    (State.ON_AGENDA, "take_off_agenda"): State.EXAMINED,
    (State.ON_AGENDA, "adjourn"): State.EXAMINED,
    (State.ON_AGENDA, "give_opinion"): State.OPINION_GIVEN,
    (State.OPINION_GIVEN, "decide_favourable"): State.DECIDED_FAVOURABLE,
    (State.OPINION_GIVEN, "decide_unfavourable"): State.DECIDED_UNFAVOURABLE,
    **{(state, "withdraw"): State.WITHDRAWN for state in (State.DRAFT, *OPEN_STATES)},
}


class WrongState(Exception):
    """The verb cannot be done to a file in this state."""

    def __init__(self, state: str, verb: str) -> None:
        super().__init__(f"{verb} is not possible in state {state}")
        self.state, self.verb = state, verb


def after(state: str, verb: str) -> State:
    """The state that the verb leads to; raises WrongState."""
    try:
        return TRANSITIONS[State(state), verb]
    except KeyError:
        raise WrongState(state, verb) from None


def possible(state: str, verb: str) -> bool:
    """Whether the verb can be done in the state."""
    return (State(state), verb) in TRANSITIONS
