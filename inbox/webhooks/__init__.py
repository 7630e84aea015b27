"""Mails that a mail provider posts to this site.

django-anymail checks that a request is the provider's. The mail in it is taken as the provider got
it wherever that is offered, and parsed by our own readers: they are bounded, and Python's parser of
addresses, which anymail's messages use, takes a minute for a hostile header of 100 kB.
"""
