"""The same installation that the fault tests break, left whole."""

from tests.faults.conftest import broker, cluster, mails, on_stage

__all__ = ["broker", "cluster", "mails", "on_stage"]
