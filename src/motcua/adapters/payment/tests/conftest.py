"""Gateways that talk to the twin without a network: `online` of the house's own conftest."""

import pytest


@pytest.fixture
def twin(online):
    return online
