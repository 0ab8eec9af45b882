"""One file, held for one change: the second of two officers is told, and nothing is overwritten."""

from uuid import UUID

from ..models import Application


class Stale(Exception):
    """The file has changed since the page was drawn."""

    def __init__(self, application: Application, seen: int) -> None:
        super().__init__(f"version {seen} was shown, {application.version} is stored")
        self.application, self.seen = application, seen


def hold(application_id: UUID, version: int | None = None) -> Application:
    """The row, locked until the transaction ends; raises Stale when it is not at `version` any more."""
    current = (
        Application.objects.select_for_update(of=("self",))
        .select_related("applicant", "office")
        .get(pk=application_id)
    )
    if version is not None and current.version != version:
        raise Stale(current, version)
    return current
