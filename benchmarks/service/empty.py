"""A handler that does nothing, of the same framework, for the same server."""

from __future__ import annotations

from fastapi import FastAPI

app = FastAPI()


@app.get("/empty")
async def empty() -> dict[str, str]:
    """Answer with nothing."""
    return {}
