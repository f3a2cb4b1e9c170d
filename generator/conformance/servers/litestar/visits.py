"""Visits, which are of several kinds."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timezone

from litestar import get, post
from litestar.response import ServerSentEvent, ServerSentEventMessage, Stream

from models import Booking, Floor, Ticket, Visit

ISSUED = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone.utc)


@post("/bookings")
async def book(data: Booking) -> Ticket:
    return Ticket(number=2**53 + 1, booking=data, issued=ISSUED)


@post("/plan", status_code=200)
async def plan(data: list[Visit]) -> dict[str, Visit]:
    return {str(number): visit for number, visit in enumerate(data)}


@get("/days/{day:date}/{floor:int}/{rest:path}")
async def visits_of_day(day: date, floor: Floor, rest: str, open_only: bool = True) -> list[str | int | bool]:
    return [day.isoformat(), floor, rest, open_only]


@get("/announcements")
async def announcements(count: int = 2) -> ServerSentEvent:
    async def told() -> AsyncIterator[ServerSentEventMessage]:
        for number in range(count):
            yield ServerSentEventMessage(data=f'{{"room": {number}}}', event="room", id=number)

    return ServerSentEvent(told())


@get("/steps", media_type="application/x-ndjson")
async def steps() -> Stream:
    async def lines() -> AsyncIterator[str]:
        for number in range(3):
            yield f'{{"step": {number}}}\n'

    return Stream(lines())


handlers = [book, plan, visits_of_day, announcements, steps]
