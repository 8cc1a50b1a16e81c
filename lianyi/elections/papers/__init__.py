"""The papers of an election: `PAPERS`, and each as a page to print (`html`) or as a Word document (`docx`)."""

from lianyi.elections.papers.answering import docx, html
from lianyi.elections.papers.kinds import PAPERS
from lianyi.elections.papers.paper import Paper

__all__ = ["PAPERS", "Paper", "docx", "html"]
