"""Every story page of a running paper, with what its story says, into a folder.

usage: collect.py ORIGIN FOLDER PROGRAM [ARGUMENT...], where PROGRAM ARGUMENT... begins every command.
"""

import html
import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

# What stands beside the words of a story: notes on it, where a quoted piece ran first.
BESIDE = re.compile(r'<(?:aside|div) class="notice.*?</(?:aside|div)>|<p class="(?:facts|piece)">.*?</p>|<figcaption>.*?</figcaption>', re.S)


def said(command, *words):
    return json.loads(subprocess.run([*command, *words, "--json"], check=True, capture_output=True, text=True).stdout)


def article(page):
    """The story in the structured data of its page."""
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])["@graph"]
    return next(node for node in graph if "headline" in node)


def main(origin, folder, command):
    folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(said(command, "story", "list", "--state", "published", "--limit", "1000")):
        story = said(command, "story", "show", line["id"])
        if story["is_page"]:
            continue
        url = origin + line["url_path"]
        with urllib.request.urlopen(url, timeout=30) as answer:
            page = answer.read().decode()
        told = article(page)
        images = [f"{image.get('caption', '')} {image.get('creditText', '')}" for image in told.get("image", [])]
        shown = re.search(r'<p class="times">.*?<time datetime="(\d{4}-\d\d-\d\d)', page, re.S)
        beside = [html.unescape(re.sub("<[^>]+>", " ", part)) for part in BESIDE.findall(page)]
        facts = {
            "url": url,
            "language": line["edition"],
            "story": story,
            "authors": [person["name"] for person in told.get("author", [])],
            # The day of publication, in UTC and where the paper is.
            "dates": sorted({told["datePublished"][:10], shown[1]}),
            "beside": beside + images,
        }
        (folder / f"{number:04}.html").write_text(page)
        (folder / f"{number:04}.json").write_text(json.dumps(facts))


main(sys.argv[1].rstrip("/"), Path(sys.argv[2]), sys.argv[3:])
