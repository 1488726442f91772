"""What extractors take from pages, beside what the pages' stories say. Prints one JSON object.

usage: extract.py FOLDER, which holds for each page N: N.html, N.json (address and story as
`dateline story show --json` prints it) and N.readability (what readability.mjs found).
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import newspaper
import readability
import trafilatura
from lxml import html as lxml_html
from trafilatura.settings import use_config

TOKEN = re.compile(r"\w+")


def tokens(text):
    """Words, without the marks over and under letters that writers may leave out."""
    letters = (c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return Counter(TOKEN.findall("".join(letters)))


def plain(text):
    """A text of the body without its marks."""
    if isinstance(text, str):
        return text
    return "".join(piece.get("text", " ") for piece in text or [] if "footnote" not in piece)


def words(elements):
    """The words of elements, in reading order: but nothing of captions and credits."""
    for one in elements or []:
        kind = one["type"]
        if kind in ("paragraph", "heading", "footnote", "code"):
            yield plain(one["text"])
        elif kind == "list":
            for item in one["items"]:
                yield plain(item.get("text"))
                yield from words(item.get("elements"))
        elif kind == "quote":
            yield from map(plain, one["text"])
            yield from (one.get(name) or "" for name in ("speaker", "role", "source"))
        elif kind == "factbox":
            yield one["title"]
            yield from words(one["elements"])
        elif kind == "table":
            yield one.get("caption") or ""
            for row in [one.get("head") or [], *one["rows"]]:
                yield from map(plain, row)


def captions(elements):
    """Captions, and credits of what ran elsewhere first: extractors may take or leave them."""
    for one in elements or []:
        if one["type"] == "picture":
            yield plain(one.get("caption"))
        elif one["type"] == "gallery":
            yield one.get("title") or ""
            yield from (plain(picture.get("caption")) for picture in one["pictures"])
        elif one["type"] == "attribution":
            yield from (one.get(name) or "" for name in ("outlet", "author", "title"))
        elif one["type"] == "factbox":
            yield from captions(one["elements"])


def f1(found, own, allowed):
    """F1 of tokens; words of `allowed` (headline, standfirst, captions, notices) count neither for nor against."""
    extra = found - own
    extra -= allowed
    right = sum((found & own).values())
    wrong = sum(extra.values())
    precision = right / (right + wrong) if right + wrong else 0
    recall = right / sum(own.values())
    return (2 * precision * recall / (precision + recall) if right else 0), extra, own - found


def by_trafilatura(page, url):
    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    found = json.loads(
        trafilatura.extract(page, url=url, output_format="json", with_metadata=True, include_comments=False, config=config)
        or "{}"
    )
    return {"text": found.get("text") or "", "headline": found.get("title"), "author": found.get("author"), "date": found.get("date")}


def by_readability_lxml(page, url):
    document = readability.Document(page, url=url)
    tree = lxml_html.fromstring(document.summary())
    for block in tree.iter("p", "li", "h1", "h2", "h3", "h4", "td", "th", "div", "figcaption", "blockquote", "cite"):
        block.tail = "\n" + (block.tail or "")
    return {"text": tree.text_content(), "headline": document.short_title(), "author": None, "date": None}


def by_newspaper(page, url, language):
    article = newspaper.Article(url, language=language if language in ("en", "ru", "ar", "fr", "es", "zh") else "en", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    date = article.publish_date
    return {
        "text": article.text,
        "headline": article.title,
        "author": "; ".join(article.authors),
        "date": date.isoformat() if date else None,
    }


def names(text):
    return {re.sub(r"\s+", " ", name).strip().casefold() for name in re.split(r"[;,،]", text or "") if name.strip()}


def judge(found, page):
    story = page["story"]
    own = tokens(" ".join(words(story["content"]["body"])))
    head = [story["headline"], story["content"].get("kicker") or "", plain(story["content"].get("standfirst"))]
    allowed = tokens(" ".join([*head, *captions(story["content"]["body"]), *page["beside"]]))
    score, extra, lost = f1(tokens(found["text"]), own, allowed)
    # Some extractors write every quotation mark their own way.
    bare = lambda text: re.sub(r"\s+", " ", re.sub("[\"«»“”„]", '"', text or "")).strip()
    same = lambda a, b: bare(a) == bare(b)
    return {
        "f1": score,
        "extra": extra,
        "lost": lost,
        "headline": same(found["headline"], story["headline"]),
        "author": None if found["author"] is None else names(found["author"]) == {name.casefold() for name in page["authors"]},
        "date": None if found["date"] is None else found["date"][:10] in page["dates"],
        "said": {name: found[name] for name in ("headline", "author", "date")},
    }


def main(folder):
    results = {}
    for file in sorted(folder.glob("*.html")):
        html = file.read_text()
        page = json.loads(file.with_suffix(".json").read_text())
        found = {
            "trafilatura": by_trafilatura(html, page["url"]),
            "readability-lxml": by_readability_lxml(html, page["url"]),
            "newspaper4k": by_newspaper(html, page["url"], page["language"]),
            "@mozilla/readability": json.loads(file.with_suffix(".readability").read_text()),
        }
        for name, taken in found.items():
            results.setdefault(name, []).append((page["url"], judge(taken, page)))
    summary = {"pages": len(next(iter(results.values()))), "versions": {}, "extractors": {}}
    for name in ("trafilatura", "readability-lxml", "newspaper4k"):
        summary["versions"][name] = version(name)
    for name, rows in results.items():
        scores = [row["f1"] for _, row in rows]
        share = lambda key: [row[key] for _, row in rows if row[key] is not None]
        worst = min(rows, key=lambda row: row[1]["f1"])
        summary["extractors"][name] = {
            "mean": sum(scores) / len(scores),
            "least": min(scores),
            **{key: [sum(share(key)), len(share(key))] for key in ("headline", "author", "date")},
            "worst": {
                "url": worst[0],
                "extra": dict(worst[1]["extra"].most_common(15)),
                "lost": dict(worst[1]["lost"].most_common(15)),
            },
            "wrong": [
                [url, key, row["said"][key]] for url, row in rows for key in ("headline", "author", "date") if row[key] is False
            ][:10],
        }
    if "-v" in sys.argv:
        for name, rows in results.items():
            for url, row in rows:
                print(f"{row['f1']:.4f} {name} {url} +{dict(row['extra'].most_common(12))} -{dict(row['lost'].most_common(12))}", file=sys.stderr)
    print(json.dumps(summary, ensure_ascii=False))


main(Path(sys.argv[1]))
