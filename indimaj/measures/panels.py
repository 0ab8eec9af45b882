"""What rooms above add to the page of a figure: what it shows, where it is printed.

A function is given the code of an indicator, on the page of one measurement its id, on the page of the indicator the
ids of its series.
"""

from collections.abc import Sequence
from uuid import UUID

from indimaj.design.beside import Panels

of_a_figure: Panels[[str, UUID | None, Sequence[UUID]]] = Panels()
