"""What is raised where a service that the tests need cannot be had."""


class ServiceMissing(Exception):
    """A server or program is not on this machine; the message says how to get it."""
