"""Makes the pictures of the sample newspaper.

    python3 build.py [--only KEY[,KEY]] [--draft] [--out FOLDER] [--work FOLDER]

Needs Chromium (the CHROMIUM variable or --chromium, by default `chromium`), Pillow and exiftool.
"""
import argparse
import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True


def scenes():
    found = {}
    for name in ("scenes_city", "scenes_water", "scenes_rooms", "scenes_more", "portraits"):
        if (HERE / (name + ".py")).exists():
            found.update(importlib.import_module(name).SCENES)
    return found


def shot(chromium, svg, png, w, h, scale):
    """The window is higher than the picture: Chromium may leave its lower edge unpainted."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                        "--force-device-scale-factor=%s" % scale, "--window-size=%d,%d" % (w, h + 160), "--screenshot=%s" % png,
                        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
                        "--run-all-compositor-stages-before-draw", "--user-data-dir=%s" % profile, svg.as_uri()],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)
    from PIL import Image
    im = Image.open(png).convert("RGB")
    im.load()
    return im.crop((0, 0, w * scale, h * scale))


def render(chromium, svg, png, w, h, scale, sure=True):
    """The picture is taken until two shots agree, because a page can be caught half drawn."""
    last = shot(chromium, svg, png, w, h, scale)
    for _ in range(5 if sure else 0):
        again = shot(chromium, svg, png, w, h, scale)
        if again.tobytes() == last.tobytes():
            break
        last = again
    last.save(png)


def jpeg(png, out, w, h, high):
    """Quality 84, or lower and slightly softened when the file would be larger than `high` KB."""
    from PIL import Image, ImageFilter
    im = Image.open(png).convert("RGB")
    if im.size != (w, h):
        im = im.resize((w, h), Image.BICUBIC)
    soft = im.filter(ImageFilter.GaussianBlur(.45))
    softer = im.filter(ImageFilter.GaussianBlur(.65))
    for q, i in [(q, im) for q in (84, 82, 80, 78)] + [(q, soft) for q in (82, 80, 78, 76, 74, 72, 70, 68)] + [(q, softer) for q in (72, 70, 68, 66, 64)]:
        i.save(out, "JPEG", quality=q, optimize=True, progressive=True, subsampling=2)
        if out.stat().st_size <= high * 1000:
            break
    return q, out.stat().st_size


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--only", default="")
    a.add_argument("--draft", action="store_true", help="quick render, no metadata")
    a.add_argument("--no-metadata", action="store_true")
    a.add_argument("--chromium", default=os.environ.get("CHROMIUM", "chromium"))
    a.add_argument("--out", default=str(HERE.parent))
    a.add_argument("--work", default="")
    o = a.parse_args()
    out = pathlib.Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(o.work or tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    only = [k for k in o.only.split(",") if k]
    for key, draw in scenes().items():
        if only and key not in only:
            continue
        p = draw()
        svg, png = work / (key + ".svg"), work / (key + ".png")
        svg.write_text(p.svg(), encoding="utf-8")
        render(o.chromium, svg.resolve(), png.resolve(), p.w, p.h, 1 if o.draft else 2, not o.draft)
        q, size = jpeg(png, out / (key + ".jpg"), p.w, p.h, 204 if p.w == 1600 else 92)
        print("%-18s %dx%d q%d %d KB" % (key, p.w, p.h, q, size // 1000), flush=True)
    if not o.draft and not o.no_metadata:
        import metadata
        metadata.write(out, only)


if __name__ == "__main__":
    main()
