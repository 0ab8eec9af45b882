"""What was said in the room, and in which sentence of which document: events, contributions, documents, passages."""
