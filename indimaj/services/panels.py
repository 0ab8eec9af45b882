"""What rooms above say on the public page of a service, by its id."""

from uuid import UUID

from indimaj.design.beside import Panels

of_a_service: Panels[[UUID]] = Panels()
