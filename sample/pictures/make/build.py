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


def render(chromium, svg, png, w, h, scale):
    """One picture in a page of its own; the filters are drawn at `scale` and reduced later."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                        "--force-device-scale-factor=%s" % scale, "--window-size=%d,%d" % (w, h), "--screenshot=%s" % png,
                        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
                        "--user-data-dir=%s" % profile, svg.as_uri()],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)


def jpeg(png, out, w, h, low, high):
    """Saves at quality 84, or lower when the file would leave its size range."""
    from PIL import Image
    im = Image.open(png).convert("RGB")
    if im.size != (w, h):
        im = im.resize((w, h), Image.LANCZOS)
    for q in (84, 82, 80, 78, 75, 72, 69, 66):
        im.save(out, "JPEG", quality=q, optimize=True, progressive=True, subsampling=2)
        if out.stat().st_size <= high * 1000:
            break
    return q, out.stat().st_size


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--only", default="")
    a.add_argument("--draft", action="store_true", help="quick render, no metadata")
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
        render(o.chromium, svg.resolve(), png.resolve(), p.w, p.h, 1 if o.draft else 2)
        q, size = jpeg(png, out / (key + ".jpg"), p.w, p.h, 90, 225)
        print("%-18s %dx%d q%d %d KB" % (key, p.w, p.h, q, size // 1000), flush=True)
    if not o.draft:
        import metadata
        metadata.write(out, only)


if __name__ == "__main__":
    main()
