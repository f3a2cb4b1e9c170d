"""A museum, as a Litestar application."""

from litestar import Litestar, Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

import papers
import visits
from works import WorkController

app = Litestar(
    route_handlers=[WorkController, Router("/visits", route_handlers=visits.handlers, tags=["visits"]), *papers.handlers],
    openapi_config=OpenAPIConfig(
        title="Museum",
        version="1.4.0",
        components=Components(
            security_schemes={"staff": SecurityScheme(type="apiKey", name="X-Staff", security_scheme_in="header")}
        ),
    ),
)
