"""The catalogue of all rules and guards, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from followups.timing.catalogue.employer import EMPLOYER_RULES
from followups.timing.catalogue.guards import GUARD_ENTRIES
from followups.timing.catalogue.references import REFERENCE_RULES
from followups.timing.catalogue.referrers import REFERRER_RULES
from followups.timing.catalogue.status import STATUS_RULES
from followups.timing.catalogue.types import Guard, Rule

__all__ = ["GUARDS", "OVER", "RULES", "Guard", "Rule"]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.name: rule
        for rule in (*EMPLOYER_RULES, *STATUS_RULES, *REFERRER_RULES, *REFERENCE_RULES)
    }
)
"""The rules, by name, in the order in which the catalogue lists them."""

GUARDS: Mapping[str, Guard] = MappingProxyType({guard.name: guard for guard in GUARD_ENTRIES})
"""The guards, by name."""

OVER = tuple(guard.name for guard in GUARD_ENTRIES if guard.is_over)
"""The guards of applications that wait for nobody."""
