"""A person on the service side: identity, consent, and who helps them."""
