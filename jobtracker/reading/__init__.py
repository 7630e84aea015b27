"""Readers of what people write anywhere: money, days, web pages. Pure: no Django, no clock."""
