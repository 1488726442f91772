"""Fills an empty Wagtail with the first stories of a WordPress archive: fill.py ARCHIVE COUNT

Prints the address of each story.
"""

import os
import re
import sys
from datetime import datetime, timezone
from xml.etree import ElementTree

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

archive, count = sys.argv[1], int(sys.argv[2])
call_command("makemigrations", "paper", verbosity=0)
call_command("migrate", verbosity=0)

from paper.models import FrontPage, StoryPage  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

WP = "{http://wordpress.org/export/1.2/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def stories():
    """The first items of the archive, however long it is."""
    found = 0
    for _, element in ElementTree.iterparse(archive):
        if element.tag != "item":
            continue
        yield element
        element.clear()
        found += 1
        if found == count:
            return


with transaction.atomic():
    Page.objects.filter(depth=2).delete()
    front = Page.objects.get(depth=1).add_child(instance=FrontPage(title="The Bench Courier", slug="front"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": front})
    for item in stories():
        categories = {"category": [], "post_tag": []}
        for term in item.findall("category"):
            categories[term.get("domain")].append(term.text)
        at = datetime.fromisoformat(item.findtext(f"{WP}post_date_gmt")).replace(tzinfo=timezone.utc)
        page = StoryPage(
            title=item.findtext("title"),
            slug=item.findtext(f"{WP}post_name"),
            section=(categories["category"] or [""])[0],
            author=item.findtext(CREATOR),
            standfirst=item.findtext(EXCERPT),
            body=re.sub(r"<!--.*?-->", "", item.findtext(CONTENT)),
            published=at,
            first_published_at=at,
        )
        page.tags.add(*categories["post_tag"])
        print(front.add_child(instance=page).url_path.replace("/front", "", 1))
