"""The request as our views get it: with the person who asks."""

from django.http import HttpRequest

from lianyi.scope import Actor


class Request(HttpRequest):
    """For annotations only. The gate puts the actor on every request."""

    actor: Actor
