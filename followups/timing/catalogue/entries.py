"""What the catalogue keeps of each rule and each guard.

In the sentences `%(field)s` stands for a policy's figure with its unit, such as "7 days".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `audience` is you, employer or reference: whom the act is for.

    `optional` is no, yes, or by_interest (optional unless the interest is 4 or 5).
    """

    name: str
    title: str
    sentence: str
    sources: tuple[str, ...]
    fields: tuple[str, ...]
    audience: str
    optional: str = "no"


@dataclass(frozen=True, slots=True)
class Guard:
    """One reason to keep still: `rule` is what it holds back, `status` or `reference`.

    `is_yours` where the next move is the seeker's, not another's.
    """

    name: str
    rule: str
    title: str
    sentence: str
    sources: tuple[str, ...]
    is_yours: bool = False
