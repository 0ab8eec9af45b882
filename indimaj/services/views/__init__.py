"""Pages of the room: the public finder, the owner's own entry, the desk of those who keep and watch the directory."""
