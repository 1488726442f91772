"""Drawing kit of the sample pictures: flat shapes, stippled shading, grain, water, light and a small camera."""
import math
import random
from contextlib import contextmanager

INK, NIGHT, NAVY, TEAL, SEA = "#0f1b26", "#16293a", "#1f3b50", "#2c5a66", "#4b8087"
FOG, PALE, CREAM, SAND = "#9dbdba", "#d6dfd3", "#f6ebd2", "#e9c792"
AMBER, ORANGE, BRICK, WINE, ROSE = "#f4ac3f", "#e4702f", "#b2432d", "#6a282d", "#e5a48b"
MOSS, PINE, GLOW = "#75864f", "#2a4840", "#ffe2a0"


def rgb(c):
    return tuple(int(c[i:i + 2], 16) for i in (1, 3, 5))


def mix(a, b, t):
    t = max(0.0, min(1.0, t))
    return "#%02x%02x%02x" % tuple(round(x + (y - x) * t) for x, y in zip(rgb(a), rgb(b)))


def f(v):
    s = "%.1f" % v
    return s[:-2] if s.endswith(".0") else s


def pts_d(pts, close=True):
    return "M" + "L".join(f(x) + " " + f(y) for x, y in pts) + ("Z" if close else "")


def smooth(pts, close=False):
    """A soft curve through points (Catmull-Rom)."""
    n = len(pts)
    d = "M%s %s" % (f(pts[0][0]), f(pts[0][1]))
    for i in range(n if close else n - 1):
        if close:
            a, b, c, e = pts[i - 1], pts[i], pts[(i + 1) % n], pts[(i + 2) % n]
        else:
            a, b, c, e = pts[max(i - 1, 0)], pts[i], pts[i + 1], pts[min(i + 2, n - 1)]
        d += "C%s %s %s %s %s %s" % tuple(map(f, (
            b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6,
            c[0] - (e[0] - b[0]) / 6, c[1] - (e[1] - b[1]) / 6, c[0], c[1])))
    return d + ("Z" if close else "")


class Cam:
    """A pinhole camera: x right, y up, z forward; look by yaw and pitch in degrees."""

    def __init__(self, pos, yaw=0, pitch=0, focal=1200, cx=800, cy=533):
        self.p, self.f, self.cx, self.cy = pos, focal, cx, cy
        self.sy, self.ky = math.sin(math.radians(yaw)), math.cos(math.radians(yaw))
        self.sp, self.kp = math.sin(math.radians(pitch)), math.cos(math.radians(pitch))

    def eye(self, q):
        x, y, z = q[0] - self.p[0], q[1] - self.p[1], q[2] - self.p[2]
        x, z = x * self.ky - z * self.sy, x * self.sy + z * self.ky
        return x, y * self.kp - z * self.sp, y * self.sp + z * self.kp

    def flat(self, e):
        return self.cx + self.f * e[0] / e[2], self.cy - self.f * e[1] / e[2]

    def at(self, x, y, z):
        e = self.eye((x, y, z))
        if e[2] < .05:
            return None
        return self.flat(e)

    def scale(self, x, y, z):
        return self.f / max(self.eye((x, y, z))[2], .05)

    def shape(self, pts, near=.3):
        es, out = [self.eye(q) for q in pts], []
        for i, b in enumerate(es):
            a = es[i - 1]
            if (a[2] >= near) != (b[2] >= near):
                t = (near - a[2]) / (b[2] - a[2])
                out.append(tuple(a[k] + (b[k] - a[k]) * t for k in range(3)))
            if b[2] >= near:
                out.append(b)
        return [self.flat(e) for e in out]

    def bar(self, a, b, thick, near=.3):
        a, b = self.eye(a), self.eye(b)
        if a[2] < near and b[2] < near:
            return []
        if a[2] < near or b[2] < near:
            t = (near - a[2]) / (b[2] - a[2])
            c = tuple(a[k] + (b[k] - a[k]) * t for k in range(3))
            a, b = (c, b) if a[2] < near else (a, c)
        (x1, y1), (x2, y2) = self.flat(a), self.flat(b)
        w1, w2 = max(self.f * thick / a[2], .7) / 2, max(self.f * thick / b[2], .7) / 2
        d = math.hypot(x2 - x1, y2 - y1) or 1
        nx, ny = -(y2 - y1) / d, (x2 - x1) / d
        return [(x1 + nx * w1, y1 + ny * w1), (x2 + nx * w2, y2 + ny * w2),
                (x2 - nx * w2, y2 - ny * w2), (x1 - nx * w1, y1 - ny * w1)]


