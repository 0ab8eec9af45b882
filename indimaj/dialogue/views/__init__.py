"""Pages of the room: what everybody reads, and the desk."""
