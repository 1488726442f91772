"""A newspaper in the fewest lines: a front and its stories."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Page

# As many cards as the fronts it is compared with.
CARDS = 40


class FrontPage(Page):
    """The front: the newest stories."""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        newest = StoryPage.objects.live().child_of(self).order_by("-published")
        context["stories"] = newest[:CARDS]
        return context


class StoryTag(TaggedItemBase):
    """A topic of a story."""

    content_object = ParentalKey("StoryPage", related_name="tagged_items", on_delete=models.CASCADE)


class StoryPage(Page):
    """A story."""

    section = models.CharField(max_length=80)
    author = models.CharField(max_length=80)
    standfirst = models.TextField(blank=True)
    body = RichTextField()
    published = models.DateTimeField(db_index=True)
    tags = ClusterTaggableManager(through=StoryTag, blank=True)