class Pic:
    def __init__(self, w=1600, h=1067, seed=1):
        self.w, self.h, self.seed = w, h, seed
        self.r = random.Random(seed)
        self.defs, self.out, self.seen, self.n = [], [], {}, 0

    # definitions
    def uid(self, k="d"):
        self.n += 1
        return "%s%d" % (k, self.n)

    def lin(self, *stops, x1=0, y1=0, x2=0, y2=None):
        """A gradient in picture coordinates; stops are (offset, colour[, opacity])."""
        i = self.uid("l")
        y2 = self.h if y2 is None else y2
        self.defs.append('<linearGradient id="%s" gradientUnits="userSpaceOnUse" x1="%s" y1="%s" x2="%s" y2="%s">%s</linearGradient>'
                         % (i, f(x1), f(y1), f(x2), f(y2), self._stops(stops)))
        return "url(#%s)" % i

    def rad(self, cx, cy, r, *stops):
        i = self.uid("r")
        self.defs.append('<radialGradient id="%s" gradientUnits="userSpaceOnUse" cx="%s" cy="%s" r="%s">%s</radialGradient>'
                         % (i, f(cx), f(cy), f(r), self._stops(stops)))
        return "url(#%s)" % i

    @staticmethod
    def _stops(stops):
        return "".join('<stop offset="%s" stop-color="%s" stop-opacity="%s"/>' % (s[0], s[1], s[2] if len(s) > 2 else 1) for s in stops)

    def _filter(self, key, body):
        if key not in self.seen:
            i = self.uid("f")
            self.seen[key] = i
            self.defs.append('<filter id="%s" filterUnits="userSpaceOnUse" x="-20" y="-20" width="%d" height="%d" color-interpolation-filters="sRGB">%s</filter>'
                             % (i, self.w + 40, self.h + 40, body))
        return "url(#%s)" % self.seen[key]

    def rough(self, scale=4, freq=.035):
        """Hand-cut edges."""
        return self._filter(("rough", scale, freq),
                            '<feTurbulence type="fractalNoise" baseFrequency="%s" numOctaves="2" seed="%d" result="n"/>'
                            '<feDisplacementMap in="SourceGraphic" in2="n" scale="%s" xChannelSelector="R" yChannelSelector="G"/>'
                            % (freq, self.seed % 97 + 3, scale))

    def wobble(self, sx=26, fx=.004, fy=.06):
        """Broken reflections: displacement along x only."""
        return self._filter(("wob", sx, fx, fy),
                            '<feTurbulence type="fractalNoise" baseFrequency="%s %s" numOctaves="2" seed="%d" result="n"/>'
                            '<feColorMatrix in="n" type="matrix" values="1 0 0 0 0 0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 1" result="m"/>'
                            '<feDisplacementMap in="SourceGraphic" in2="m" scale="%s" xChannelSelector="R" yChannelSelector="G"/>'
                            % (fx, fy, self.seed % 89 + 5, sx))

    def blur(self, s):
        return self._filter(("blur", s), '<feGaussianBlur stdDeviation="%s"/>' % s)

    def stipple(self, colour, freq=.62, gain=2.6, k=0):
        """Turns alpha into sprayed dots of one ink."""
        return self._filter(("st", colour, freq, gain, k),
                            '<feTurbulence type="fractalNoise" baseFrequency="%s" numOctaves="2" seed="%d" result="n"/>'
                            '<feColorMatrix in="n" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0" result="m"/>'
                            '<feComposite in="SourceAlpha" in2="m" operator="arithmetic" k1="0" k2="%s" k3="%s" k4="%s" result="a"/>'
                            '<feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 14 -.4" result="b"/>'
                            '<feFlood flood-color="%s"/><feComposite in2="a" operator="in"/><feComposite in2="b" operator="in"/>'
                            % (freq, self.seed % 71 + 7 + k, gain, 3 * gain, -2.12 * gain, colour))

    # shapes
    def add(self, s):
        self.out.append(s)

    @staticmethod
    def _kw(kw):
        m = {"op": "opacity", "sw": "stroke-width", "cap": "stroke-linecap", "tr": "transform", "clip": "clip-path", "join": "stroke-linejoin"}
        return "".join(' %s="%s"' % (m.get(k, k.replace("_", "-")), v) for k, v in kw.items() if v is not None)

    def path(self, d, fill="none", **kw):
        self.add('<path d="%s" fill="%s"%s/>' % (d, fill, self._kw(kw)))

    def poly(self, pts, fill, **kw):
        if len(pts) > 2:
            self.path(pts_d(pts), fill, **kw)

    def blob(self, pts, fill, **kw):
        self.path(smooth(pts, True), fill, **kw)

    def rect(self, x, y, w, h, fill, **kw):
        self.add('<rect x="%s" y="%s" width="%s" height="%s" fill="%s"%s/>' % (f(x), f(y), f(w), f(h), fill, self._kw(kw)))

    def circ(self, x, y, r, fill, **kw):
        self.add('<circle cx="%s" cy="%s" r="%s" fill="%s"%s/>' % (f(x), f(y), "%.2f" % r, fill, self._kw(kw)))

    def ell(self, x, y, rx, ry, fill, **kw):
        self.add('<ellipse cx="%s" cy="%s" rx="%s" ry="%s" fill="%s"%s/>' % (f(x), f(y), f(rx), f(ry), fill, self._kw(kw)))

    def line(self, x1, y1, x2, y2, c, w=2, **kw):
        self.path("M%s %sL%s %s" % (f(x1), f(y1), f(x2), f(y2)), stroke=c, sw=w, **kw)

    def pl(self, pts, c, w=2, curve=False, **kw):
        self.path(smooth(pts) if curve else pts_d(pts, False), stroke=c, sw=w, **kw)

    def face(self, cam, pts, fill, **kw):
        self.poly(cam.shape(pts), fill, **kw)

    def beam(self, cam, a, b, thick, fill, **kw):
        self.poly(cam.bar(a, b, thick), fill, **kw)

    @contextmanager
    def g(self, filter=None, op=None, blend=None, clip=None, tr=None):
        a = ""
        if filter:
            a += ' filter="%s"' % filter
        if op is not None:
            a += ' opacity="%s"' % op
        if blend:
            a += ' style="mix-blend-mode:%s"' % blend
        if clip:
            i = self.uid("c")
            self.defs.append('<clipPath id="%s"><path d="%s"/></clipPath>' % (i, clip))
            a += ' clip-path="url(#%s)"' % i
        if tr:
            a += ' transform="%s"' % tr
        self.add("<g%s>" % a)
        yield
        self.add("</g>")

    # atmosphere
    def sky(self, *stops, y2=None):
        self.rect(0, 0, self.w, self.h, self.lin(*stops, y2=y2 or self.h))

    def glow(self, x, y, r, c=GLOW, op=.8, blend="screen"):
        self.circ(x, y, r, self.rad(x, y, r, (0, c, op), (.25, c, op * .45), (1, c, 0)), style="mix-blend-mode:%s" % blend)

    def mist(self, y, h, c=PALE, op=.6):
        self.rect(0, y - h, self.w, 2 * h, self.lin((0, c, 0), (.5, c, op), (1, c, 0), y1=y - h, y2=y + h))

    def lens(self, x, y, w, h, fill, **kw):
        self.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (x - w / 2, y, x, y - h, x + w / 2, y, x, y + h, x - w / 2, y))), fill, **kw)

    def cloud(self, x, y, w, h, fill, n=9, **kw):
        """A long flat-bottomed bank."""
        r, top = self.r, []
        for i in range(n + 1):
            t = i / n
            top.append((x - w / 2 + w * t, y - h * math.sin(math.pi * t) ** .7 * r.uniform(.35, 1)))
        bot = [(x + w / 2 - w * i / 5, y + h * .16 * r.uniform(-.5, 1) * (0 < i < 5)) for i in range(6)]
        self.blob(top + bot, fill, **kw)

    def banks(self, y0, y1, n, c, op=.5, w=(300, 900), h=(14, 46)):
        for _ in range(n):
            y = self.r.uniform(y0, y1)
            t = (y - y0) / max(y1 - y0, 1)
            self.cloud(self.r.uniform(-100, self.w + 100), y, self.r.uniform(*w) * (1.2 - .6 * t), self.r.uniform(*h) * (1.2 - .7 * t), c, op=op)

    def waves(self, y0, y1, n, colours, w=(40, 260), h=(1.2, 6), op=(.25, .8), x0=0, x1=None):
        r, x1 = self.r, x1 or self.w
        for _ in range(n):
            t = r.random() ** 1.4
            y = y0 + (y1 - y0) * t
            self.lens(r.uniform(x0, x1), y, r.uniform(*w) * (.3 + t), (h[0] + (h[1] - h[0]) * t) * r.uniform(.5, 1), r.choice(colours), op="%.2f" % r.uniform(*op))

    def shimmer(self, x, y0, y1, c, w0=14, w1=60, n=34, op=(.35, .95), spread=.35):
        """Reflection of a light on water."""
        r = self.r
        for i in range(n):
            t = (i + r.random()) / n
            w = (w0 + (w1 - w0) * t)
            self.lens(x + r.gauss(0, spread) * w, y0 + (y1 - y0) * t, w * r.uniform(.4, 1.5), 1 + 3.4 * t * r.uniform(.6, 1.2), c,
                      op="%.2f" % (r.uniform(*op) * (1 - .55 * t)))

    def snow(self, n, size=(1, 4), c=CREAM, op=(.4, .95), slant=.5):
        r = self.r
        for _ in range(n):
            s = r.uniform(0, 1) ** 2.6 * (size[1] - size[0]) + size[0]
            x, y = r.uniform(0, self.w), r.uniform(0, self.h)
            self.add('<ellipse rx="%.1f" ry="%.1f" fill="%s" opacity="%.2f" transform="translate(%d %d) rotate(%d)"/>'
                     % (s * (1 + slant), s, c, r.uniform(*op), x, y, 115 + r.uniform(-14, 14)))

    def windows(self, x, y, w, h, cols, rows, lit=GLOW, dark=INK, p=.5, gx=.45, gy=.4, arch=False, dark_op=.7):
        r = self.r
        cw, ch = w / cols, h / rows
        for j in range(rows):
            for i in range(cols):
                on = r.random() < p
                ww, hh = cw * (1 - gx), ch * (1 - gy)
                xx, yy = x + i * cw + cw * gx / 2, y + j * ch + ch * gy / 2
                c = mix(lit, ORANGE, r.random() * .45) if on else dark
                o = None if on else dark_op
                if arch:
                    self.path("M%s %sV%sQ%s %s %s %sQ%s %s %s %sV%sZ" % tuple(map(f, (xx, yy + hh, yy + ww / 2, xx, yy, xx + ww / 2, yy, xx + ww, yy, xx + ww, yy + ww / 2, yy + hh))), c, op=o)
                else:
                    self.rect(xx, yy, ww, hh, c, op=o)

    def skyline(self, y, fill, x0=-20, x1=None, hmin=25, hmax=80, spires=3, lit=None, p=.1, cranes=0):
        """A far town of gables, towers and chimneys."""
        r, x1 = self.r, x1 or self.w + 20
        x, d, wins, picks = x0, [(x0, y)], [], []
        while x < x1:
            w = r.uniform(22, 62)
            h = r.uniform(hmin, hmax)
            k = r.random()
            if k < .55:
                d += [(x, y - h), (x + w / 2, y - h - w * r.uniform(.3, .62)), (x + w, y - h)]
            elif k < .8:
                d += [(x, y - h), (x + w, y - h)]
            else:
                d += [(x, y - h), (x + w * .3, y - h), (x + w * .3, y - h - 24), (x + w * .42, y - h - 24), (x + w * .42, y - h), (x + w, y - h)]
            if lit:
                for _ in range(int(w * h * p / 60)):
                    wins.append((x + r.uniform(4, w - 6), y - r.uniform(5, h - 3)))
            picks.append((x + w / 2, y - h))
            x += w
        d += [(x, y)]
        self.poly(d, fill)
        for sx, sy in r.sample(picks, min(spires, len(picks))):
            h, w = r.uniform(50, 110) * min(hmax / 80, 1.1), r.uniform(8, 13)
            self.poly([(sx - w, sy + 10), (sx - w, sy - h * .4), (sx - w * 1.2, sy - h * .4), (sx - w * .35, sy - h * .75), (sx, sy - h * 1.35), (sx + w * .35, sy - h * .75), (sx + w * 1.2, sy - h * .4), (sx + w, sy - h * .4), (sx + w, sy + 10)], fill)
        for a, b in wins:
            self.rect(a, b, 2.6, 3.6, lit, op="%.2f" % r.uniform(.5, 1))

    def gull(self, x, y, s, c, t=0):
        with self.g(tr="translate(%s %s) rotate(%s) scale(%s)" % (f(x), f(y), f(t), f(s * 10) if 0 else s)):
            self.path("M-22 -5Q-13 -13 -2 -1Q0 1.5 3 -1Q13 -14 23 -8Q12 -9 4 3Q1 6 -3 3Q-12 -8 -22 -5Z", c)

    def person(self, x, y, h, c, coat=None, bag=False, umbrella=None, walk=None, head=None):
        """A standing or walking figure, feet at (x, y)."""
        r = self.r
        walk = r.random() < .6 if walk is None else walk
        coat = coat or c
        u = h / 100
        d = r.choice((-1, 1))
        P = lambda *q: [(x + a * u * d, y - b * u) for a, b in q]
        if walk:
            self.poly(P((-5, 46), (3, 46), (-4, 22), (-11, 3), (-7, 0), (-15, 0), (-15, 4), (-9, 24)), c)
            self.poly(P((-2, 46), (6, 46), (8, 22), (13, 4), (19, 0), (8, 0), (3, 24)), c)
        else:
            self.poly(P((-7, 46), (-.5, 46), (-2, 0), (-9, 0)), c)
            self.poly(P((7, 46), (.5, 46), (3, 0), (10, 0)), c)
        lean = 2 if walk else 0
        self.path(smooth(P((-10, 38), (-9.5, 60), (-10 + lean, 74), (-7 + lean, 81), (lean, 83.5), (7 + lean, 81), (10.5 + lean, 73), (10, 56), (11, 37), (0, 35)), True), coat)
        if walk:
            self.poly(P((8, 78), (3, 78), (9, 56), (16, 44), (19, 47), (13, 58)), mix(coat, c, .45) if coat.startswith("#") else c)
        else:
            self.poly(P((9, 79), (5, 76), (9, 44), (13, 44)), mix(coat, c, .45))
        self.rect(x + (lean * d - 2.2) * u, y - 87 * u, 4.4 * u, 6 * u, head or c)
        self.ell(x + (lean + .6) * d * u, y - 91.5 * u, 5 * u, 6.2 * u, head or c)
        hat = r.random()
        if hat < .4:
            self.path(smooth(P((-5 + lean, 92), (-5 + lean, 97), (lean, 99.5), (6 + lean, 97), (6.4 + lean, 93)), True), coat)
        elif hat < .6:
            self.path(smooth(P((-6 + lean, 82), (-6.5 + lean, 93), (-3 + lean, 98.5), (3 + lean, 98.6), (2 + lean, 93), (-2 + lean, 88)), True), c)
        if bag:
            self.poly(P((-13, 38), (-19, 38), (-21, 24), (-10, 24)), c)
            self.pl(P((-13, 38), (-9, 70)), c, "%.1f" % max(1, 1.4 * u))
        if umbrella:
            self.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (x - 32 * u, y - 100 * u, x, y - 146 * u, x + 32 * u, y - 100 * u, x, y - 110 * u, x - 32 * u, y - 100 * u))), umbrella)
            self.line(x + 1 * u, y - 120 * u, x + 9 * u * d, y - 60 * u, c, "%.1f" % (1.8 * u))

    def lamp(self, x, y, h, c, light=GLOW, r=None):
        u = h / 100
        self.poly([(x - 1.6 * u, y), (x - .9 * u, y - 86 * u), (x + .9 * u, y - 86 * u), (x + 1.6 * u, y)], c)
        self.rect(x - 3 * u, y - 6 * u, 6 * u, 6 * u, c)
        self.rect(x - 6 * u, y - 80 * u, 12 * u, 1.4 * u, c)
        self.poly([(x - 3 * u, y - 86 * u), (x - 4.6 * u, y - 96 * u), (x + 4.6 * u, y - 96 * u), (x + 3 * u, y - 86 * u)], light)
        self.poly([(x - 5.6 * u, y - 96 * u), (x, y - 102 * u), (x + 5.6 * u, y - 96 * u)], c)
        self.glow(x, y - 91 * u, r or 46 * u, light, .75)

    def tree(self, x, y, h, c, lean=0, depth=6, w=None, snow=None):
        """A bare tree."""
        r, segs = self.r, []

        def grow(px, py, a, ln, wd, d):
            qx, qy = px + math.cos(a) * ln, py - math.sin(a) * ln
            segs.append((px, py, qx, qy, wd))
            if d:
                for k in range(3 if d > 3 and r.random() < .5 else 2):
                    grow(qx, qy, a + r.uniform(-.62, .62), ln * r.uniform(.64, .86), wd * .66, d - 1)
        grow(x, y, math.pi / 2 + lean, h * .27, w or h * .045, depth)
        for a, b, cc, e, wd in segs:
            self.line(a, b, cc, e, c, "%.1f" % max(wd, .8), cap="round")
        if snow:
            for a, b, cc, e, wd in segs:
                if wd > 1.4 and abs(cc - a) > abs(e - b) * .5:
                    self.line(a, b - wd * .4, cc, e - wd * .4, snow, "%.1f" % max(wd * .55, .8), cap="round")

    def finish(self, grain=.08, mottle=.3, vignette=.35):
        gray = '<feColorMatrix type="matrix" values="%s 0 0 0 %s %s 0 0 0 %s %s 0 0 0 %s 0 0 0 0 1"/>'
        k = 2.4
        m = gray % ((k, .5 - k / 2) * 3)
        a = self._filter("mottle", '<feTurbulence type="fractalNoise" baseFrequency=".0035 .012" numOctaves="4" seed="%d"/>' % (self.seed % 61 + 2) + m)
        b = self._filter("grain", '<feTurbulence type="fractalNoise" baseFrequency=".38" numOctaves="2" seed="%d"/>' % (self.seed % 53 + 2) + m)
        self.rect(0, 0, self.w, self.h, "#888", filter=a, op=mottle, style="mix-blend-mode:soft-light")
        self.rect(0, 0, self.w, self.h, "#888", filter=b, op=grain, style="mix-blend-mode:soft-light")
        if vignette:
            self.rect(0, 0, self.w, self.h, self.rad(self.w * .5, self.h * .46, self.w * .68, (0, INK, 0), (.55, INK, 0), (1, INK, vignette)), style="mix-blend-mode:multiply")

    def svg(self):
        return ('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"><defs>%s</defs>%s</svg>\n'
                % (self.w, self.h, self.w, self.h, "".join(self.defs), "\n".join(self.out)))


