"""Forms of the accounts app."""

from accounts.forms.settings import DigestForm, ProfileForm, SignupForm

__all__ = ["DigestForm", "ProfileForm", "SignupForm"]
