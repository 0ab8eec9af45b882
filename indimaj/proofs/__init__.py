"""The one way in which a fact crosses the wall: handed over by the person, once, for a purpose."""
