"""Gateways and banks: the real clients, and the twin that imitates the other side in the demo.

`Gateways` answers what is configured. Where nothing is, the demo talks to its own sandbox with the same clients,
the same signatures and over HTTP; elsewhere there is no gateway, and nothing is offered.
"""

from collections.abc import Mapping

from django.conf import settings

from motcua.adapters.payment.platform import Platform
from motcua.adapters.payment.vnpay import Vnpay
from motcua.payments.ports import Gateway


class Gateways:
    """What is configured, looked up each time: a setting is enough to offer a gateway or to take it away."""

    def all(self) -> Mapping[str, Gateway]:
        """The gateways that have a secret, by name, in the order in which they are offered."""
        found: dict[str, Gateway] = {}
        for name, made in (("platform", Platform), ("vnpay", Vnpay)):
            if settings.GATEWAYS[name]["secret"]:
                found[name] = made(**settings.GATEWAYS[name])
        return found
