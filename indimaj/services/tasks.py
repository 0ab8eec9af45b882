"""Jobs of the services room."""

from django_tasks import task

from indimaj.ports import clock

from .actions import asking


@task()
def take_package(run: str) -> None:
    """Take in the package that a page was given."""
    asking.take_asked(run, at=clock.now())
