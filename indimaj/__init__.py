"""Indimaj: the platform on which a country runs its migrant-integration policy end to end."""
