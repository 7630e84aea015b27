"""The log of who looked: every look of another, and never one's own."""

from datetime import datetime, timedelta

from accounts.access_log import log_access, log_list_access
from accounts.models import AccessLog, User


def test_each_look_is_kept(seeker: User, coach: User, now: datetime) -> None:
    for _time in range(2):
        log_access(coach, seeker, AccessLog.What.APPLICATION, now=now, about="Designer at Harbour")
    rows = AccessLog.objects.filter(seeker=seeker)
    assert [(row.viewer, row.viewer_name, row.about) for row in rows] == [
        (coach, "Morgan Ellis", "Designer at Harbour")
    ] * 2


def test_ones_own_look_is_no_news(seeker: User, now: datetime) -> None:
    log_access(seeker, seeker, AccessLog.What.CLIENT, now=now)
    log_list_access(seeker, [seeker], AccessLog.What.CASELOAD, now=now)
    assert not AccessLog.objects.exists()


def test_a_list_is_kept_once_a_day_of_the_seekers(
    seeker: User, stranger: User, coach: User, now: datetime
) -> None:
    for hours in (0, 1, 3.9, 4):
        moment = now + timedelta(hours=hours)
        log_list_access(coach, [seeker, stranger], AccessLog.What.CASELOAD, now=moment)
    rows = AccessLog.objects.filter(seeker=seeker).order_by("at")
    assert [row.at for row in rows] == [now, now + timedelta(hours=4)]
    assert AccessLog.objects.filter(seeker=stranger).count() == 2


def test_the_name_outlives_the_viewer(seeker: User, coach: User, now: datetime) -> None:
    log_access(coach, seeker, AccessLog.What.CLIENT, now=now)
    coach.delete()
    assert AccessLog.objects.get().viewer_name == "Morgan Ellis"
