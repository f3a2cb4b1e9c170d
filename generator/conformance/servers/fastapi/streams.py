"""What grows, as it grows."""

from collections.abc import AsyncIterable
from datetime import datetime, timezone
from typing import Annotated

from fastapi import APIRouter, Body, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent

from models import Sown, Tick

router = APIRouter(prefix="/growth", tags=["growth"])
START = datetime(2024, 4, 1, 6, 0, tzinfo=timezone.utc)


@router.get("/lines")
async def growth_lines(count: int = 3) -> AsyncIterable[Tick]:
    for number in range(count):
        yield Tick(number=number, at=START, last=Sown(bed=7, grams=1.5) if number else None)


@router.get("/events", response_class=EventSourceResponse)
async def growth_events(last_event_id: Annotated[int | None, Header()] = None) -> AsyncIterable[Tick]:
    for number in range((last_event_id or 0) + 1, 4):
        yield Tick(number=number, at=START)


@router.post("/advice", response_class=EventSourceResponse)
async def advise(question: Annotated[str, Body(embed=True)]) -> AsyncIterable[ServerSentEvent]:
    for number, word in enumerate(question.split()):
        yield ServerSentEvent(data={"word": word}, event="word", id=str(number))
    yield ServerSentEvent(raw_data="[DONE]", event="done")
