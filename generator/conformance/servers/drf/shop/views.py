"""What can be done with it."""

from django.contrib.auth import authenticate
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, PolymorphicProxySerializer, extend_schema, extend_schema_view
from rest_framework import exceptions, generics, pagination, parsers, permissions, status, viewsets
from rest_framework.authtoken.models import Token
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from . import serializers as s
from .models import Author, Book, Genre, Sale

PROBLEM = OpenApiResponse(s.ProblemSerializer, "There is none.")
INVALID = OpenApiResponse(s.InvalidSerializer, "Something does not fit.")


class AuthorViewSet(viewsets.ModelViewSet):
    queryset = Author.objects.order_by("id")
    serializer_class = s.AuthorSerializer
    http_method_names = ["get", "post", "head", "options"]
    pagination_class = pagination.LimitOffsetPagination


@extend_schema_view(
    retrieve=extend_schema(responses={200: s.BookSerializer, 404: PROBLEM}),
    create=extend_schema(responses={201: s.BookSerializer, 400: INVALID}),
    list=extend_schema(
        parameters=[
            OpenApiParameter("genre", OpenApiTypes.STR, many=True, enum=Genre.values),
            OpenApiParameter("published_after", OpenApiTypes.DATE),
            OpenApiParameter("in_print", OpenApiTypes.BOOL),
            OpenApiParameter("max_price", OpenApiTypes.DECIMAL),
        ]
    ),
)
class BookViewSet(viewsets.ModelViewSet):
    queryset = Book.objects.order_by("title")
    serializer_class = s.BookSerializer

    def get_queryset(self):
        query = self.request.query_params
        books = super().get_queryset()
        if genres := query.getlist("genre"):
            books = books.filter(genre__in=genres)
        if "in_print" in query:
            books = books.filter(in_print=query["in_print"] == "true")
        if "max_price" in query:
            books = books.filter(price__lte=query["max_price"])
        return books

    @extend_schema(request={"multipart/form-data": s.CoverSerializer}, responses=s.StoredSerializer)
    @action(detail=True, methods=["put"], parser_classes=[parsers.MultiPartParser])
    def cover(self, request, pk):
        """Put a cover on the book."""
        sent = s.CoverSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        cover = sent.validated_data.get("cover")
        pages = [page.name for page in sent.validated_data.get("pages", [])]
        name, size = (cover.name, cover.size) if cover else (None, 0)
        data = {"name": name, "size": size, "caption": sent.validated_data["caption"], "width": sent.validated_data["width"]}
        return Response({**data, "pages": pages})

    @extend_schema(request=None, responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def sample(self, request, pk):
        """The first pages."""
        return HttpResponse(b"%PDF\x00" + self.get_object().title.encode(), content_type="application/octet-stream")


class SalesByCursor(pagination.CursorPagination):
    page_size = 2
    ordering = "at"


class SaleViewSet(viewsets.GenericViewSet, generics.mixins.ListModelMixin, generics.mixins.CreateModelMixin):
    queryset = Sale.objects.all()
    serializer_class = s.SaleSerializer
    pagination_class = SalesByCursor


class ArchiveView(APIView):
    @extend_schema(
        parameters=[
            OpenApiParameter("genre", OpenApiTypes.STR, enum=Genre.values),
            OpenApiParameter("X-Full", OpenApiTypes.BOOL, OpenApiParameter.HEADER),
        ],
        responses=s.ArchivedSerializer,
    )
    def get(self, request, year, shelf, rest):
        full = request.headers.get("X-Full") == "true"
        return Response(s.ArchivedSerializer({
            "year": year, "shelf": shelf, "rest": rest, "genre": request.query_params.get("genre"), "full": full,
        }).data)


PAYMENT = PolymorphicProxySerializer("Payment", [s.CardSerializer, s.CashSerializer], None)


class PaymentView(APIView):
    permission_classes = [permissions.AllowAny]

    @extend_schema(request=PAYMENT, responses={200: PAYMENT, 400: INVALID})
    def post(self, request):
        kinds = {"card": s.CardSerializer, "cash": s.CashSerializer}
        if request.data.get("kind") not in kinds:
            raise exceptions.ValidationError({"non_field_errors": ["no such kind"]})
        payment = kinds[request.data["kind"]](data=request.data)
        payment.is_valid(raise_exception=True)
        return Response(payment.data)


class TokenView(APIView):
    permission_classes = [permissions.AllowAny]
    parser_classes = [parsers.FormParser]

    @extend_schema(request={"application/x-www-form-urlencoded": s.TokenSerializer}, responses={200: s.TokenAnswerSerializer, 403: PROBLEM})
    def post(self, request):
        user = authenticate(username=request.data.get("username"), password=request.data.get("password"))
        if user is None:
            raise exceptions.PermissionDenied("wrong")
        return Response({"token": Token.objects.get_or_create(user=user)[0].key})


class PlainText(BaseRenderer):
    media_type = "text/plain"
    format = "txt"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return data if isinstance(data, str) else str(data)


class ReportView(APIView):
    renderer_classes = [PlainText]
    permission_classes = [permissions.IsAuthenticated]

    @extend_schema(responses={(200, "text/plain"): str})
    def get(self, request):
        """Who has sold what."""
        return Response(f"{request.user.username}: {Sale.objects.count()} ×", status=status.HTTP_200_OK)
