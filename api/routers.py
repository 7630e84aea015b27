"""The operations of the API, in the order of its reference."""

from api.resources.applications import router as applications
from api.resources.companies import router as companies
from api.resources.contacts import router as contacts
from api.resources.debriefs import router as debriefs
from api.resources.documents import router as documents
from api.resources.events import router as events
from api.resources.intake import router as intake
from api.resources.interviews import router as interviews
from api.resources.messages import router as messages
from api.resources.overview import router as overview
from api.resources.plans import router as plans
from api.resources.references import router as references
from api.resources.reminders import router as reminders
from api.resources.suggestions import router as suggestions
from api.resources.templates import router as templates

ROUTERS = (
    overview,
    applications,
    events,
    interviews,
    debriefs,
    messages,
    companies,
    contacts,
    references,
    reminders,
    plans,
    intake,
    suggestions,
    documents,
    templates,
)
