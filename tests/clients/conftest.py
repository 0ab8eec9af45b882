from tests.clients.making import make_body, make_client, post  # noqa: F401
