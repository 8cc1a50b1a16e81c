"""The two ways in which something is not done for somebody."""


class OutOfScope(Exception):  # noqa: N818 - it is no error of the program
    """The thing asked for does not exist for this person. The site answers 404, not to tell that it exists."""


class Refused(Exception):  # noqa: N818
    """An action cannot be done as asked. `str()` is the sentence for the user, already in the user's language."""
