"""What was promised and asked for, each back to its sentence."""
