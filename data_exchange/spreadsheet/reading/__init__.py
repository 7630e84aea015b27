"""Read a spreadsheet of applications. Pure: no Django, no clock, bounded in time and memory."""
