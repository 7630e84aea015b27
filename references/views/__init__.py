"""The pages of people: contacts, companies, the ledger of references."""
