"""The seeker's goal for the week."""

from accounts.locking import owner_locked
from accounts.models import User
from applications.models import WeeklyGoal


@owner_locked
def set_weekly_goal(owner: User, applications: int) -> None:
    """Aim for so many applications a week; zero is no goal.

    Raises ValidationError where it is beyond what a week can hold.
    """
    if not applications:
        WeeklyGoal.objects.filter(owner=owner).delete()
        return
    goal = WeeklyGoal.objects.filter(owner=owner).first() or WeeklyGoal(owner=owner)
    goal.applications = applications
    goal.full_clean()
    goal.save()
