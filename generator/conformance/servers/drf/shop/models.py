"""What the shop sells."""

import uuid

from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=60, unique=True)
    born = models.DateField(null=True, blank=True)


class Genre(models.TextChoices):
    NOVEL = "novel", "Novel"
    POETRY = "poetry", "Poetry"
    SCIENCE = "sci/tech", "Science & technology"


class Book(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=80)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    genre = models.CharField(max_length=10, choices=Genre.choices, blank=True)
    price = models.DecimalField(max_digits=7, decimal_places=2)
    stars = models.PositiveSmallIntegerField(choices=[(1, "bad"), (2, "fair"), (3, "good")], null=True, blank=True)
    weight = models.FloatField(null=True)
    published = models.DateField()
    added = models.DateTimeField(auto_now_add=True)
    reading_time = models.DurationField(null=True, blank=True)
    tags = models.JSONField(default=list, blank=True)
    cover = models.FileField(upload_to="covers", null=True, blank=True)
    in_print = models.BooleanField(default=True)


class Sale(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    copies = models.PositiveIntegerField()
    at = models.DateTimeField()
