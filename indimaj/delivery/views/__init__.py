"""Pages of the room, by who reads them."""
