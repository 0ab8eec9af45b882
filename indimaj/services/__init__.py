"""Services that people can find and trust: where, when, in which language, with which documents."""
