"""Courses, exchange, training and livelihoods: places, attendance and results, both sides counted."""
