"""Indicators counted from the casework, frozen and reproducible; who does what where."""
