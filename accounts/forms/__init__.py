"""Forms of the accounts app."""

from accounts.forms.region import RegionForm
from accounts.forms.settings import DigestForm, ProfileForm, SignupForm

__all__ = ["DigestForm", "ProfileForm", "RegionForm", "SignupForm"]
