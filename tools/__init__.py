"""What the project's own commands run: the checks of bin/test, the state diagrams."""
