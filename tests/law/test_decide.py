"""What a decision leaves behind, and which version reaches which file."""

import json
from datetime import date

import pytest

from indimaj import law, policies

MOROCCO = policies.load("morocco")


def decide(on, campaign=None, **facts):
    return law.decide(MOROCCO, law.parse_facts(MOROCCO, facts), on=on, campaign=campaign)


def test_an_assessment_is_kept_as_it_stood():
    found = decide(date(2014, 6, 1), sex="male", in_morocco_since="2009", serious_illness=True)
    kept = json.loads(json.dumps(found.as_dict()))
    again = law.Assessment.from_dict(kept)
    assert again == found
    assert again.as_dict() == kept
    assert again.missing == found.missing


def test_the_trace_holds_the_value_and_the_limit_that_were_used():
    found = decide(date(2014, 6, 1), in_morocco_since=["2009-06-02", "2010-01-15"], residence_continuous=True)
    assert found.finding("C5").trace == (
        law.Step("resident_long_enough", "not_met", [52, 59], 60),
        law.Step("residence_is_continuous", "met", True, None),
        law.Step("residence_is_proven", "unknown", None, None),
    )
    assert found.parameters["residence_months"] == 60
    assert found.versions == ("2013-12-16-circular",)


def test_a_health_fact_leaves_no_value_in_the_trace():
    trace = decide(date(2014, 6, 1), serious_illness=True).finding("C6").trace
    assert trace[0] == law.Step("seriously_ill", "met", None, None)


@pytest.mark.parametrize(
    ("on", "facts", "versions"),
    [
        (date(2014, 7, 27), {"filed_on": "2014-03-03"}, ("2013-12-16-circular",)),
        (date(2014, 7, 28), {"filed_on": "2014-03-03"}, ("2013-12-16-circular", "2014-07-28-women")),
        (date(2014, 11, 1), {"filed_on": "2014-11-01"}, ("2013-12-16-circular", "2014-07-28-women")),
        (
            date(2015, 10, 26),
            {"filed_on": "2014-03-03", "first_outcome": "unfavourable"},
            ("2013-12-16-circular", "2014-07-28-women", "2015-10-26-recommendation"),
        ),
        (date(2015, 10, 26), {"filed_on": "2014-03-03"}, ("2013-12-16-circular", "2014-07-28-women")),
        (
            date(2018, 3, 27),
            {"filed_on": "2017-03-03"},
            ("2016-12-15-second-campaign", "2018-03-27-relaxations"),
        ),
        (date(2018, 3, 26), {"filed_on": "2017-03-03"}, ("2016-12-15-second-campaign",)),
    ],
)
def test_a_version_reaches_the_files_that_it_says(on, facts, versions):
    assert decide(on, **facts).versions == versions


def test_the_campaign_is_that_of_the_filing_day():
    assert decide(date(2018, 3, 27), filed_on="2014-05-05").campaign == "2014"
    assert decide(date(2017, 3, 27)).campaign == "2016"


def test_between_the_campaigns_nothing_is_proposed_and_ordinary_law_is_named():
    found = decide(date(2015, 6, 1), sex="female", recognised_refugee=True)
    assert (found.campaign, found.proposal, found.findings) == (None, "undetermined", ())
    assert (found.orientation, found.missing) == (("refugee", "ordinary_law"), ())


def test_an_unknown_campaign_is_an_error():
    with pytest.raises(ValueError, match="there are 2014, 2016"):
        decide(date(2014, 6, 1), campaign="1999")


def test_a_file_lodged_outside_the_window_is_under_no_criterion():
    found = decide(date(2015, 2, 1), campaign="2014", filed_on="2015-01-15", sex="female")
    assert (found.proposal, found.findings) == ("undetermined", ())


def test_another_track_never_changes_the_proposal():
    base = decide(date(2014, 6, 1), sex="male")
    track = decide(date(2014, 6, 1), sex="male", student_enrolled=True, holds_residence_title=True)
    assert track.orientation == ("student", "holds_title")
    assert (track.proposal, track.findings) == (base.proposal, base.findings)
