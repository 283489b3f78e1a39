from django.db import models


class Source(models.Model):
    url = models.URLField(max_length=500)
    publisher = models.CharField(max_length=200)
    seen_on = models.DateField()


class Guide(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    short_answer = models.TextField()
    edited_on = models.DateField()
    sources = models.ManyToManyField(Source)


class Part(models.Model):
    guide = models.ForeignKey(Guide, models.CASCADE)
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]


class Section(Part):
    heading = models.CharField(max_length=120)
    html = models.TextField()


class Question(Part):
    question = models.CharField(max_length=200)
    html = models.TextField()


class Verdict(Part):
    meaning = models.CharField(max_length=40)
    need = models.CharField(max_length=40)
    reason = models.TextField()


class Change(Part):
    date = models.DateField()
    text = models.TextField()


class Contact(Part):
    provider = models.CharField(max_length=80)
    value = models.CharField(max_length=200)
    note = models.TextField()
    confidence = models.CharField(max_length=40)
    checked_how = models.CharField(max_length=40)
    checked_on = models.DateField()
    source = models.ForeignKey(Source, models.CASCADE)
