"""Needs, and referrals that come back with a result."""
