"""The rows of programmes in the table of pages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.house.rows import COORDINATOR, COORDINATOR2, POLICY, VISITOR, Args, Page, sent, thing

if TYPE_CHECKING:
    from tests.house.world import World

RUNS = (COORDINATOR,)
SUBMISSION = "00000000-0000-0000-0000-000000000009"


def of_body(world: "World") -> list[str]:
    return [world.things["body B-SALAM"].code]


def step(name: str, *more: str | int) -> Args:
    return lambda world: [world.things[name].pk, *more]


def courses() -> Iterator[Page]:
    who = (VISITOR,)
    for name in ("find", "placement", "coverage"):
        yield Page(f"programmes:{name}", who)
    yield Page("programmes:course", who, args=thing("course"))


def coordinators() -> Iterator[Page]:
    both = (COORDINATOR, COORDINATOR2)
    yield Page("programmes:concentration", (POLICY, *both))
    yield Page("programmes:survival", (POLICY, *both))
    for name in ("mine", "livelihoods"):
        yield Page(f"programmes:{name}", both)
    for name in ("new_programme", "new_course", "new_livelihood"):
        yield Page(f"programmes:{name}", RUNS, args=of_body)
        yield Page(
            f"programmes:{name}", RUNS, 422, args=of_body, post=sent(name_fr="", submission=SUBMISSION)
        )
    for name in ("run", "attendance", "sheet"):
        yield Page(f"programmes:{name}", RUNS, args=thing("course"))
    yield Page(
        "programmes:enrol", RUNS, 422, args=thing("course"), post=sent(first_name="", submission=SUBMISSION)
    )
    yield Page("programmes:place_all", RUNS, 302, args=thing("course"), post=sent())
    yield Page("programmes:switch", RUNS, 409, args=thing("course"), post=sent(version="99"))
    for name in ("enrolment", "guest 1"):
        yield Page("programmes:participant", RUNS, args=thing(name), about=name)
    yield Page("programmes:place", RUNS, 409, args=thing("enrolment"), post=sent())
    yield Page("programmes:attest", RUNS, 409, args=thing("enrolment"), post=sent())
    yield Page("programmes:step", RUNS, 302, args=step("enrolment", "complete"), post=sent(version="1"))
    yield Page("programmes:livelihood", RUNS, args=thing("livelihood"))
    yield Page("programmes:asked", RUNS, 422, args=thing("livelihood"), post=sent())
    yield Page("programmes:paid", RUNS, 422, args=step("livelihood", 1), post=sent())
    yield Page(
        "programmes:livelihood_step", RUNS, 422, args=step("livelihood", "stop"), post=sent(version="2")
    )


OF_STAFF = (coordinators,)
PARTS = (courses, *OF_STAFF)
