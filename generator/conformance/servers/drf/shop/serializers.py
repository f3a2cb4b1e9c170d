"""How it is written."""

from rest_framework import serializers

from .models import Author, Book, Genre, Sale


class AuthorSerializer(serializers.ModelSerializer):
    book_count = serializers.SerializerMethodField()

    class Meta:
        model = Author
        fields = ["id", "name", "born", "book_count"]

    def get_book_count(self, author) -> int:
        return author.books.count()


class BookSerializer(serializers.ModelSerializer):
    author_detail = AuthorSerializer(source="author", read_only=True)
    tags = serializers.ListField(child=serializers.CharField(), required=False)
    dimensions = serializers.DictField(child=serializers.FloatField(), write_only=True, required=False)

    class Meta:
        model = Book
        fields = [
            "id", "title", "author", "author_detail", "genre", "price", "stars", "weight", "published", "added",
            "reading_time", "tags", "cover", "in_print", "dimensions",
        ]
        read_only_fields = ["cover"]

    def create(self, data):
        data.pop("dimensions", None)
        return super().create(data)


class CoverSerializer(serializers.Serializer):
    cover = serializers.FileField(allow_null=True, required=False)
    caption = serializers.CharField(max_length=40)
    pages = serializers.ListField(child=serializers.FileField(), required=False)
    width = serializers.IntegerField(default=640)


class StoredSerializer(serializers.Serializer):
    name = serializers.CharField(allow_null=True)
    size = serializers.IntegerField()
    caption = serializers.CharField()
    width = serializers.IntegerField()
    pages = serializers.ListField(child=serializers.CharField())


class SaleSerializer(serializers.ModelSerializer):
    class Meta:
        model = Sale
        fields = ["id", "book", "copies", "at"]


class CardSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(["card"])
    number = serializers.RegexField(r"^[0-9]{4}$")


class CashSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(["cash"])
    amount = serializers.DecimalField(max_digits=8, decimal_places=2, coerce_to_string=False)


class TokenSerializer(serializers.Serializer):
    username = serializers.CharField()
    password = serializers.CharField(write_only=True, style={"input_type": "password"})


class TokenAnswerSerializer(serializers.Serializer):
    token = serializers.CharField()


class ArchivedSerializer(serializers.Serializer):
    year = serializers.IntegerField()
    shelf = serializers.SlugField()
    rest = serializers.CharField()
    genre = serializers.ChoiceField(Genre.choices, allow_null=True)
    full = serializers.BooleanField()


class ProblemSerializer(serializers.Serializer):
    detail = serializers.CharField()


class InvalidSerializer(serializers.Serializer):
    title = serializers.ListField(child=serializers.CharField(), required=False)
    price = serializers.ListField(child=serializers.CharField(), required=False)
    non_field_errors = serializers.ListField(child=serializers.CharField(), required=False)
