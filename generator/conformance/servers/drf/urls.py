"""The routes of the book shop."""

from django.urls import include, path, register_converter
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from shop import views


class FourDigits:
    regex = "[0-9]{4}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:04}"


register_converter(FourDigits, "yyyy")
router = DefaultRouter()
router.register("authors", views.AuthorViewSet)
router.register("books", views.BookViewSet)
router.register("sales", views.SaleViewSet, basename="sale")
urlpatterns = [
    path("api/", include(router.urls)),
    path("api/archive/<yyyy:year>/<slug:shelf>/<path:rest>", views.ArchiveView.as_view()),
    path("api/payments/", views.PaymentView.as_view()),
    path("api/token/", views.TokenView.as_view()),
    path("api/report/", views.ReportView.as_view()),
    path("api/schema/", SpectacularAPIView.as_view()),
]
