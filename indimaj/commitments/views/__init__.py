"""Pages of the room, one function a page."""
