"""The document of the API (OpenAPI 3.1): what the operations don't say of themselves."""
