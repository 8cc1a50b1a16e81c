"""Matters: what somebody raised, who carries it, and how it ends by the word of whoever raised it (诉求 → 办结)."""
