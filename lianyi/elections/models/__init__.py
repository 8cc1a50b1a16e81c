"""The tables of elections: the evening, who takes part, the rounds of ballots, the tellers' sheets."""

from lianyi.elections.models.election import Contest, Election, Elector, Official
from lianyi.elections.models.rounds import Round, Sheet

__all__ = ["Contest", "Election", "Elector", "Official", "Round", "Sheet"]
