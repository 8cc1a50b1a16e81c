"""Playbooks: checklists of long matters, dated, with the rules behind each step. See docs/playbooks.md.

    for playbook in load_playbooks("cn-shaoxing", day):
        for step in playbook.steps:
            step.title.zh, step.bodies, step.rules, step.dues

Pure Python over YAML files: no Django, no clock, no network.
"""

from lianyi.playbooks.loader import load_playbooks
from lianyi.playbooks.playbook import Body, Due, Playbook, Step

__all__ = ["Body", "Due", "Playbook", "Step", "load_playbooks"]
