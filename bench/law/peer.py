"""OpenFisca's side, run by its own interpreter: `python peer.py FOLDER RUNS`. Imports nothing of ours.

The six categories as a tax and benefit system: one variable for each fact and category, thresholds as dated
parameters. A missing fact is the variable's default, for OpenFisca knows no other way.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.reforms import Reform
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2014-06"
ON = date(2014, 6, 1)
NEVER = date(2100, 1, 1)
Person = Entity("person", "persons", "A person", "One person")
Person.is_person = True


class Spouse(Enum):
    none = "none"
    moroccan = "moroccan"
    regular_foreigner = "regular_foreigner"
    irregular_foreigner = "irregular_foreigner"
    refugee = "refugee"


class Couple(Enum):
    none = "none"
    with_moroccan = "with_moroccan"
    with_regular_foreigner = "with_regular_foreigner"


def fact(name, kind, **more):
    return type(
        name, (Variable,), {"value_type": kind, "entity": Person, "definition_period": DateUnit.MONTH, **more}
    )


FACTS = [
    fact("spouse", Enum, possible_values=Spouse, default_value=Spouse.none),
    fact("life_together_since", date, default_value=NEVER),
    fact("parents_couple", Enum, possible_values=Couple, default_value=Couple.none),
    fact("work_contract_effective", bool),
    fact("work_contract_months", int),
    fact("work_contract_open_ended", bool),
    fact("work_contract_since", date, default_value=NEVER),
    fact("in_morocco_since", date, default_value=NEVER),
    fact("residence_continuous", bool),
    fact("residence_proven", bool),
    fact("serious_illness", bool),
]


def months_before(period, months):
    return np.datetime64(str(period.start.offset(-int(months), DateUnit.MONTH)))


def c1(persons, period, parameters):
    start = months_before(period, parameters(period).spouse_of_moroccan_months)
    return (persons("spouse", period) == Spouse.moroccan) * (persons("life_together_since", period) <= start)


def c2(persons, period, parameters):
    start = months_before(period, parameters(period).spouse_of_foreigner_months)
    spouse = persons("spouse", period)
    legal = (spouse == Spouse.regular_foreigner) + (spouse == Spouse.refugee)
    return legal * (persons("life_together_since", period) <= start)


def c3(persons, period, parameters):
    couple = persons("parents_couple", period)
    return (couple == Couple.with_moroccan) + (couple == Couple.with_regular_foreigner)


def c4(persons, period, parameters):
    months = parameters(period).work_contract_months
    long_enough = persons("work_contract_months", period) >= months
    served = persons("work_contract_since", period) <= months_before(period, months)
    enough = long_enough + persons("work_contract_open_ended", period) + served
    return persons("work_contract_effective", period) * enough


def c5(persons, period, parameters):
    start = months_before(period, parameters(period).residence_months)
    shown = persons("residence_continuous", period) * persons("residence_proven", period)
    return (persons("in_morocco_since", period) <= start) * shown


def c6(persons, period, parameters):
    before = np.datetime64("2013-12-31")
    return persons("serious_illness", period) * (persons("in_morocco_since", period) < before)


def favourable(persons, period, parameters):
    return sum((persons(name, period) for name in ("c2", "c3", "c4", "c5", "c6")), persons("c1", period))


RULES = [fact(rule.__name__, bool, formula=rule) for rule in (c1, c2, c3, c4, c5, c6, favourable)]


class Morocco(TaxBenefitSystem):
    def __init__(self):
        super().__init__([Person])
        self.add_variables(*FACTS, *RULES)
        months = {
            "spouse_of_moroccan_months": 24,
            "spouse_of_foreigner_months": 48,
            "work_contract_months": 24,
            "residence_months": 60,
        }
        self.parameters = ParameterNode(data={name: dated(value) for name, value in months.items()})


def dated(value):
    return {"values": {"2014-01-01": {"value": value}}}


class Reformed(Reform):
    def apply(self):
        self.modify_parameters(modifier_function=self.change)

    @staticmethod
    def change(parameters):
        for name, value in (("residence_months", 48), ("work_contract_months", 12)):
            getattr(parameters, name).update(start=ON.replace(month=1), value=value)
        return parameters


def columns(frame):
    """The inputs as numpy arrays, missing facts as defaults; not timed."""
    arrays = {}
    for variable in FACTS:
        column = frame[variable.__name__]
        if variable.value_type is bool:
            arrays[variable.__name__] = column.fill_null(False).to_numpy()
        elif variable.value_type is date:
            arrays[variable.__name__] = column.fill_null(NEVER).to_numpy().astype("datetime64[D]")
        elif variable.value_type is int:
            arrays[variable.__name__] = column.fill_null(0).to_numpy().astype(np.int32)
        else:
            arrays[variable.__name__] = column.fill_null("none").to_physical().to_numpy().astype(np.int16)
    return arrays


def simulate(system, arrays, count, trace=False):
    simulation = SimulationBuilder().build_default_simulation(system, count=count)
    simulation.trace = trace
    for name, array in arrays.items():
        simulation.set_input(name, PERIOD, array)
    return simulation.calculate("favourable", PERIOD)


def median_of(runs, work):
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main(folder, runs):
    frame = pl.read_ipc(folder / "people.arrow")
    count, arrays = frame.height, columns(frame)
    del frame
    system = Morocco()
    changed = Reformed(system)

    def reform():
        before, after = simulate(system, arrays, count), simulate(changed, arrays, count)
        return np.bincount(before.astype(np.int8) * 2 + after, minlength=4)

    one = {name: array[:1] for name, array in arrays.items()}
    figures = {
        "decide_ms": median_of(runs, lambda: simulate(system, arrays, count)),
        "reform_ms": median_of(runs, reform),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "one_us": median_of(200, lambda: simulate(system, one, 1, trace=True)) * 1000,
    }
    (folder / "peer.json").write_text(json.dumps(figures))
    for name, rules in (("before", system), ("after", changed)):
        (folder / f"peer-{name}.bin").write_bytes(simulate(rules, arrays, count).astype(np.uint8).tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
