"""The best answer so far."""

from dataclasses import dataclass

from lianyi.engines.siting.problem import IntArray


@dataclass
class Best:
    """``opened``: columns that are not forced, of the core all speak of; ``method``: how they were found."""

    opened: IntArray
    saving: int
    method: str

    def take(self, opened: IntArray, saving: int, method: str) -> bool:
        """Keep it if it is better; was it?"""
        if saving <= self.saving:
            return False
        self.opened, self.saving, self.method = opened, saving, method
        return True
