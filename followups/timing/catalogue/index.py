"""Every rule and every guard as data: what it says, for whom, on whose words, by which figures."""

from collections.abc import Mapping
from types import MappingProxyType

from followups.timing.catalogue.employer import EMPLOYER_RULES
from followups.timing.catalogue.entries import Guard, Rule
from followups.timing.catalogue.guards import GUARD_ENTRIES
from followups.timing.catalogue.references import REFERENCE_RULES
from followups.timing.catalogue.status import STATUS_RULES

__all__ = ["GUARDS", "RULES", "Guard", "Rule"]

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.name: rule for rule in (*EMPLOYER_RULES, *STATUS_RULES, *REFERENCE_RULES)}
)
"""Every rule, by its name, in the order in which the catalogue is read."""

GUARDS: Mapping[str, Guard] = MappingProxyType({guard.name: guard for guard in GUARD_ENTRIES})
"""Every guard, by its name."""
