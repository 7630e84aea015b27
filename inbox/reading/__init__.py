"""The readers of mails and calendar files: bytes in, findings out.

Pure Python: no Django, no clock, no network. `read_mail` and `read_calendar` are the doors.
"""
