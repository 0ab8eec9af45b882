"""A country from a demo: people copied by SQL, and what is believable for each: help, consent, needs, referrals."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model

from indimaj.clients.models import Client, ClientKey, Consent, Support
from indimaj.directory.models import Body, Staff
from indimaj.referrals.models import Followed, Need, Referral
from indimaj.services.models import Service

PEOPLE_OF_ONE = 200
CASEWORKERS_OF_A_BODY = 20
BODIES_WITH_SERVICES = 1_000
INBOX = 10_000
GROWN = (Client, ClientKey, Support, Consent, Need, Referral, Followed)
# Of a thousand referrals, how many are below each mark: most ended long ago, one in six is open.
STATES = (
    (40, "sent"), (70, "seen"), (100, "waiting"), (130, "accepted"), (160, "started"), (680, "done"),
    (880, "refused"), (960, "expired"), (1000, "withdrawn"),
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """The accounts and bodies that the pages are asked for, made by the rooms' actions."""

    helping: Body
    caseworker: Staff
    providing: Body


def multiply(people: int, referrals: int, measured: Measured, now: datetime) -> None:
    """Grow the tables to those sizes."""
    with connection.cursor() as cursor, _without_indexes(cursor):
        cursor.execute("SET session_replication_role = replica")
        _bodies(cursor, people, measured)
        _people(cursor, people)
        _help(cursor, now)
        _needs(cursor, now)
        _referrals(cursor, referrals, measured, now)
        cursor.execute("SET session_replication_role = DEFAULT")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """Indexes that keep no rule are made once at the end, as a restore does."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexdef NOT LIKE '%% UNIQUE %%'",
        [[model._meta.db_table for model in GROWN]],
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _name, definition in found:
        cursor.execute(definition)


def _bodies(cursor: Any, people: int, measured: Measured) -> None:
    """Numbered caseworkers (the measured one is the first), helping bodies, and services shared out to bodies."""
    helpers = max(1, -(-people // PEOPLE_OF_ONE))
    bodies = -(-helpers // CASEWORKERS_OF_A_BODY)
    helping, providing = _quoted(measured.helping.code), _quoted(measured.providing.code)
    for prefix, number, like in (("B-HELP-", bodies, helping), ("B-SERVE-", BODIES_WITH_SERVICES, providing)):
        _insert(
            cursor,
            Body,
            {"code": f"'{prefix}' || n", "is_invented": "true", **_same(Body, "code", "is_invented")},
            f"directory_body, generate_series(1, {number}) n WHERE code = {like}",
        )
    _insert(
        cursor,
        Staff,
        {
            "id": "md5('bench staff ' || n)::uuid",
            "username": "'bench-copy-' || n",
            **_same(Staff, "id", "username"),
        },
        f"directory_staff, generate_series(1, {helpers - 1}) n WHERE username = {_quoted(measured.caseworker.username)}",
    )
    cursor.execute(
        f"CREATE TABLE bench_helper AS SELECT n, CASE n WHEN 0 THEN {_quoted(str(measured.caseworker.pk))}::uuid "
        f"ELSE md5('bench staff ' || n)::uuid END AS id, CASE WHEN n < {CASEWORKERS_OF_A_BODY} THEN {helping} "
        f"ELSE 'B-HELP-' || n / {CASEWORKERS_OF_A_BODY} END AS body FROM generate_series(0, {helpers - 1}) n"
    )
    cursor.execute(
        f"UPDATE services_service SET body_id = 'B-SERVE-' || 1 + abs(hashtext(id::text)::bigint) % {BODIES_WITH_SERVICES} "
        f"WHERE body_id IS NULL OR body_id <> {providing}"
    )
    cursor.execute(
        "CREATE TABLE bench_service AS SELECT (row_number() OVER (ORDER BY id))::int - 1 AS n, id, body_id AS body "
        f"FROM services_service WHERE body_id <> {providing}"
    )
    cursor.execute("ALTER TABLE bench_service ADD PRIMARY KEY (n)")
    cursor.execute("ALTER TABLE bench_helper ADD PRIMARY KEY (n)")
    cursor.execute("ANALYZE bench_service; ANALYZE bench_helper")


def _people(cursor: Any, people: int) -> None:
    """Copies of the originals under ids and references of their own, with their search keys; then all numbered."""
    originals = Client.objects.count()
    copies = max(0, people - originals) // originals
    own = _id_of("id")
    changed = {"id": own, "submission": _id_of("submission"), "reference": "reference || '-' || n"}
    source = f"clients_client, generate_series(1, {copies}) n"
    keys = f"clients_clientkey, generate_series(1, {copies}) n"
    key = {"client_id": _id_of("client_id")}
    _insert(cursor, ClientKey, {**key, **_same(ClientKey, "id", "client_id")}, keys, but="id")
    changed["guardian_id"] = "NULL"
    _insert(cursor, Client, {**changed, **_same(Client, *changed)}, source)
    cursor.execute(
        "CREATE TABLE bench_person AS SELECT (row_number() OVER (ORDER BY hashtext(id::text), id))::int - 1 AS n, id "
        "FROM clients_client WHERE length(reference) > 14"
    )
    cursor.execute("ALTER TABLE bench_person ADD PRIMARY KEY (n)")
    cursor.execute("ANALYZE bench_person")


def _help(cursor: Any, now: datetime) -> None:
    """Each person is helped by one caseworker; nineteen in twenty say yes to being sent on."""
    at = f"{_moment(now)} - make_interval(mins => 90 + (abs(hashint4(p.n)::bigint) % 400000)::int)"
    joined = f"bench_person p JOIN bench_helper h ON h.n = p.n / {PEOPLE_OF_ONE}"
    common = {"id": "gen_random_uuid()", "client_id": "p.id"}
    _insert(
        cursor,
        Support,
        {
            **common, "body_id": "h.body", "caseworker_id": "h.id", "since": f"{at} - interval '90 days'",
            "contact_at": at, "is_open": "true",
        },
        joined,
    )  # fmt: skip
    _insert(
        cursor,
        Consent,
        {
            **common, "purpose": "'referral'", "words": "'Yes'", "language": "'fr'",
            "given_at": f"{at} - interval '90 days'", "given_before_id": "h.id",
        },
        f"{joined} WHERE p.n % 20 <> 7",
    )  # fmt: skip


def _needs(cursor: Any, now: datetime) -> None:
    """Two needs a person, of the themes in turn."""
    themes = "(ARRAY['health','work','housing','education','language','legal','social'])[1 + (p.n + k) % 7]"
    _insert(
        cursor,
        Need,
        {
            "id": "md5('need ' || p.n || '-' || k)::uuid", "client_id": "p.id", "theme": themes,
            "urgency": "1 + p.n % 3", "words": "'Cherche de l’aide'", "state": "'open'",
            "recorded_at": f"{_moment(now)} - interval '200 days'", "submission": "gen_random_uuid()",
        },
        "bench_person p, generate_series(0, 1) k",
    )  # fmt: skip


def _referrals(cursor: Any, referrals: int, measured: Measured, now: datetime) -> None:
    """Several a person, over two years; the measured provider has an inbox of its own size."""
    cursor.execute("SELECT count(*) FROM bench_person")
    people = cursor.fetchone()[0]
    services = Service.objects.exclude(body=measured.providing).count()
    theirs = list(Service.objects.filter(body=measured.providing).order_by("pk").values_list("pk", flat=True))
    first, inbox = people // 2, min(INBOX, people // 5)
    marks = " ".join(f"WHEN h < {mark} THEN '{state}'" for mark, state in STATES)
    listed = ", ".join(_quoted(str(key)) for key in theirs)
    cursor.execute(
        f"""
        CREATE TABLE bench_referral AS
        SELECT i, person, k, inboxed, state, sent_at,
               state IN ('sent', 'seen', 'waiting', 'accepted', 'started') AS is_open,
               md5('need ' || person || '-' || k % 2)::uuid AS need,
               (i::bigint * 7919 + k * 13) % {services} AS service
        FROM (
            SELECT i, i % {people} AS person, i / {people} AS k, inboxed, state,
                   {_moment(now)} - make_interval(secs => CASE
                       WHEN state IN ('sent', 'seen') THEN h2 % 2600000
                       WHEN state IN ('waiting', 'accepted', 'started') THEN h2 % 10000000
                       ELSE 4000000 + h2 % 58000000 END) AS sent_at
            FROM (
                SELECT i, abs(hashint4(i + 77)::bigint) AS h2, i >= {first} AND i < {first + inbox} AS inboxed,
                       CASE WHEN i >= {first} AND i < {first + inbox} THEN CASE i % 2 WHEN 0 THEN 'sent' ELSE 'seen' END
                            ELSE CASE {marks} END END AS state
                FROM (SELECT i, abs(hashint4(i)::bigint) % 1000 AS h FROM generate_series(0, {referrals - 1}) i) numbered
            ) stated
        ) dated
        """
    )
    when = "CASE WHEN r.state {} THEN r.sent_at + interval '{} days' END"
    silent = f"r.sent_at < {_moment(now)} - interval '21 days'"
    _insert(
        cursor,
        Referral,
        {
            "id": "gen_random_uuid()", "submission": "gen_random_uuid()", "client_id": "p.id", "need_id": "r.need",
            "service_id": f"CASE WHEN r.inboxed THEN (ARRAY[{listed}])[1 + r.i % {len(theirs)}]::uuid ELSE s.id END",
            "body_id": f"CASE WHEN r.inboxed THEN {_quoted(measured.providing.code)} ELSE s.body END",
            "sent_for_id": "h.body", "sent_by_id": "h.id", "state": "r.state", "is_open": "r.is_open",
            "turn": f"CASE WHEN r.state IN ('sent', 'seen') AND {silent} THEN 1 WHEN r.is_open THEN 2 "
                    "WHEN r.state IN ('refused', 'expired') AND r.i % 12 = 0 THEN 0 ELSE 9 END",
            "urgency": "1 + r.i % 3", "language": "'fr'", "sent_at": "r.sent_at",
            "seen_at": when.format("<> 'sent'", 2), "waiting_at": when.format("= 'waiting'", 3),
            "accepted_at": when.format("IN ('accepted', 'started', 'done')", 4),
            "started_at": when.format("IN ('started', 'done')", 9),
            "ended_at": "CASE WHEN NOT r.is_open THEN r.sent_at + interval '30 days' END",
            "reason": "CASE r.state WHEN 'refused' THEN 'no_capacity' ELSE '' END",
            "result": "CASE r.state WHEN 'done' THEN 'met' ELSE '' END",
        },
        "bench_referral r JOIN bench_person p ON p.n = r.person JOIN bench_service s ON s.n = r.service "
        f"JOIN bench_helper h ON h.n = p.n / {PEOPLE_OF_ONE}",
    )  # fmt: skip
    cursor.execute("DROP TABLE bench_referral")
    copied = "r.turn < 9 AND s.is_open AND NOT EXISTS (SELECT FROM referrals_followed f WHERE f.referral_id = r.id)"
    _insert(
        cursor,
        Followed,
        {"referral_id": "r.id", "body_id": "s.body_id", "turn": "r.turn", "sent_at": "r.sent_at"},
        f"referrals_referral r JOIN clients_support s ON s.client_id = r.client_id WHERE {copied}",
        but="id",
    )


def _insert(cursor: Any, model: type[Model], values: dict[str, str], source: str, but: str = "") -> None:
    """Rows out of a FROM clause; a column that is not named is empty as the model says."""
    fields = [field for field in model._meta.local_concrete_fields if field.column != but]
    shown = [values.get(field.column) or _empty(field) for field in fields]
    names = ", ".join(f'"{field.column}"' for field in fields)
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(shown)} FROM {source}")


def _empty(field: Any) -> str:
    if field.null:
        return "NULL"
    value = field.get_default()
    if isinstance(field, JSONField):
        return "'{}'" if isinstance(value, dict) else "'[]'"
    return str(value).lower() if isinstance(value, (bool, int)) else _quoted(str(value or ""))


def _same(model: type[Model], *but: str) -> dict[str, str]:
    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields]
    return {column: f'{table}."{column}"' for column in columns if column not in but}


def _id_of(column: str) -> str:
    return f"(overlay({column}::text placing lpad(to_hex(n), 8, '0') from 1 for 8))::uuid"


def _moment(at: datetime) -> str:
    return f"'{at.isoformat()}'::timestamptz"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
