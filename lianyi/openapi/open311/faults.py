"""What went wrong, as the specification has it: a list of errors, each with a code and a sentence for people."""

from __future__ import annotations

from http import HTTPStatus

from lianyi.openapi.open311.documents import Document


class Fault(Exception):  # noqa: N818 - it is no error of the program
    """A request that is not done as asked. `str()` is the sentence; the status is that of the answer and the code."""

    def __init__(self, sentence: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(sentence)
        self.status = int(status)

    def document(self) -> Document:
        return Document("errors", [{"code": self.status, "description": str(self)}])


def missing(sentence: str) -> Fault:
    """For what does not exist."""
    return Fault(sentence, HTTPStatus.NOT_FOUND)
