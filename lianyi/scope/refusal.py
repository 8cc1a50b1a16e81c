"""The two ways in which something is not done for somebody."""


class OutOfScope(Exception):
    """The thing asked for does not exist for this person. The site answers 404, so that it does not tell that it exists."""


class Refused(Exception):
    """An action cannot be done as asked. `str()` is the sentence for the user, already in the user's language."""