def box(p, cam, x0, x1, y0, y1, z0, z1, front=None, left=None, right=None, top=None, back=None):
    """Visible faces of a block; give only those the camera sees."""
    if back:
        p.face(cam, [(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)], back)
    if top:
        p.face(cam, [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)], top)
    if left:
        p.face(cam, [(x0, y0, z0), (x0, y1, z0), (x0, y1, z1), (x0, y0, z1)], left)
    if right:
        p.face(cam, [(x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1)], right)
    if front:
        p.face(cam, [(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)], front)


def tram3(p, cam, x0, z0, length, y=0, side="left", body=CREAM, skirt=BRICK, roof=NAVY, glass=GLOW, shade=.25, cars=1, dark=INK, lights=True, people=True, haze=None, ht=0):
    """A tram seen in perspective: its front at z0, its length going away."""
    r = p.r
    hz = (lambda c: mix(c, haze, ht)) if haze else (lambda c: c)
    x1, top = x0 + 2.4, y + 3.35
    xs = x0 if side == "left" else x1
    for c in reversed(range(cars)):
        a = z0 + c * (length + .5)
        b = a + length
        S = lambda za, zb, ya, yb, fill, **kw: p.face(cam, [(xs, ya, za), (xs, yb, za), (xs, yb, zb), (xs, ya, zb)], fill, **kw)
        S(a, b, y + .25, top, hz(mix(body, dark, shade)))
        S(a, b, y + .25, y + 1.25, hz(mix(skirt, dark, shade)))
        S(a, b, y + 1.3, y + 1.4, hz(mix(AMBER, dark, shade)))
        n = max(3, round(length / 1.6))
        st = length / n
        for i in range(n):
            za, zb = a + i * st + .16, a + (i + 1) * st - .16
            door = i % 4 == 1
            S(za, zb, y + (.45 if door else 1.55), y + 2.75, hz(mix(glass, ORANGE, r.uniform(.0, .22))))
            if people and r.random() < .7:
                zc = za + (zb - za) * r.uniform(.3, .7)
                S(zc - .22, zc + .22, y + 1.55 if not door else y + .6, y + 2.1, hz(mix(dark, WINE, .4)), op=.75)
                q, k = cam.at(xs, y + 2.22, zc), cam.scale(xs, y + 2.2, zc)
                if q:
                    p.ell(q[0], q[1], k * .13, k * .18, hz(mix(dark, WINE, .4)), op=.75)
            if door:
                zc = (za + zb) / 2
                S(zc - .05, zc + .05, y + .4, y + 2.8, hz(mix(body, dark, shade + .1)))
        S(a, b, y + 2.95, y + 3.1, hz(mix(skirt, dark, shade + .1)))
        S(a + .2, b - .2, y, y + .28, hz(dark))
        p.face(cam, [(x0 + .2, top + .25, a + .3), (x1 - .2, top + .25, a + .3), (x1 - .2, top + .25, b - .3), (x0 + .2, top + .25, b - .3)], hz(roof))
        p.face(cam, [(xs, top, a), (xs, top, b), (xs + (.2 if side == "left" else -.2), top + .27, b - .3), (xs + (.2 if side == "left" else -.2), top + .27, a + .3)], hz(mix(roof, INK, .2)))
    p.face(cam, [(x0, top, z0), (x1, top, z0), (x1 - .25, top + .27, z0 + .3), (x0 + .25, top + .27, z0 + .3)], hz(roof))
    F = lambda xa, xb, ya, yb, fill, **kw: p.face(cam, [(x0 + xa, y + ya, z0), (x0 + xb, y + ya, z0), (x0 + xb, y + yb, z0), (x0 + xa, y + yb, z0)], fill, **kw)
    F(0, 2.4, .25, 3.35, hz(body))
    F(0, 2.4, .25, 1.3, hz(skirt))
    F(0, 2.4, 1.3, 1.4, hz(AMBER))
    F(.15, 2.25, 1.55, 2.75, hz(mix(dark, TEAL, .3)))
    F(.2, .72, 1.6, 2.7, hz(mix(glass, ORANGE, .25)))
    F(.8, 1.6, 1.6, 2.7, hz(glass))
    F(1.68, 2.2, 1.6, 2.7, hz(mix(glass, ORANGE, .25)))
    if people:
        F(1.0, 1.5, 1.6, 2.1, hz(mix(dark, NAVY, .5)))
        q, k = cam.at(x0 + 1.25, y + 2.25, z0), cam.scale(x0 + 1.25, y + 2.2, z0)
        p.circ(q[0], q[1], k * .16, hz(mix(dark, NAVY, .5)))
    F(.7, 1.7, 2.87, 3.25, hz(dark))
    # the number 4
    q = lambda a, b: cam.at(x0 + 1.2 + a, y + 2.9 + b, z0)
    k = cam.scale(x0 + 1.2, y + 3, z0)
    p.pl([q(.09, .02), q(.09, .32), q(-.12, .12), q(.16, .12)], hz(GLOW), "%.1f" % max(1, k * .05), join="round")
    F(.1, 2.3, 0, .27, hz(dark))
    F(-.02, 2.42, .55, .7, hz(mix(dark, skirt, .3)))
    for xx in (.42, 1.98):
        q2 = cam.at(x0 + xx, y + .98, z0)
        p.circ(q2[0], q2[1], k * .17, hz(dark))
        p.circ(q2[0], q2[1], k * .13, GLOW)
        if lights:
            p.glow(q2[0], q2[1], k * 1.3, GLOW, .8)
