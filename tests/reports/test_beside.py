"""A figure and a commitment name the editions that print them, with the place."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils.translation import override

from indimaj.reports import beside
from indimaj.reports.models import Anchor, Edition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["figure", "commitment"])
def test_what_an_edition_prints_leads_to_its_page(frozen: Edition, client: Client, kind: str) -> None:
    anchor = Anchor.objects.filter(edition=frozen, kind=kind, language="fr").first()
    assert anchor is not None
    with override("fr"):
        if kind == "figure":
            links = beside.of_figure(anchor.key)[0].links
        else:
            pk = uuid4()
            template, context = beside.of_commitments({pk: anchor.key})[pk]
            links = context["links"]
            assert template == beside.TEMPLATE
    assert [link.url for link in links] == [f"/fr/reports/{frozen.number}/where/{kind}/{anchor.key}/"]
    answer = client.get(links[0].url)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#{anchor.place}")


def test_what_no_edition_prints_leads_nowhere(frozen: Edition) -> None:
    assert beside.of_commitments({uuid4(): "nothing"}) == {}
    assert list(beside.of_figure("nothing")[0].links) == []
