"""Writes IPTC, XMP and EXIF fields into the pictures, and pictures.json beside them. Needs exiftool."""
import json
import pathlib
import subprocess

from words import WORDS

PAPER = "The Lindmar Courier"
ARTIST = "Jonas Weil"
CREDIT = ARTIST + " / " + PAPER
# Inside the file the credit is the paper's own; readers of each edition get it in their language.
CREDITS = {"en": "Illustration: " + CREDIT, "ru": "Иллюстрация: Йонас Вайль / «Линдмарский курьер»",
           "ar": "رسم: يوناس فايل / بريد ليندمار"}
RIGHTS = "© 2026 " + PAPER
TERMS = "Staff illustration. Free to use with the sample newspaper."
DIGITAL_ART = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalArt"
# two pictures say where they were drawn, so that taking a position out can be tested
PLACES = {"harbour-cranes": (57.8912, 23.4178), "snow-tram": (57.9034, 23.4406)}


def size(path):
    from PIL import Image
    with Image.open(path) as im:
        return im.size


def fields(key):
    head, _, en, ru, ar, alt, alt_ru, alt_ar = WORDS[key]
    out = ["-codedcharacterset=utf8",
           "-IPTC:Headline=" + head, "-IPTC:ObjectName=" + key, "-IPTC:Caption-Abstract=" + en,
           "-IPTC:By-line=" + ARTIST, "-IPTC:By-lineTitle=Staff photographer", "-IPTC:Credit=" + CREDIT,
           "-IPTC:CopyrightNotice=" + RIGHTS, "-IPTC:Source=" + PAPER, "-IPTC:City=Lindmar",
           "-XMP-photoshop:Headline=" + head, "-XMP-dc:Title=" + head,
           "-XMP-dc:Description=" + en, "-XMP-dc:Description-ru=" + ru, "-XMP-dc:Description-ar=" + ar,
           "-XMP-dc:Creator=" + ARTIST, "-XMP-dc:Rights=" + RIGHTS, "-XMP-photoshop:AuthorsPosition=Staff photographer",
           "-XMP-photoshop:Credit=" + CREDIT, "-XMP-photoshop:Source=" + PAPER, "-XMP-photoshop:City=Lindmar",
           "-XMP-iptcCore:AltTextAccessibility=" + alt, "-XMP-iptcCore:AltTextAccessibility-ru=" + alt_ru,
           "-XMP-iptcCore:AltTextAccessibility-ar=" + alt_ar,
           "-XMP-iptcExt:DigitalSourceType=" + DIGITAL_ART,
           "-XMP-xmpRights:UsageTerms=" + TERMS, "-XMP-xmpRights:Marked=True",
           "-EXIF:Artist=" + ARTIST, "-EXIF:Copyright=" + RIGHTS]
    if key in PLACES:
        lat, lon = PLACES[key]
        out += ["-EXIF:GPSLatitude=%s" % lat, "-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=%s" % lon, "-EXIF:GPSLongitudeRef=E"]
    return out


def write(folder, only=()):
    folder = pathlib.Path(folder)
    args = []
    for key in WORDS:
        path = folder / (key + ".jpg")
        if path.exists() and (not only or key in only):
            args += ["-all=", "-overwrite_original", str(path), "-execute"]
            args += fields(key) + ["-charset", "iptc=UTF8", "-charset", "exif=UTF8", "-sep", "|", "-overwrite_original", str(path), "-execute"]
    subprocess.run(["exiftool", "-charset", "utf8", "-@", "-"], input="\n".join(args) + "\n", text=True, encoding="utf-8",
                   check=True, stdout=subprocess.DEVNULL)
    rows = []
    for key, (_, focal, en, ru, ar, alt, alt_ru, alt_ar) in WORDS.items():
        path = folder / (key + ".jpg")
        if not path.exists():
            continue
        w, h = size(path)
        rows.append({"key": key, "file": path.name, "width": w, "height": h, "focal_point": list(focal),
                     "photographer": ARTIST, "credit_lines": CREDITS, "copyright": RIGHTS, "source": PAPER,
                     "rights": "staff", "captions": {"en": en, "ru": ru, "ar": ar}, "alts": {"en": alt, "ru": alt_ru, "ar": alt_ar}})
    (folder / "pictures.json").write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
