"""The works: a controller with DTOs and pages."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from litestar import Controller, delete, get, head, patch, post, put
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.dto import DTOData
from litestar.exceptions import NotAuthorizedException, NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.pagination import AbstractSyncClassicPaginator, AbstractSyncOffsetPaginator, ClassicPagination, OffsetPagination
from litestar.params import Parameter
from litestar.response import Redirect

from models import ChangedWork, Floor, Material, NewWork, Work

store: dict[UUID, Work] = {}


class ByPage(AbstractSyncClassicPaginator[Work]):
    def get_total(self, page_size: int) -> int:
        return -(-len(store) // page_size)

    def get_items(self, page_size: int, current_page: int) -> list[Work]:
        return list(store.values())[(current_page - 1) * page_size : current_page * page_size]


class ByOffset(AbstractSyncOffsetPaginator[Work]):
    def get_total(self) -> int:
        return len(store)

    def get_items(self, limit: int, offset: int) -> list[Work]:
        return list(store.values())[offset : offset + limit]


def staff_only(connection: ASGIConnection, _: BaseRouteHandler) -> None:
    if connection.headers.get("X-Staff") != "badge-7":
        raise NotAuthorizedException("staff only")


def find(work_id: UUID) -> Work:
    if work_id not in store:
        raise NotFoundException(f"no work {work_id}", extra={"id": str(work_id)})
    return store[work_id]


class WorkController(Controller):
    path = "/works"
    tags = ["works"]
    dto = NewWork
    return_dto = None
    guarded = {"guards": [staff_only], "security": [{"staff": []}]}

    @get(dependencies={"paginator": Provide(ByPage, sync_to_thread=False)})
    async def list_works(self, paginator: ByPage, page_size: int = 2, current_page: int = 1) -> ClassicPagination[Work]:
        return paginator(page_size=page_size, current_page=current_page)

    @get("/export", dependencies={"paginator": Provide(ByOffset, sync_to_thread=False)})
    async def export_works(self, paginator: ByOffset, limit: int = 2, offset: int = 0) -> OffsetPagination[Work]:
        return paginator(limit=limit, offset=offset)

    @get("/search")
    async def search_works(
        self,
        material: list[Material] | None = None,
        floor: Floor | None = None,
        max_value: Annotated[Decimal | None, Parameter(query="maxValue")] = None,
        since: date | None = None,
        framed: bool = False,
        trace: Annotated[str | None, Parameter(header="X-Trace")] = None,
        session: Annotated[str | None, Parameter(cookie="session")] = None,
    ) -> dict[str, list[Work] | str | None]:
        found = [it for it in store.values() if not material or it.material in material]
        return {"works": found, "echo": f"{floor!r} {max_value} {since} {framed} {trace} {session}"}

    @post(**guarded)
    async def create_work(self, data: DTOData[Work]) -> Work:
        work = data.create_instance(id=UUID(int=len(store) + 1))
        store[work.id] = work
        return work

    @get("/{work_id:uuid}", raises=[NotFoundException])
    async def get_work(self, work_id: UUID) -> Work:
        return find(work_id)

    @head("/{work_id:uuid}")
    async def has_work(self, work_id: UUID) -> None:
        find(work_id)

    @put("/{work_id:uuid}", raises=[NotFoundException, NotAuthorizedException], **guarded)
    async def replace_work(self, work_id: UUID, data: DTOData[Work]) -> Work:
        find(work_id)
        store[work_id] = data.create_instance(id=work_id)
        return store[work_id]

    @patch("/{work_id:uuid}", dto=ChangedWork, raises=[NotFoundException], **guarded)
    async def update_work(self, work_id: UUID, data: DTOData[Work]) -> Work:
        return data.update_instance(find(work_id))

    @delete("/{work_id:uuid}", raises=[NotFoundException], **guarded)
    async def delete_work(self, work_id: UUID) -> None:
        del store[find(work_id).id]

    @get("/first", status_code=302)
    async def first_work(self) -> Redirect:
        return Redirect(f"/works/{next(iter(store))}")
