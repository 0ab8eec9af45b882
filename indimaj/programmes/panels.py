"""What rooms above say on the public page of a course, by the ids of its programme and of the course."""

from uuid import UUID

from indimaj.design.beside import Panels

of_a_course: Panels[[UUID, UUID]] = Panels()
