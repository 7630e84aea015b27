"""`python -m tests.faults.fill_pages`: one of everything that an address can be about.

Prints the addresses, and the session of each person who may ask for them: the owner of it all, a
coach with a grant, and an operator.
"""

import json
import sys

import django


def main() -> None:
    """Write it all, as of now."""
    django.setup()
    from django.utils import timezone

    from accounts.models import User
    from tests.conftest import person, signed_in
    from tests.test_access import make_world
    from tests.test_fuzz import paths

    now = timezone.now().replace(microsecond=0)
    owner = person("owner@faults.example", "Robin Hale")
    operator = User.objects.create_superuser("operator@faults.example", name="Op Erator")
    world = make_world(owner, "Xanthic", now)
    people = (owner, world["grant"].coach, operator)
    sessions = [signed_in(who).cookies["sessionid"].value for who in people]
    told = {"paths": sorted(set(paths(world))), "sessions": sessions}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
