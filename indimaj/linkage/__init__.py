"""Names in any script and spelling, and likely duplicates explained field by field. Pure Python, no clock."""
