"""What the API gives and takes, as pydantic models: the source of `/openapi.json`."""
