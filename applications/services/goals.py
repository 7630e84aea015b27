"""The seeker's weekly goal."""

from accounts.locking import owner_locked
from accounts.models import User
from applications.models import WeeklyGoal


@owner_locked
def set_weekly_goal(owner: User, applications: int) -> None:
    """Set the goal of applications per week; zero removes it.

    Raises ValidationError if it is above ``MOST_A_WEEK``.
    """
    if not applications:
        WeeklyGoal.objects.filter(owner=owner).delete()
        return
    goal = WeeklyGoal.objects.filter(owner=owner).first() or WeeklyGoal(owner=owner)
    goal.applications = applications
    goal.full_clean()
    goal.save()
