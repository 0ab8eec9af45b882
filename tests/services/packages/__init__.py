"""A package in the shape of the standard's own example, with the oddities that were met in it and in others."""

from typing import Any

from tests.services.making import key

PHONE = {"id": key("phone"), "number": '"+44 1234 234567"', "extension": 100, "type": "voice",
         "languages": [{"id": key("l"), "name": "Urdu", "code": "ur"}]}  # fmt: skip
SCHEDULE = {"id": key("schedule"), "valid_from": "2005-01-01", "valid_to": "2005-13-01", "timezone": 3, "wkst": "TU",
            "freq": "WEEKLY", "interval": 1, "byday": "TH,XX", "opens_at": "10:00:00", "closes_at": "6 pm",
            "notes": "Lunch between 12 and 2"}  # fmt: skip
CONTACT = {"id": key("contact"), "name": "Ann Persona", "title": "Reception", "phones": [PHONE]}


def service(number: int = 0, **changed: Any) -> dict[str, Any]:
    """A full record: everything nested, 3.1 fields, fields of nobody, values out of range."""
    return {
        "id": key(f"service {number}"),
        "name": f"Community counselling {number}",
        "alternate_name": "MyCity counselling",
        "description": "For everybody.",
        "url": "http://example.com/counselling",
        "additional_urls": [{"id": key("url"), "label": "Website", "url": "https://example.org"}],
        "email": "email@example.com",
        "status": "active",
        "interpretation_services": "Urdu, Polish",
        "wait_time": "2 weeks",
        "minimum_age": 12,
        "maximum_age": "100",
        "assured_date": "2014-01-10",
        "assurer_email": "email@example.com",
        "last_modified": "2023-03-15T10:30:45.123Z",
        "x_local_code": {"kept": ["by", "everybody", None, 1.5]},
        "phones": [PHONE],
        "schedules": [SCHEDULE],
        "service_areas": [{"id": key("area"), "name": "MyCity", "extent_type": "geojson"}],
        "languages": [{"id": key("l"), "name": "Urdu", "code": "ur", "note": "Interpreters on request"},
                      {"id": key("m"), "name": "English"}, {"id": key("n"), "code": "?!"}],
        "required_documents": [{"id": key("doc"), "document": "Passport or photo ID", "uri": None}],
        "cost_options": [{"id": key("cost"), "option": "per hour", "currency": "GBP", "amount": 50}],
        "contacts": [CONTACT],
        "funding": [{"id": key("fund"), "source": "Grants"}],
        "organization": {"id": key("organization"), "name": "Example Organization", "description": "Non-profit",
                         "email": "office@example.org", "year_incorporated": 2011, "tax_id": "X-1",
                         "contacts": [CONTACT]},
        "service_at_locations": [
            {"id": key("at"), "description": "In town", "contacts": [CONTACT], "schedules": [SCHEDULE],
             "location": {"id": key("location"), "location_type": "physical", "name": "Civic centre",
                          "latitude": 100, "longitude": -6.8, "transportation": "Bus 1",
                          "addresses": [{"id": key("address"), "address_1": "1-30 Main Street", "address_2": "",
                                         "city": "Rabat", "state_province": "", "postal_code": "10000",
                                         "country": "MA", "address_type": "physical"}],
                          "accessibility": [{"id": key("ramp"), "description": "Ramp"}]}},
        ],
        "attributes": [{"id": key("attribute"), "link_id": key("service 0"), "link_entity": "service",
                        "taxonomy_term": {"id": key("term"), "code": "B-123", "name": "Counselling",
                                          "description": "x"}}],
        **changed,
    }  # fmt: skip


def package(services: int = 3) -> dict[str, Any]:
    """Services with an odd one of each kind, organizations of their own, taxonomies, and a page's counters."""
    return {
        "total_items": services + 4,
        "services": [
            *(service(number) for number in range(services)),
            {"id": 4711, "name": "Numbered", "status": "OPEN", "organization_id": key("alone")},
            {"name": "Nameless id", "status": "temporarily closed", "description": None},
            {"description": "Neither id nor name"},
            "not a record",
        ],
        "organizations": [
            {
                "id": key("alone"),
                "name": "Alone",
                "description": "Has no service inside",
                "logo": "x",
                "colour": "red",
            }
        ],
        "taxonomies": [{"id": key("taxonomy"), "name": "Ours", "description": "d", "version": "1"}],
        "taxonomy_terms": [{"id": key("term"), "code": "B-123", "name": "Counselling", "description": "x"}],
    }
