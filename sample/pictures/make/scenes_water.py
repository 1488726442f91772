"""Scenes of the water front."""
import math
from kit import *


def sts_crane(p, x, y, h, c, boom=0.0, side=-1, cab=None, lattice=True, light=None):
    """A quay crane: portal, apex, boom towards `side`."""
    u = h / 100
    X = lambda a: x + a * u * side
    Y = lambda b: y - b * u
    L = lambda a, b, cc, d, w: p.line(X(a), Y(b), X(cc), Y(d), c, "%.1f" % max(w * u, 1), cap="square")
    for o in (0, 2.6):
        L(-16 + o, 0, -14 + o, 58, 2.2)
        L(18 + o, 0, 16 + o, 58, 2.2)
    L(-17, 22, 20, 22, 2.4)
    L(-16, 57, 19, 57, 3)
    L(-14, 22, 17, 56, .9)
    L(17, 22, -14, 56, .9)
    L(-20, 1.4, -10, 1.4, 3)
    L(14, 1.4, 24, 1.4, 3)
    for a in (-18, -12, 15, 21):
        p.circ(X(a), Y(0), 1.3 * u, c)
    # girder and boom
    b0, b1 = 60, 60
    ang = math.radians(boom)
    tip = (22 + 58 * math.cos(ang), 60 + 58 * math.sin(ang))
    L(-48, 60, 22, 60, 2.2)
    L(-48, 64.5, 22, 64.5, 1.2)
    L(22, 60, tip[0], tip[1], 2.2)
    nx, ny = -math.sin(ang) * 4.5, math.cos(ang) * 4.5
    L(22 + nx * 0, 64.5, tip[0] + nx * .5, tip[1] + ny * .5, 1.1)
    n = 15
    for i in range(n):
        t0, t1 = i / n, (i + 1) / n
        L(-48 + 70 * t0, 60, -48 + 70 * (t0 + t1) / 2, 64.5, .6)
        L(-48 + 70 * (t0 + t1) / 2, 64.5, -48 + 70 * t1, 60, .6)
        a0, a1 = (22 + (tip[0] - 22) * t0, 60 + (tip[1] - 60) * t0), (22 + (tip[0] - 22) * t1, 60 + (tip[1] - 60) * t1)
        k = 1 - .5 * (t0 + t1) / 2
        m = ((a0[0] + a1[0]) / 2 + nx * k, (a0[1] + a1[1]) / 2 + ny * k)
        L(a0[0], a0[1], m[0], m[1], .6)
        L(m[0], m[1], a1[0], a1[1], .6)
    # apex and stays
    L(16, 58, 20, 92, 1.8)
    L(-12, 58, 19, 92, 1.1)
    L(23, 60, 20.5, 92, 1.1)
    L(16, 93, 24, 93, 1.6)
    for t in (.45, .92):
        L(20, 91, 22 + (tip[0] - 22) * t, 61 + (tip[1] - 60) * t, .5)
    L(20, 91, -46, 64, .6)
    # machine house and cab
    L(-44, 68, -26, 68, 8)
    if cab:
        p.rect(min(X(34), X(41)), Y(58), 7 * u, 6 * u, c)
        p.rect(min(X(35), X(40)), Y(56.5), 5 * u, 3 * u, cab)
    if boom < 20:
        for a in (36, 40):
            p.line(X(a), Y(60), X(a), Y(36), c, "%.1f" % max(.35 * u, .8))
        p.rect(min(X(32), X(44)), Y(36), 12 * u, 1.6 * u, c)
    if light:
        for a, b in ((20, 94), tip, (-46, 66)):
            p.circ(X(a), Y(b), max(1.5, .9 * u), light)
            p.glow(X(a), Y(b), 10 * u, light, .8)


def harbour_cranes():
    p = Pic(seed=23)
    r = p.r
    hor = 742
    p.sky((0, "#5a2a3a"), (.22, "#a8402f"), (.48, "#e4702f"), (.63, "#f6a640"), (.7, "#ffdc8c"))
    sx, sy = 1010, 560
    p.glow(sx, sy, 700, "#ffd27a", .8)
    with p.g(filter=p.rough(8, .02)):
        p.banks(40, 520, 20, "#7d3038", .38)
        p.banks(80, 600, 14, "#ffc46a", .4)
        p.banks(430, 660, 12, "#c2502f", .45, h=(8, 20))
    with p.g(filter=p.stipple("#4a2033")):
        p.rect(0, 0, 1600, 520, p.lin((0, "#000", .5), (1, "#000", 0), y2=420))
    p.circ(sx, sy, 118, p.lin((0, "#fff3c6"), (1, "#ffcf6e"), y1=sy - 118, y2=sy + 118))
    with p.g(filter=p.rough(9, .02)):
        for y, w, h in ((532, 300, 9), (580, 380, 11), (618, 330, 12)):
            p.lens(sx + r.uniform(-60, 60), y, w, h, "#e98b3b", op=.85)
    with p.g(filter=p.rough(3)):
        p.skyline(hor, "#d0713c", hmin=14, hmax=52, spires=4)
        for x, h in ((120, 210), (240, 190), (1250, 230), (1370, 200), (1495, 220)):
            sts_crane(p, x, hor - 4, h, "#bf5f38", boom=r.choice((0, 62, 70)), side=r.choice((-1, 1)))
    p.mist(hor - 20, 70, "#ffcf7c", .6)
    with p.g(filter=p.rough(3)):
        for x, h, b, s in ((610, 360, 68, 1), (760, 345, 0, 1), (1440, 420, 66, -1)):
            sts_crane(p, x, hor, h, "#843a33", boom=b, side=s, cab="#ffd27a")
        p.skyline(hor + 4, "#7a3732", x0=480, x1=1620, hmin=10, hmax=34, spires=0)
    p.mist(hor, 50, "#ffbd62", .5)
    p.rect(0, hor, 1600, 330, p.lin((0, "#f6a646"), (.25, "#d4693a"), (.6, "#7e3a3c"), (1, "#2a2233"), y1=hor, y2=1067))
    with p.g(filter=p.rough(3, .05)):
        p.waves(hor + 6, 1067, 190, ["#ffcf7a", "#f08c40", "#5a2b38", "#3a2233"], op=(.2, .6))
    p.shimmer(sx, hor + 4, 1060, "#ffe7a8", 120, 260, 70)
    C = "#24192b"

    def ship(k):
        # container ship, bow to the right
        p.poly([(560, 742), (1490, 742), (1540, 690), (1512, 690), (1502, 700), (560, 706)], C) if 0 else None
        p.poly([(520, 776), (510, 706), (1392, 700), (1440, 676), (1404, 776)], C)
        p.poly([(514, 734), (1420, 728), (1417, 736), (515, 743)], "#8e3c33")
        p.rect(548, 556, 76, 152, "#2e2030")
        p.rect(536, 560, 100, 12, C)
        p.windows(548, 576, 76, 24, 7, 1, p=1, gx=.3)
        p.windows(552, 612, 68, 86, 5, 5, p=.6, gx=.55, gy=.55)
        p.line(586, 556, 586, 498, C, 4)
        p.line(566, 524, 606, 524, C, 3)
        p.rect(508, 600, 34, 106, C)
        p.rect(508, 612, 34, 14, ORANGE)
        cols = ["#a7452f", "#d08033", "#3a4a58", "#5a2f3a", "#c9a15c", "#2f3a4c", "#8a3a30"]
        for i in range(19):
            x = 640 + i * 39
            if i % 5 == 4:
                p.line(x + 4, 704, x + 4, 610, C, 4)
            n = [5, 6, 6, 5, 4, 6, 7, 7, 6, 5, 6, 6, 4, 5, 5, 3, 4, 3, 2][i]
            for j in range(n):
                c = mix(r.choice(cols), C, .25)
                p.rect(x, 700 - 20 * (j + 1), 37, 18.6, c)
                p.rect(x, 700 - 20 * (j + 1), 37, 3, mix(c, "#ffb860", .5))
                for q in range(5):
                    p.line(x + 5 + q * 7, 700 - 20 * (j + 1) + 4, x + 5 + q * 7, 700 - 20 * j - 3, mix(c, INK, .35), 1)
        p.line(1400, 700, 1400, 640, C, 3)

    with p.g(filter=p.wobble(30, .005, .06), op=.5):
        with p.g(tr="translate(0 1552) scale(1 -1)"):
            ship(0)
    with p.g(filter=p.rough(2.4, .05)):
        ship(1)
        for i in range(15):
            p.line(560 + i * 58, 770, 560 + i * 58, 776, "#ffcf7a", 2, op=.4)
    # near cranes on the left quay
    with p.g(filter=p.wobble(34, .005, .06), op=.5):
        with p.g(tr="translate(0 1740) scale(1 -1)"):
            sts_crane(p, 330, 880, 800, C, boom=0, side=1)
            p.rect(-10, 860, 560, 60, C)
    with p.g(filter=p.rough(2.4, .05)):
        sts_crane(p, 96, 886, 640, "#33202f", boom=64, side=1, cab=GLOW)
        sts_crane(p, 330, 894, 800, C, boom=0, side=1, cab=GLOW, light="#ff8b5c")
        # hung container
        p.rect(586, 606, 124, 50, "#a7452f")
        p.rect(586, 606, 124, 7, "#f0a050")
        for q in range(12):
            p.line(594 + q * 10, 616, 594 + q * 10, 652, "#6a282d", 2.4)
        # quay
        p.poly([(-10, 884), (560, 880), (576, 896), (576, 960), (-10, 990)], "#1c1524")
        p.poly([(-10, 884), (560, 880), (576, 896), (-10, 902)], "#4b2a33")
        for i in range(9):
            p.rect(24 + i * 62, 904, 20, 58, "#0f0d18")
            p.rect(24 + i * 62, 904, 4, 58, "#6a3a38")
        for x, n in ((12, 2), (58, 1), (190, 2), (400, 1), (470, 2)):
            for j in range(n):
                p.rect(x, 862 - 22 * j, 44, 21, mix(r.choice([BRICK, "#3a4a58", "#c98433"]), C, .35))
        for x in (150, 292, 366, 448, 540):
            p.person(x, 886, 34, "#140f1c")
        p.lamp(250, 884, 130, C)
    with p.g(filter=p.stipple("#180f1c", k=2)):
        p.rect(0, 700, 1600, 367, p.lin((0, "#000", 0), (1, "#000", .5), y1=820, y2=1067))
    # pilot boat
    with p.g(filter=p.rough(2.2, .05)):
        p.poly([(1180, 896), (1370, 896), (1396, 872), (1190, 880)], "#1c1524")
        p.poly([(1226, 880), (1238, 838), (1300, 838), (1312, 876)], "#2e2030")
        p.windows(1236, 842, 66, 20, 4, 1, p=1)
        p.line(1266, 838, 1266, 792, "#1c1524", 3)
        p.circ(1266, 794, 4, "#ffe2a0")
        p.glow(1266, 794, 50, GLOW, .7)
        p.lens(1120, 898, 300, 6, "#ffd58c", op=.7)
        p.lens(1060, 908, 420, 5, "#f0a050", op=.5)
    for x, y, s, t in ((820, 330, 1, -10), (900, 372, .8, 10), (760, 402, .6, 0), (1180, 300, .7, 14), (1260, 420, .5, -8), (700, 300, .5, 10)):
        p.gull(x, y, s, "#3a1f2c", t)
    p.finish()
    return p


def foam(p, x, y, w, h, colours, n=260):
    """A burst of spray going up and out from (x, y)."""
    r = p.r
    for i in range(n):
        a = r.gauss(0, .42)
        d = r.random() ** .6
        px = x + math.sin(a) * d * w + r.gauss(0, 10)
        py = y - math.cos(a) * d * h * (1 - .3 * abs(a))
        s = (1 - d) * 34 * r.uniform(.4, 1.2) + r.uniform(1, 6)
        k = [(px + math.cos(t) * s * r.uniform(.6, 1.1), py + math.sin(t) * s * r.uniform(.6, 1.2)) for t in [j * 1.05 for j in range(6)]]
        p.blob(k, r.choice(colours), op="%.2f" % r.uniform(.5, .95))


def swell(p, y, amp, n, c, crest=None, seed=0, x0=-40, x1=1640):
    """One band of rough sea with peaked crests."""
    r = p.r
    step = (x1 - x0) / n
    top = []
    for i in range(n + 1):
        x = x0 + i * step
        top += [(x, y + r.uniform(-.2, .3) * amp), (x + step * r.uniform(.35, .6), y - amp * r.uniform(.4, 1))]
    d = "M%s %s" % (f(top[0][0]), f(top[0][1]))
    for i in range(1, len(top)):
        a, b = top[i - 1], top[i]
        if i % 2:
            d += "Q%s %s %s %s" % (f(a[0] + (b[0] - a[0]) * .6), f(a[1]), f(b[0]), f(b[1]))
        else:
            d += "Q%s %s %s %s" % (f(a[0] + (b[0] - a[0]) * .1), f(b[1] - 2), f(b[0]), f(b[1]))
    p.path(d + "L%s 1080L%s 1080Z" % (f(x1 + 60), f(x0 - 20)), c)
    if crest:
        for i in range(1, len(top), 2):
            x, yy = top[i]
            h, s = amp * r.uniform(.3, .5), step * r.uniform(.7, 1.1)
            p.path("M%s %sq%s %s %s %sq%s %s %s %sq%s %s %s %sq%s %s %s %sZ" % tuple(map(f, (
                x - .34 * s, yy + h * 1.05, .2 * s, -h * .8, .34 * s, -h * 1.1, .1 * s, h * .3, .3 * s, h * .95,
                -.17 * s, -h * .6, -.28 * s, -h * .5, -.16 * s, h * .02, -.36 * s, h * .65))), crest, op=.85)


def plume(p, x, y, R, lean, colours, n=120, spread=.4, fall=.25):
    """Water thrown up: layers of tapered strokes, dark to light, with drops at their ends."""
    r = p.r
    for c, k in zip(colours, (1, .86, .7)):
        for i in range(n):
            a = r.gauss(lean, spread * (.8 + .3 * k))
            e = math.exp(-((a - lean) / .7) ** 2)
            d1 = R * k * (.25 + .75 * e) * r.uniform(.5, 1)
            w = R * r.uniform(.02, .045) * (1.3 - .5 * d1 / R)
            left, right = [], []
            for j in range(7):
                t = j / 6
                d = d1 * (.02 + .98 * t)
                px = x + math.sin(a) * d + r.uniform(-.2, .2) * w
                py = y - math.cos(a) * d + fall * R * abs(math.sin(a)) * t * t
                ww = w * (.55 + 1.1 * t - .9 * t ** 4) * (1 if j < 6 else .35)
                nx, ny = math.cos(a), math.sin(a)
                left.append((px - nx * ww, py - ny * ww))
                right.append((px + nx * ww, py + ny * ww))
            p.blob(left + right[::-1], mix(c, colours[0], r.random() * .35))
            for _ in range(2):
                d = d1 * r.uniform(1.02, 1.25)
                b = a + r.uniform(-.06, .06)
                p.circ(x + math.sin(b) * d, y - math.cos(b) * d + fall * R * abs(math.sin(b)), w * r.uniform(.08, .4), c)


def sea_wall():
    p = Pic(seed=58)
    r = p.r
    hor = 520
    p.sky((0, "#132634"), (.3, "#2b5061"), (.46, "#7a979a"), (.5, "#d8c9a2"))
    with p.g(filter=p.rough(14, .012)):
        for i in range(24):
            y = r.uniform(-30, 400)
            p.cloud(r.uniform(-100, 1700), y, r.uniform(500, 1100), r.uniform(40, 110) * (1.15 - y / 480), r.choice(["#1b3342", "#284a5a", "#5d8188", "#16293a", "#88a3a2"]), op=".5")
        p.cloud(420, 476, 900, 40, "#e9c792", op=".55")
    with p.g(filter=p.stipple("#0f1b26")):
        p.rect(0, 0, 1600, 420, p.lin((0, "#000", .55), (1, "#000", 0), y2=400))
    # rain slants
    for _ in range(150):
        x, y = r.uniform(-100, 1600), r.uniform(0, 520)
        p.line(x, y, x - 34, y + 110, "#b9cac4", "%.1f" % r.uniform(.6, 1.5), op="%.2f" % r.uniform(.08, .25))
    # sea bands
    with p.g(filter=p.rough(5, .03)):
        p.rect(0, hor, 1600, 560, "#3d6f78")
        for i, (y, a, n, c, k) in enumerate(((hor + 6, 10, 26, "#4c7f86", "#d6dfd3"), (hor + 36, 20, 18, "#35656f", "#d6dfd3"), (hor + 88, 38, 12, "#28535f", "#e8e9dc"), (hor + 170, 66, 8, "#1f4553", "#f2efe0"), (hor + 300, 96, 6, "#18384a", "#f6ebd2"))):
            swell(p, y, a, n, c, k)
            for _ in range(40):
                x, yy = r.uniform(0, 1600), y + r.uniform(.1, 1.3) * a + 10
                p.lens(x, yy, r.uniform(20, 60) * (1 + i), 1.4 + i * .7, r.choice(["#8fb2b1", "#d6dfd3", "#1b3a49"]), op="%.2f" % r.uniform(.2, .6))
    # lighthouse pier far left, ship
    with p.g(filter=p.rough(2.5)):
        p.rect(0, hor - 4, 250, 12, "#24404c")
        p.poly([(206, hor), (212, hor - 66), (232, hor - 66), (238, hor)], "#24404c")
        p.rect(211, hor - 84, 22, 12, AMBER)
        p.poly([(207, hor - 84), (222, hor - 98), (237, hor - 84)], "#24404c")
        p.glow(222, hor - 78, 120, GLOW, .9)
        p.poly([(470, hor + 6), (620, hor - 2), (612, hor - 22), (560, hor - 16), (478, hor - 10)], "#2b4552")
        p.poly([(560, hor - 16), (562, hor - 46), (594, hor - 48), (598, hor - 18)], "#2b4552")
        p.circ(578, hor - 36, 3, GLOW)
    # the wall runs from the far left to the near right, houses and lamps above it
    top = lambda x: 562 - 70 * (max(x, 0) / 1600) ** 1.25
    foot = lambda x: 596 + 330 * (max(x, 0) / 1600) ** 1.35
    k = lambda x: .16 + .84 * x / 1600
    with p.g(filter=p.rough(2.8, .04)):
        x, i = 330, 0
        while x < 1640:
            w, h = 250 * k(x), 430 * k(x) * r.uniform(.8, 1.12)
            c, y = ["#3c5662", "#7a4a40", "#2f4a58", "#8b6a4c", "#34525e", "#5d3d42"][i % 6], top(x) + 8
            c = mix(c, "#5d7c84", .62 - x / 2600)
            g = r.random()
            if g < .5:
                roof = [(x, y - h), (x + w / 2, y - h - w * .55), (x + w, y - h)]
            else:
                roof = [(x, y - h), (x + w * .2, y - h), (x + w * .2, y - h - w * .2), (x + w * .36, y - h - w * .2), (x + w * .36, y - h - w * .4), (x + w * .64, y - h - w * .4), (x + w * .64, y - h - w * .2), (x + w * .8, y - h - w * .2), (x + w * .8, y - h), (x + w, y - h)]
            p.poly([(x, y + 40)] + roof + [(x + w, y + 40)], c)
            p.poly([(x, y + 40), (x, y - h), (x + w * .14, y - h - (w * .15 if g < .5 else 0)), (x + w * .14, y + 40)], mix(c, INK, .35))
            p.windows(x + w * .18, y - h + 6, w * .78, h * .8, 3, 4, p=.38, dark=mix(c, INK, .55), gx=.5, gy=.45)
            x += w
            i += 1
    p.mist(hor - 60, 150, "#7f9a9c", .3)
    with p.g(filter=p.rough(2.4, .045)):
        p.poly([(x, top(x) - 16 * k(x)) for x in range(-20, 1660, 40)] + [(x, top(x) + 14) for x in range(1640, -40, -40)], "#56707a")
        for x in (180, 300, 440, 610, 820, 1070, 1370):
            p.lamp(x, top(x) - 2, 300 * k(x), "#101d28", r=170 * k(x))
        for x, h, c, u in ((1180, 128, "#d79a3d", None), (1270, 136, "#0f1b26", BRICK), (1310, 126, "#22404d", None), (930, 92, "#0f1b26", None), (1500, 160, "#22404d", None), (700, 70, "#8e3c2d", None)):
            p.person(x, top(x) + 6, h, "#0f1b26", c, umbrella=u, walk=True)
        xs = list(range(-20, 1660, 20))
        p.poly([(x, top(x)) for x in xs] + [(x, foot(x)) for x in xs[::-1]], p.lin((0, "#6d868a"), (.5, "#46606b"), (1, "#24404c"), x1=0, x2=1600, y1=0, y2=0))
        for j in range(1, 9):
            t = j / 9
            p.pl([(x, top(x) + (foot(x) - top(x)) * t) for x in xs], "#1a2f3a", 2.2, op=.7)
        for j in range(8):
            x = 30 + (j % 2) * 14
            while x < 1640:
                t0, t1 = j / 9 + .11, (j + 1) / 9 + .11
                H = foot(x) - top(x)
                p.line(x, top(x) + H * t0, x, top(x) + H * t1, "#1a2f3a", 2, op=.7)
                if r.random() < .22:
                    w = 62 * k(x)
                    p.poly([(x, top(x) + H * t0), (x + w, top(x + w) + (foot(x + w) - top(x + w)) * t0), (x + w, top(x + w) + (foot(x + w) - top(x + w)) * t1), (x, top(x) + H * t1)], r.choice(["#7f9695", "#2c4753", "#5e7468", "#8a8d7c"]), op=.35)
                x += 84 * k(x)
        p.poly([(x, top(x) - 10 * k(x)) for x in xs] + [(x, top(x) + 22 * k(x)) for x in xs[::-1]], p.lin((0, "#aebbb0"), (1, "#d9d6bf"), x1=0, x2=1600, y1=0, y2=0))
        p.pl([(x, top(x) + 22 * k(x)) for x in xs], "#1a2f3a", 4)
        x = 30
        while x < 1640:
            p.line(x, top(x) - 8 * k(x), x, top(x) + 21 * k(x), "#6d7f7c", 2)
            x += 150 * k(x)
        # weed and wet at the foot
        for _ in range(120):
            x = r.uniform(0, 1600)
            H = foot(x) - top(x)
            p.lens(x, foot(x) - H * r.uniform(0, .3), r.uniform(20, 80) * k(x), 4 * k(x), r.choice(["#2f4a3f", "#1a2f3a", "#4d6a5a"]), op=.6)
    WC = ["#7ba2a8", "#bccfc8", "#f4f0e0"]
    with p.g(filter=p.rough(5, .03)):
        plume(p, 120, foot(120) + 6, 130, -.05, WC, 60)
        plume(p, 330, foot(330) + 10, 200, .1, WC, 80)
        plume(p, 1450, foot(1450) + 20, 250, -.1, WC, 90)
    X, Y = 700, foot(700) + 50
    with p.g(filter=p.rough(8, .025)):
        plume(p, X + 60, Y, 720, .12, ["#5d8a94", "#8fb2b1", "#c9d7cc"], 170, .36, .3)
        plume(p, X, Y, 640, -.1, WC, 190, .42, .32)
        plume(p, X - 150, Y + 20, 300, -.3, WC, 90, .5)
        plume(p, X + 190, Y + 30, 320, .35, WC, 90, .5)
    with p.g(filter=p.stipple("#34626e", k=2)):
        p.ell(X, Y - 20, 330, 260, p.rad(X + 10, Y + 20, 320, (0, "#000", .62), (.55, "#000", .38), (1, "#000", 0)))
    with p.g(filter=p.stipple("#f6f2e2", freq=.4, gain=4)):
        p.ell(X + 60, Y - 420, 520, 400, p.rad(X + 60, Y - 400, 440, (0, "#fff", .5), (.5, "#fff", .36), (1, "#fff", 0)))
    with p.g(filter=p.rough(4, .03)):
        x, y = X, Y
        p.path(smooth([(-60, 700), (120, 690), (300, 676), (460, 690), (620, 716), (760, 760), (960, 842), (1200, 900), (1660, 985)]) + "L1660 1100L-60 1100Z", "#1f4553")
        p.path(smooth([(-60, 742), (180, 722), (400, 716), (600, 752), (780, 810), (1000, 890), (1300, 950), (1660, 1010)]) + "L1660 1100L-60 1100Z", "#2c5f6b")
        for i in range(60):
            t = r.random()
            xx = t * 1300 - 20
            yy = 715 + max(0, xx - 450) * .27 + r.uniform(0, 90)
            p.pl([(xx, yy), (xx + 60, yy - 6), (xx + 130, yy + 14)], r.choice(["#d6dfd3", "#8fb2b1", "#f3efdf", "#4b8087", "#1f4553"]), "%.1f" % r.uniform(2, 6), True, op=.75, cap="round")
        for i in range(30):
            xx = 330 + i * 26
            yy = foot(max(xx, 0)) + 34 + r.uniform(-10, 10)
            s = 44 - abs(i - 14) * 1.6
            for _ in range(4):
                p.circ(xx + r.gauss(0, s * .4), yy + r.gauss(0, s * .3), s * r.uniform(.3, .6), r.choice(["#f3efdf", "#e8e9dc", "#c5d3c8", "#a9c3bf"]))
        swell(p, 900, 60, 5, "#183b4b", "#e8e9dc")
        swell(p, 1000, 66, 4, "#0f2836", "#c5d3c8")
        for _ in range(60):
            p.lens(r.uniform(0, 1600), r.uniform(910, 1060), r.uniform(40, 180), r.uniform(1.5, 4), r.choice(["#5b8a92", "#c5d3c8", "#0f2836"]), op="%.2f" % r.uniform(.25, .6))
    for _ in range(130):
        a, d = r.gauss(.05, .5), r.uniform(420, 760)
        p.circ(X + math.sin(a) * d, Y - math.cos(a) * d * .95, r.uniform(1.2, 5), "#f6f2e2", op="%.2f" % r.uniform(.4, .9))
    for x, y, s, t in ((160, 250, 1.1, 14), (250, 330, .8, -12), (90, 370, .6, 10)):
        p.gull(x, y, s, "#e8e9dc", t)
    p.finish()
    return p


def ferry():
    p = Pic(seed=77)
    r = p.r
    hor = 470
    p.sky((0, "#557f90"), (.2, "#9db9b8"), (.36, "#eec9a8"), (.44, "#f9dfb4"))
    sx, sy = 1290, 412
    p.glow(sx, sy, 520, "#ffdca0", .8)
    p.circ(sx, sy, 40, "#fff4d2")
    with p.g(filter=p.rough(8, .02)):
        p.banks(40, 330, 14, "#f3d8bf", .45)
        p.banks(200, 420, 9, "#7d9ea6", .4, h=(8, 22))
    with p.g(filter=p.rough(4)):
        p.skyline(hor + 4, "#b8b3ab", hmin=6, hmax=26, spires=6)
        p.poly([(0, hor + 4), (0, hor - 30), (200, hor - 22), (420, hor - 6), (520, hor + 4)], "#93a4a6")
    p.mist(hor - 4, 40, "#f9e2c0", .7)
    # ice field
    p.rect(0, hor, 1600, 600, p.lin((0, "#f3dcc2"), (.12, "#d3d9d4"), (.5, "#a9c2c6"), (1, "#5f8a98"), y1=hor, y2=1067))
    cam = Cam((0, 9, 0), focal=900, cx=800, cy=hor)
    with p.g(filter=p.rough(4, .03)):
        for row in range(30):
            z = 150 * .86 ** row + 9
            w = z * .95
            n = 9
            for i in range(n):
                x = (i - n / 2 + r.uniform(0, 1) + (row % 2) * .5) * w * 2 / n
                a, b = w / n * r.uniform(.8, 1.05), z * .066 * r.uniform(.9, 1.25)
                ring = []
                m = r.choice((5, 6, 7))
                for k in range(m):
                    t = 2 * math.pi * k / m + r.uniform(-.25, .25)
                    ring.append((x + a * math.cos(t) * r.uniform(.85, 1.12), 0, z + b * math.sin(t) * r.uniform(.85, 1.1)))
                c = mix(mix("#f4f0e2", r.choice(["#dfe7e2", "#cddcdb", "#f9e3c4"]), r.random()), "#f6dcc0", min(.7, z / 170))
                c = mix(c, "#7fa5b0", max(0, .34 - z / 60))
                q = cam.shape(ring)
                th = cam.scale(0, 0, z) * .34
                p.poly([(u, v + th) for u, v in q], mix("#3b6c7c", "#a4b6b5", min(1, z / 90)))
                p.poly(q, c)
        for _ in range(120):
            z = r.uniform(10, 60)
            x = r.uniform(-1, 1) * z
            q, k = cam.at(x, 0, z), cam.scale(x, 0, z)
            p.poly([(q[0] - k * .5, q[1]), (q[0] - k * .1, q[1] - k * r.uniform(.2, .7)), (q[0] + k * .2, q[1] - k * .3), (q[0] + k * .6, q[1])], r.choice(["#fbf6e8", "#dfe7e2", "#8fb2bb"]), op=.9)
    # open lead behind the ship
    with p.g(filter=p.rough(9, .02)):
        p.blob([(1200, 660), (1360, 610), (1640, 580), (1640, 640), (1420, 664), (1240, 706)], "#23495a")
        p.blob([(90, 760), (300, 730), (700, 752), (1100, 742), (1290, 700), (1330, 730), (1120, 790), (700, 800), (260, 800)], "#1f4150")
    p.shimmer(1380, 606, 690, "#ffdca0", 60, 130, 18)

    def hull(k=1):
        red, deep, white, shd = "#b2432d", "#6a282d", "#f6ebd2", "#b9b6a8"
        # hull with flared bow on the left
        p.path("M196 560Q250 700 300 768L1216 768Q1262 700 1268 590L420 590Q320 588 196 560Z", "#1f3b50")
        p.path("M262 700Q280 740 300 768L1216 768Q1234 742 1246 706Z", red)
        p.path("M196 560Q320 588 420 590L1268 590L1266 606L420 606Q310 600 203 576Z", "#f4ac3f")
        for i in range(24):
            p.circ(430 + i * 34, 640, 6.5, GLOW if r.random() < .75 else INK)
        p.path("M196 560Q240 664 300 768L350 768Q300 680 290 583Z", "#142a3a")
        p.poly([(246, 636), (262, 630), (270, 650), (252, 656)], INK)
        p.line(258, 652, 262, 744, INK, 4)
        # superstructure
        p.poly([(400, 590), (420, 508), (1236, 508), (1250, 590)], white)
        p.poly([(438, 508), (470, 432), (1170, 432), (1190, 508)], white)
        p.poly([(480, 432), (506, 364), (830, 364), (836, 432)], white)
        p.poly([(500, 364), (520, 316), (742, 316), (750, 364)], white)
        for y, a, b in ((508, 412, 1242), (432, 462, 1178), (364, 494, 838), (316, 508, 754)):
            p.rect(a - 8, y - 5, b - a + 16, 9, shd)
        p.windows(430, 524, 800, 48, 30, 1, p=.8, dark=NAVY, gx=.4, gy=.25)
        p.windows(482, 446, 690, 44, 26, 1, p=.85, dark=NAVY, gx=.35, gy=.2)
        p.windows(512, 380, 310, 38, 12, 1, p=.85, dark=NAVY, gx=.3, gy=.15)
        p.poly([(512, 352), (522, 326), (740, 326), (744, 352)], NAVY)
        for i in range(9):
            p.line(536 + i * 24, 326, 533 + i * 24.6, 352, white, 3)
        p.rect(524, 330, 90, 18, GLOW, op=.75)
        # rails, boats
        for y, a, b in ((488, 1180, 1240), (414, 850, 1170)):
            for k2 in range(3):
                p.line(a, y - 8 + k2 * 8, b, y - 8 + k2 * 8, "#55707a", 1.6)
            for x in range(a, b, 18):
                p.line(x, y - 8, x, y + 14, "#55707a", 1.6)
        for x in (880, 980, 1080):
            p.path("M%d 404q6 22 40 22t40 -22Z" % x, ORANGE)
            p.rect(x, 399, 80, 6, white)
            p.line(x + 10, 404, x + 10, 384, "#55707a", 3)
            p.line(x + 70, 404, x + 70, 384, "#55707a", 3)
        # funnel, mast
        p.poly([(780, 364), (796, 246), (886, 246), (892, 432), (780, 432)], red)
        p.poly([(789, 296), (886, 296), (887, 326), (786, 326)], white)
        p.rect(794, 246, 94, 16, INK)
        p.poly([(856, 262), (886, 262), (892, 432), (862, 432)], deep, op=.6)
        p.line(632, 316, 632, 196, INK, 6)
        p.line(590, 236, 674, 236, INK, 4)
        p.line(604, 266, 660, 266, INK, 4)
        p.line(632, 200, 796, 250, INK, 1.4)
        p.line(632, 200, 300, 566, INK, 1.4)
        p.line(1200, 508, 1200, 420, INK, 4)
        p.path("M1200 424q26 -10 46 2t36 0v34q-18 8 -38 -2t-44 4Z", "#24485a")
        p.path("M1200 436q26 -10 46 2t36 0v10q-18 8 -38 -2t-44 4Z", AMBER)

    with p.g(filter=p.rough(2.4, .045)):
        hull()
        for i in range(15):
            x = 450 + i * 52
            if r.random() < .6 and not 500 < x < 520:
                p.person(x, 508 if x > 1180 else 590, 36, "#14242f", r.choice([BRICK, "#2c5a66", "#14242f", "#c98a3c"]))
        for x in (860, 940, 1036, 1120, 1150, 1060):
            p.person(x, 432, 36, "#14242f", r.choice([BRICK, "#2c5a66", "#c98a3c", "#14242f"]), walk=False)
    with p.g(filter=p.stipple("#1a2c3a", k=1)):
        p.path("M420 606L1268 606Q1262 700 1216 768L300 768Q280 700 230 640Z", p.lin((0, "#000", .1), (1, "#000", .55), y1=600, y2=770))
        p.poly([(960, 508), (1236, 508), (1250, 590), (960, 590)], p.lin((0, "#000", 0), (1, "#000", .42), x1=960, x2=1250, y1=0, y2=0))
    for x, y in ((632, 200), (632, 236)):
        p.circ(x, y, 5, "#fff4d2")
        p.glow(x, y, 60, GLOW, .8)
    p.glow(640, 460, 420, "#ffcf7a", .3)
    with p.g(filter=p.rough(14, .015), op=.7):
        p.blob([(800, 244), (806, 200), (870, 160), (980, 140), (1110, 96), (1270, 84), (1330, 110), (1190, 150), (1040, 190), (930, 206), (880, 244)], "#5b6f78")
        p.blob([(830, 236), (880, 186), (990, 166), (1130, 124), (1210, 128), (1060, 170), (940, 190), (868, 236)], "#93a0a0")
    # ice piled against the hull, nearest floes
    with p.g(filter=p.rough(5, .03)):
        for i in range(70):
            x = 230 + i * 15.5 + r.uniform(-10, 10)
            y = 776 + r.uniform(-8, 18) - (18 if 400 < x < 1200 else 0) * r.random()
            s = r.uniform(16, 40)
            p.poly([(x - s, y + 12), (x - s * .6, y - s * r.uniform(.2, .9)), (x + s * .2, y - s * r.uniform(.4, 1)), (x + s, y + 10)], r.choice(["#fbf6e8", "#dfe7e2", "#b7cdd0", "#8fb2bb", "#f6dfc4"]))
        for x, y, s in ((130, 960, 150), (420, 1010, 190), (770, 940, 150), (1060, 1010, 200), (1400, 940, 190), (1560, 1030, 150), (1180, 880, 110), (560, 890, 120), (280, 880, 110)):
            ring = [(x + s * math.cos(t) * r.uniform(.85, 1.1), y + s * .3 * math.sin(t) * r.uniform(.8, 1.1)) for t in [i * math.pi / 4 for i in range(8)]]
            p.poly([(a, b + 20) for a, b in ring], "#2e6070")
            p.poly(ring, mix("#d9e4e0", "#9fbdc3", r.random()))
            p.poly([(x + (a - x) * .8 - s * .06, y + (b - y) * .75 - 5) for a, b in ring], "#eef0e2", op=.65)
    with p.g(filter=p.stipple("#1f4553", k=4)):
        p.rect(0, 760, 1600, 307, p.lin((0, "#000", 0), (1, "#000", .45), y1=780, y2=1067))
    p.snow(160, (1, 2.6), "#fffaf0", (.4, .8))
    p.finish()
    return p


def lighthouse():
    p = Pic(seed=12)
    r = p.r
    hor = 640
    p.sky((0, "#141f30"), (.35, "#2b3f56"), (.55, "#6b6f7e"), (.6, "#d59a72"))
    with p.g(filter=p.rough(16, .012)):
        for i in range(30):
            y = r.uniform(-60, 520)
            p.cloud(r.uniform(-100, 1700), y, r.uniform(420, 1000), r.uniform(50, 150) * (1.15 - y / 620), r.choice(["#1b2a3d", "#24384d", "#3d4d60", "#111b2a", "#585c70"]), op=".55", n=12)
    with p.g(filter=p.stipple("#0c1420")):
        p.rect(0, 0, 1600, 560, p.lin((0, "#000", .58), (1, "#000", 0), y2=540))
    # lightning far off
    with p.g(filter=p.rough(3)):
        d = [(300, 120)]
        while d[-1][1] < hor - 20:
            d.append((d[-1][0] + r.uniform(-44, 48), d[-1][1] + r.uniform(24, 62)))
        p.pl(d, "#fff1cf", 4.5, join="round")
        p.pl(d[3:7] + [(d[6][0] - 70, d[6][1] + 60), (d[6][0] - 84, d[6][1] + 130)], "#fff1cf", 2)
    p.glow(330, 400, 380, "#c9b8c0", .5)
    lx, ly = 1090, 236
    # beams
    p.poly([(lx, ly), (-200, ly - 40), (-200, ly + 250)], p.lin((0, GLOW, .05), (.75, GLOW, .4), (1, GLOW, .85), x1=0, x2=lx, y1=0, y2=0), style="mix-blend-mode:screen")
    p.poly([(lx, ly), (1800, ly - 150), (1800, ly - 10)], p.lin((0, GLOW, .8), (1, GLOW, .1), x1=lx, x2=1600, y1=0, y2=0), style="mix-blend-mode:screen")
    p.glow(lx, ly, 330, GLOW, .9)
    # sea
    p.rect(0, hor, 1600, 500, "#29485a")
    with p.g(filter=p.rough(5, .03)):
        for i, (y, a, n, c, k) in enumerate(((hor + 4, 12, 26, "#3d5d6c", "#c9cfc6"), (hor + 40, 26, 16, "#2f5263", "#c9cfc6"), (hor + 110, 54, 10, "#21445a", "#e8e9dc"), (hor + 200, 76, 8, "#18364a", "#f2efe0"))):
            swell(p, y, a, n, c, k)
            for _ in range(36):
                p.lens(r.uniform(0, 1600), y + r.uniform(.1, 1.3) * a + 12, r.uniform(20, 60) * (1 + i), 1.4 + i * .7, r.choice(["#8aa0a6", "#d6cdb6", "#14283a"]), op="%.2f" % r.uniform(.2, .55))
    p.shimmer(lx - 10, hor + 20, 900, GLOW, 40, 150, 30, op=(.2, .6))
    # rock
    with p.g(filter=p.rough(6, .03)):
        p.poly([(700, 910), (760, 820), (800, 800), (850, 740), (920, 728), (960, 690), (1040, 676), (1150, 680), (1230, 706), (1290, 700), (1370, 760), (1450, 790), (1530, 880), (1600, 920), (1600, 1000), (690, 1000)], "#141d29")
        for _ in range(46):
            x, y = r.uniform(760, 1500), r.uniform(720, 900)
            if y > 700 + abs(x - 1110) * .32:
                p.poly([(x, y), (x + r.uniform(20, 60), y - r.uniform(10, 34)), (x + r.uniform(50, 90), y + 6), (x + 30, y + r.uniform(14, 40))], r.choice(["#2a3644", "#3d4652", "#0d141e", "#5d5450"]), op=.8)
    # tower
    with p.g(filter=p.rough(2.6, .04)):
        W0, W1, yb, yt = 84, 50, 690, 290
        X = lambda t: W0 + (W1 - W0) * t
        p.poly([(lx - W0, yb), (lx - W1, yt), (lx + W1, yt), (lx + W0, yb)], "#eadfc8")
        for i, (a, b) in enumerate(((0, .2), (.4, .6), (.8, 1))):
            p.poly([(lx - X(a), yb - 400 * a), (lx - X(b), yb - 400 * b), (lx + X(b), yb - 400 * b), (lx + X(a), yb - 400 * a)], BRICK)
        p.poly([(lx + 16, yb), (lx + 10, yt), (lx + W1, yt), (lx + W0, yb)], "#2a2434", op=.55)
        for t in (.28, .52, .75):
            y = yb - 400 * t
            p.rect(lx - 26, y - 22, 18, 34, INK)
            p.rect(lx - 23, y - 19, 12, 28, AMBER)
        p.rect(lx - 18, yb - 56, 34, 60, INK)
        p.rect(lx - 74, yt - 14, 148, 16, INK)
        for i in range(13):
            p.line(lx - 72 + i * 12, yt - 14, lx - 72 + i * 12, yt - 40, INK, 2.4)
        p.line(lx - 74, yt - 40, lx + 74, yt - 40, INK, 4)
        p.rect(lx - 36, yt - 90, 72, 78, "#fff0c0")
        for i in range(5):
            p.line(lx - 36 + i * 18, yt - 90, lx - 36 + i * 18, yt - 12, INK, 3)
        p.line(lx - 36, yt - 52, lx + 36, yt - 52, INK, 3)
        p.path("M%d %dQ%d %d %d %dQ%d %d %d %dZ" % (lx - 48, yt - 88, lx - 40, yt - 130, lx, yt - 138, lx + 40, yt - 130, lx + 48, yt - 88), BRICK)
        p.line(lx, yt - 136, lx, yt - 180, INK, 4)
        p.circ(lx, yt - 140, 7, INK)
        # keeper's house
        p.poly([(1200, 706), (1200, 640), (1256, 596), (1352, 596), (1400, 640), (1400, 740), (1240, 712)], "#d8c9ac")
        p.poly([(1186, 646), (1254, 584), (1356, 584), (1414, 646)], "#6a282d")
        p.rect(1330, 560, 18, 40, INK)
        p.windows(1216, 650, 176, 50, 4, 1, p=.8, gx=.5, gy=.25)
        p.poly([(1300, 646), (1300, 590), (1414, 646), (1400, 740), (1300, 722)], "#1a2230", op=.4)
    p.glow(lx, ly, 120, "#fff6da", .9)
    with p.g(filter=p.rough(5, .03)):
        for x, R in ((770, 190), (905, 130), (1420, 170), (1550, 120)):
            plume(p, x, 910, R * 1.25, r.uniform(-.2, .2), ["#6f8f98", "#b9cdc7", "#f3efdf"], 70, .45)
        swell(p, 925, 70, 6, "#152f42", "#f2efe0")
        swell(p, 1010, 70, 5, "#0e2232", "#c9cfc6")
        for _ in range(50):
            p.lens(r.uniform(0, 1600), r.uniform(920, 1060), r.uniform(40, 180), r.uniform(1.5, 4), r.choice(["#5b7f8c", "#d6cdb6", "#0a1a28"]), op="%.2f" % r.uniform(.25, .6))
    for _ in range(260):
        x, y = r.uniform(-100, 1700), r.uniform(-60, 1000)
        l = r.uniform(40, 110)
        p.line(x, y, x - l * .42, y + l, "#cfd6cf", "%.1f" % r.uniform(.7, 1.7), op="%.2f" % r.uniform(.1, .32))
    p.finish()
    return p


def turbine(p, x, y, h, c, lit, a0, hub=None):
    u = h / 100
    p.poly([(x - 2 * u, y), (x - 1 * u, y - 100 * u), (x + 1 * u, y - 100 * u), (x + 2 * u, y)], c)
    p.poly([(x - 2 * u, y), (x - 1 * u, y - 100 * u), (x - .2 * u, y - 100 * u), (x - .6 * u, y)], lit)
    p.rect(x - 3.4 * u, y - 6 * u, 6.8 * u, 6 * u, hub or AMBER)
    for k in range(3):
        a = math.radians(a0 + 120 * k)
        ca, sa = math.sin(a), -math.cos(a)
        nx, ny = -sa, ca
        L = 62 * u
        P = lambda t, o: (x + ca * L * t + nx * o * u, y - 100 * u + sa * L * t + ny * o * u)
        p.poly([P(.02, -1.2), P(.18, -3), P(1, -.3), P(1, .3), P(.2, 1.3), P(.02, 1.2)], c)
        p.poly([P(.02, .2), P(.2, .2), P(1, .1), P(1, .3), P(.2, 1.3), P(.02, 1.2)], lit)
    p.circ(x, y - 100 * u, 3 * u, c)
    p.circ(x - .5 * u, y - 100.5 * u, 1.8 * u, lit)


def wind_turbines():
    p = Pic(seed=33)
    r = p.r
    hor = 690
    p.sky((0, "#7ba3a8"), (.25, "#b5c9bd"), (.45, "#f1ddb4"), (.6, "#f6bd7e"), (.65, "#f0a072"))
    sx, sy = 430, 566
    p.glow(sx, sy, 620, "#fff0c8", .85)
    p.circ(sx, sy, 74, "#fff7df")
    with p.g(filter=p.rough(8, .02)):
        p.banks(60, 420, 14, "#fbeccb", .5)
        p.banks(260, 620, 12, "#e39a76", .35, h=(8, 26))
        p.banks(120, 400, 6, "#6f989f", .4)
    for i in range(22):
        t = i / 21
        x = 640 + 900 * t ** 1.1 + r.uniform(-20, 20)
        turbine(p, x, hor + 2, 70 + 26 * r.random(), "#dba98a", "#e9bd98", r.uniform(0, 120), "#dba98a")
    p.mist(hor - 20, 60, "#fbdcae", .7)
    for i in range(9):
        turbine(p, 70 + i * 190 + r.uniform(-30, 30), hor + 8, 165 + r.uniform(-12, 12), "#c08f7c", "#f3d4ad", r.uniform(0, 120), "#b2724f")
    p.mist(hor, 60, "#fbdcae", .6)
    p.rect(0, hor, 1600, 400, p.lin((0, "#f4c592"), (.25, "#cfa98c"), (.6, "#6f9496"), (1, "#2a5362"), y1=hor, y2=1067))
    T = ((1180, 800, 640, 14), (720, 764, 430, 70), (1480, 752, 360, 40), (250, 756, 380, 100), (930, 730, 270, 20))
    with p.g(filter=p.wobble(24, .004, .05), op=.45):
        for x, y, h, a in reversed(T):
            p.poly([(x - h * .02, y), (x - h * .01, min(1067, y + h)), (x + h * .01, min(1067, y + h)), (x + h * .02, y)], "#4b6a72")
            for k in range(3):
                b = math.radians(a + 120 * k)
                p.line(x, y + h, x + math.sin(b) * h * .6, y + h + math.cos(b) * h * .6, "#4b6a72", "%.1f" % (h * .02))
    with p.g(filter=p.rough(2.5, .05)):
        p.waves(hor + 8, 1067, 190, ["#fbe3bb", "#f0b788", "#3f6d78", "#a9c0b6"], op=(.2, .6))
    p.shimmer(sx, hor + 4, 1060, "#fff3d2", 80, 220, 76)
    with p.g(filter=p.rough(2, .05)):
        for x, y, h, a in reversed(T):
            k = min(1, h / 640)
            turbine(p, x, y, h, mix("#c99b85", "#48606c", k), mix("#f6dcb4", "#fff6e2", k), a)
            p.lens(x, y + 2, h * .2, 3 + 3 * k, "#fff3d2", op=.8)
    # service boat
    with p.g(filter=p.rough(2.2, .05)):
        bx, by = 520, 900
        p.poly([(bx, by), (bx + 260, by), (bx + 300, by - 40), (bx + 180, by - 30), (bx - 6, by - 26)], "#1f3b50")
        p.poly([(bx, by), (bx + 260, by), (bx + 266, by - 7), (bx - 2, by - 7)], BRICK)
        p.poly([(bx + 90, by - 28), (bx + 96, by - 80), (bx + 190, by - 84), (bx + 214, by - 30)], CREAM)
        p.poly([(bx + 110, by - 80), (bx + 118, by - 110), (bx + 172, by - 112), (bx + 186, by - 82)], CREAM)
        p.poly([(bx + 120, by - 86), (bx + 125, by - 104), (bx + 168, by - 106), (bx + 176, by - 86)], NAVY)
        p.windows(bx + 98, by - 74, 100, 30, 5, 1, p=.5, dark=NAVY)
        p.line(bx + 140, by - 112, bx + 140, by - 170, NAVY, 3)
        p.line(bx + 122, by - 146, bx + 158, by - 146, NAVY, 3)
        p.line(bx + 22, by - 26, bx + 22, by - 96, NAVY, 4)
        p.line(bx + 22, by - 94, bx + 84, by - 60, NAVY, 3)
        for x in (40, 62, 236):
            p.person(bx + x, by - 28, 42, NAVY, ORANGE)
        p.blob([(bx - 8, by - 2), (bx - 160, by + 6), (bx - 330, by + 12), (bx - 160, by + 18), (bx + 60, by + 10), (bx + 300, by + 4), (bx + 270, by - 4)], "#fff3d8", op=.8)
    for x, y, s, t in ((560, 330, 1, -8), (640, 380, .7, 8), (480, 400, .6, 0), (830, 250, .8, 10)):
        p.gull(x, y, s, "#55707a", t)
    with p.g(filter=p.stipple("#1f4553", k=2)):
        p.rect(0, 840, 1600, 227, p.lin((0, "#000", 0), (1, "#000", .5), y1=840, y2=1067))
    p.finish()
    return p


def granary():
    p = Pic(seed=64)
    r = p.r
    hor = 770
    p.sky((0, "#142a42"), (.3, "#2f5a74"), (.52, "#8f8f97"), (.66, "#eaa377"), (.72, "#ffcf8a"))
    with p.g(filter=p.rough(8, .02)):
        p.banks(60, 480, 18, "#d98f78", .38)
        p.banks(60, 560, 10, "#1f4058", .45)
        p.banks(480, 700, 8, "#ffd9a0", .4, h=(8, 20))
    for _ in range(60):
        p.circ(r.uniform(0, 1600), r.uniform(0, 300), r.uniform(.6, 1.8), CREAM, op="%.2f" % r.uniform(.2, .8))
    with p.g(filter=p.rough(3)):
        p.skyline(hor, "#8a6a70", hmin=20, hmax=80, spires=4, lit=GLOW, p=.12)
        for x, h in ((110, 260), (1500, 300)):
            sts_crane(p, x, hor, h, "#6d5a68", boom=66, side=1)
    p.mist(hor - 40, 80, "#ffcf95", .55)
    p.rect(0, hor, 1600, 300, p.lin((0, "#d99a76"), (.3, "#5e6a78"), (1, "#12263a"), y1=hor, y2=1067))
    conc, lit, dk = "#c9b394", "#f1dcb2", "#5b5560"

    def body():
        # seven silos
        n, x0, w, top = 8, 380, 112, 196
        for i in range(n):
            x = x0 + i * w
            p.rect(x, top, w + .5, hor - top, p.lin((0, "#f3cfa0"), (.22, "#dcb893"), (.6, "#9a8380"), (1, "#4d4a5a"), x1=x, x2=x + w, y1=0, y2=0))
            for y in range(top + 36, hor, 44):
                p.path("M%s %sq%s 9 %s 0" % (f(x), f(y), f(w / 2), f(w)), stroke="#4d4a5a", sw=1.4, op=.4)
        for _ in range(90):
            x, y = r.uniform(x0, x0 + n * w - 20), r.uniform(top, hor - 30)
            p.rect(x, y, r.uniform(3, 10), r.uniform(20, 110), r.choice(["#7d6c6c", "#f6e0b8", "#4d4a5a"]), op=".16")
        # head house on top
        p.rect(360, 130, 936, 70, "#7b6a6c")
        p.rect(360, 130, 936, 10, "#f1cfa0")
        p.windows(372, 146, 912, 44, 30, 1, p=.9, gx=.4, gy=.2)
        p.rect(1010, 30, 210, 104, "#6c5c62")
        p.rect(1002, 24, 226, 12, "#f1cfa0")
        p.windows(1022, 48, 186, 76, 6, 2, p=.8, gx=.4, gy=.35)
        p.poly([(1180, 36), (1220, 36), (1220, 134), (1180, 134)], INK, op=.3)
        p.line(1112, 26, 1112, -40, "#33384a", 4)
        # cut-out hall: an arch of glass through the silos
        d = "M552 770V560C552 400 640 318 772 300C930 280 1052 380 1052 560V770Z"
        p.path(d, p.lin((0, "#ffb65a"), (.5, "#ffd98e"), (1, "#fff1c4"), y1=300, y2=770))
        with p.g(clip=d):
            for y, hh in ((690, 16), (600, 14), (506, 12), (418, 10)):
                p.rect(540, y, 530, hh, "#b4622f")
                p.rect(540, y - 26, 530, 2.5, "#8e4a2c")
                for i in range(44):
                    p.line(544 + i * 12, y - 26, 544 + i * 12, y, "#8e4a2c", 1)
            p.poly([(560, 690), (700, 600), (724, 600), (590, 690)], "#8e4a2c")
            p.poly([(1040, 600), (900, 506), (876, 506), (1010, 600)], "#8e4a2c")
            p.blob([(720, 604), (690, 500), (720, 392), (806, 352), (896, 390), (930, 500), (900, 604)], "#a3522c")
            p.blob([(744, 604), (716, 500), (744, 406), (806, 374), (850, 400), (830, 500), (810, 604)], "#c8763a", op=.8)
            for x, y in [(r.uniform(560, 1040), yy) for yy in (690, 600, 506) for _ in range(11)] + [(r.uniform(560, 1040), 770) for _ in range(16)]:
                p.person(x, y, 44, "#4a2527", r.choice(["#4a2527", "#6a282d", "#2b3a48"]))
            for x in (600, 660, 960, 1010, 806):
                L = r.uniform(60, 120)
                p.line(x, 290, x, 330 + L, "#8e4a2c", 1.5)
                p.circ(x, 336 + L, 9, "#fffbe6")
            for i in range(1, 8):
                p.line(552 + i * 62.5, 290, 552 + i * 62.5, 770, "#5b3a36", 4)
            for y in (370, 460, 555, 650):
                p.line(540, y, 1060, y, "#5b3a36", 2.4)
        p.path(d, stroke="#f6dcae", sw=8)
        # slit windows
        for i in (0, 1, 6, 7):
            x = 380 + i * 112 + 48
            for y in range(250, 700, 88):
                if r.random() < .7:
                    p.rect(x, y, 13, 52, mix(GLOW, ORANGE, r.random() * .4))
        # lower wing
        p.rect(1276, 560, 250, 210, "#6d4a48")
        p.poly([(1266, 566), (1266, 548), (1536, 548), (1536, 566)], "#f1cfa0")
        for _ in range(90):
            p.rect(r.uniform(1280, 1510), r.uniform(572, 760), 12, 3, r.choice(["#8e5a4c", "#4d3440"]), op=.7)
        p.windows(1288, 584, 226, 166, 5, 2, p=.75, arch=True, gx=.5, gy=.3)
        p.rect(250, 640, 130, 130, "#574852")
        p.windows(258, 652, 116, 60, 4, 1, p=1, gx=.4)
        p.rect(240, 632, 150, 10, "#f1cfa0")

    with p.g(filter=p.wobble(30, .005, .055), op=.62):
        with p.g(tr="translate(0 1656) scale(1 -1)"):
            body()
    with p.g(filter=p.rough(2.4, .05)):
        body()
    with p.g(filter=p.stipple("#1c2238", k=1)):
        p.rect(1100, 200, 176, 560, p.lin((0, "#000", 0), (1, "#000", .62), x1=1060, x2=1276, y1=0, y2=0))
        p.rect(1276, 566, 250, 196, p.lin((0, "#000", .1), (1, "#000", .55), x1=1276, x2=1526, y1=0, y2=0))
        p.rect(380, 200, 896, 240, p.lin((0, "#000", .45), (1, "#000", 0), y1=200, y2=430))
    p.glow(802, 600, 520, "#ffcb78", .5)
    # quay
    with p.g(filter=p.rough(2.5, .04)):
        p.poly([(-10, 770), (1610, 770), (1610, 800), (-10, 800)], "#3b3a48")
        p.poly([(-10, 770), (1610, 770), (1610, 777), (-10, 777)], "#f0bf86")
        p.rect(-10, 800, 1620, 28, "#191f30")
        for i in range(28):
            p.rect(20 + i * 60, 802, 14, 26, "#0f1526")
        p.rect(560, 770, 484, 12, "#fff1c4")
        for i in range(62):
            x = r.gauss(800, 330)
            if 10 < x < 1590:
                p.person(x, r.uniform(772, 794), r.uniform(44, 50), "#141a28", r.choice(["#141a28", "#2b3a48", "#6a282d", "#24475a", "#141a28"]))
        for x in (140, 470, 1130, 1420):
            p.lamp(x, 786, 118, "#141a28")
    with p.g(filter=p.rough(2.5, .05)):
        p.waves(832, 1067, 110, ["#ffcf8a", "#d98f6a", "#0f2033", "#4b6a80"], op=(.2, .6))
    p.shimmer(802, 834, 1060, "#ffd58c", 300, 420, 56, op=(.25, .75))
    for x in (140, 470, 1130, 1420):
        p.shimmer(x, 834, 960, GLOW, 12, 30, 16)
    with p.g(filter=p.rough(2.2, .05)):
        p.poly([(1180, 940), (1480, 940), (1530, 906), (1170, 914)], "#0f1526")
        p.poly([(1240, 912), (1250, 880), (1400, 880), (1414, 910)], "#24304a")
        p.windows(1254, 884, 144, 22, 7, 1, p=1)
        p.line(1450, 908, 1450, 800, "#0f1526", 4)
        p.line(1450, 804, 1520, 902, "#0f1526", 1.6)
        p.lens(1340, 944, 420, 5, "#ffcf8a", op=.6)
    p.finish()
    return p


def oyster_beds():
    p = Pic(seed=91)
    r = p.r
    hor = 400
    p.sky((0, "#4d8290"), (.16, "#8fb3b0"), (.3, "#f2d5ae"), (.375, "#f7b98b"))
    sx, sy = 1180, 342
    p.glow(sx, sy, 560, "#ffe6b5", .85)
    p.circ(sx, sy, 40, "#fff6dc")
    with p.g(filter=p.rough(8, .02)):
        p.banks(30, 240, 13, "#f6dcc0", .5)
        p.banks(120, 350, 9, "#e59c7c", .4, h=(8, 22))
        p.banks(60, 200, 5, "#4f8390", .4)
    with p.g(filter=p.rough(3)):
        p.poly([(0, hor + 2), (0, hor - 46), (140, hor - 52), (300, hor - 30), (520, hor - 14), (700, hor + 2)], "#8f8f8c")
        p.skyline(hor + 2, "#a68f83", x0=640, x1=1100, hmin=8, hmax=26, spires=3)
        p.poly([(216, hor - 36), (221, hor - 92), (237, hor - 92), (242, hor - 36)], "#f1e2c4")
        p.rect(220, hor - 104, 18, 12, BRICK)
        p.rect(218, hor - 72, 22, 12, BRICK)
        p.rect(250, hor - 52, 34, 20, "#6a5a58")
    p.mist(hor - 6, 36, "#fbdcb0", .7)
    # mud flat with pools
    p.rect(0, hor, 1600, 680, p.lin((0, "#f3c79a"), (.1, "#c3a48c"), (.45, "#6f7c7a"), (1, "#24404a"), y1=hor, y2=1067))
    cam = Cam((0, 3.4, 0), yaw=-8, focal=1000, cx=800, cy=hor)
    with p.g(filter=p.rough(7, .025)):
        for _ in range(170):
            z = 3.4 + 90 * r.random() ** 2.2
            x = r.uniform(-1.3, 1) * (z + 2)
            q, k = cam.at(x, 0, z), cam.scale(x, 0, z)
            w, h = k * r.uniform(.6, 3.2), k * r.uniform(.06, .2)
            p.blob([(q[0] + w * math.cos(t) * r.uniform(.7, 1), q[1] + h * math.sin(t) * r.uniform(.7, 1)) for t in [i * .785 for i in range(8)]], p.rad(sx, hor, 900, (0, "#ffe2b0"), (.5, "#e6c3a2"), (1, "#8fb0b0")), op="%.2f" % r.uniform(.5, .95))
        for _ in range(260):
            z = 3.4 + 60 * r.random() ** 2
            x = r.uniform(-1.3, 1) * (z + 2)
            q, k = cam.at(x, 0, z), cam.scale(x, 0, z)
            p.lens(q[0], q[1], k * r.uniform(.4, 1.6), k * .035, r.choice(["#1b323b", "#35505a", "#f2cda0", "#55645f"]), op="%.2f" % r.uniform(.3, .7))
    # rows of trestles with bags
    rows = [-17, -12.6, -8.2, -3.8, .9, 5.6, 10.2]
    with p.g(filter=p.rough(2.4, .05)):
        for x0 in sorted(rows, key=lambda v: -abs(v - 1)):
            z = 74.0
            while z > 4:
                st = 1.5
                hz = min(.75, z / 95)
                T = lambda c: mix(c, "#e0b08c", hz)
                if r.random() < .96 or z < 20:
                    # wet shadow
                    p.face(cam, [(x0 - .1, 0, z - st), (x0 + 1.3, 0, z - st), (x0 + 1.3, 0, z), (x0 - .1, 0, z)], T("#172a33"), op=.6)
                    for xx in (x0 + .1, x0 + 1.0):
                        for zz in (z - .1, z - st + .2):
                            p.beam(cam, (xx, 0, zz), (xx, .55, zz), .06, T("#1c2f38"))
                    p.beam(cam, (x0 + .1, .55, z), (x0 + .1, .55, z - st), .07, T("#4a3a38"))
                    p.beam(cam, (x0 + 1, .55, z), (x0 + 1, .55, z - st), .07, T("#4a3a38"))
                    c = T(r.choice(["#3d4b47", "#2f3f42", "#4d5546", "#35403a"]))
                    y1 = .78 + r.uniform(-.03, .04)
                    a, b = z - .1, z - st + .08
                    p.face(cam, [(x0 - .05, .58, b), (x0 + 1.15, .58, b), (x0 + 1.1, y1, b), (x0, y1, b)], mix(c, INK, .4))
                    side = x0 + 1.12 if x0 + .5 < 0 else x0 - .02
                    p.face(cam, [(side, .58, a), (side, .58, b), (side, y1, b), (side, y1, a)], mix(c, INK, .25))
                    p.face(cam, [(x0, y1, a), (x0 + 1.1, y1, a), (x0 + 1.1, y1, b), (x0, y1, b)], mix(c, "#f6d6a8", .42))
                    if z < 30:
                        for k in range(1, 6):
                            p.beam(cam, (x0 + k * .185, y1 + .005, a), (x0 + k * .185, y1 + .005, b), .014, mix(c, INK, .4), op=.8)
                        for k in range(1, 7):
                            zz = a + (b - a) * k / 7
                            p.beam(cam, (x0, y1 + .005, zz), (x0 + 1.1, y1 + .005, zz), .014, mix(c, INK, .4), op=.8)
                        for _ in range(int(170 / (z + 3))):
                            q, s = cam.at(x0 + r.uniform(.1, 1), y1 + .02, r.uniform(b + .1, a)), cam.scale(x0, y1, z)
                            p.ell(q[0], q[1], s * .085, s * .04, r.choice(["#e9dfc8", "#b9b8a8", "#8f9a94", "#cbbfa4"]), tr=None)
                    q = cam.at(x0 + .55, y1, b)
                z -= st
    # workers
    def worker(x, z, c, hat, bend=False, basket=True):
        q, k = cam.at(x, 0, z), cam.scale(x, 0, z)
        h = k * 1.75
        u = h / 100
        X, Y = q
        p.lens(X, Y + 3 * u, 90 * u, 5 * u, "#14262f", op=.7)
        P = lambda *v: [(X + a * u, Y - b * u) for a, b in v]
        p.poly(P((-10, 44), (10, 44), (13, 0), (3, 0), (0, 34), (-4, 0), (-14, 0)), "#1d3a44")
        if bend:
            p.path(smooth(P((-11, 40), (-12, 58), (2, 74), (22, 78), (30, 68), (22, 58), (11, 50), (10, 40)), True), c)
            p.poly(P((22, 74), (30, 66), (38, 42), (33, 40)), c)
            p.circ(X + 35 * u, Y - 80 * u, 7.5 * u, "#8a5a46")
            p.path(smooth(P((26, 80), (30, 90), (42, 90), (46, 82)), True), hat)
        else:
            p.path(smooth(P((-12, 38), (-13, 62), (-10, 80), (0, 85), (10, 80), (13, 62), (12, 38)), True), c)
            p.poly(P((10, 78), (15, 70), (26, 52), (20, 50)), c)
            p.poly(P((-10, 78), (-15, 70), (-17, 46), (-11, 46)), c)
            p.circ(X, Y - 92 * u, 7.5 * u, "#8a5a46")
            p.path(smooth(P((-10, 94), (-5, 101), (5, 101), (10, 94)), True), hat)
        if basket:
            p.poly(P((18, 52), (52, 52), (47, 30), (23, 30)), "#8c6239")
            p.ell(X + 35 * u, Y - 52 * u, 17 * u, 4.5 * u, "#d9d2bd")
            for i in range(5):
                p.line(X + (22 + i * 6.5) * u, Y - 50 * u, X + (24 + i * 5.4) * u, Y - 31 * u, "#5e3f2a", "%.1f" % max(1, 1.2 * u))
        p.poly([(X - 10 * u, Y), (X + 8 * u, Y), (X + 4 * u, Y + 62 * u), (X - 5 * u, Y + 62 * u)], "#14262f", op=.3)
    with p.g(filter=p.rough(2.2, .05)):
        worker(-6.2, 26, "#b2432d", "#1f3b50", True, False)
        worker(8.4, 24, "#d79a3d", "#1f3b50", False)
        worker(-1.6, 15, "#d79a3d", "#6a282d", True, False)
        worker(3.6, 9.6, "#b2432d", "#16293a")
        # flat boat aground
        bx, by = 1330, 560
        p.poly([(bx - 130, by), (bx + 120, by), (bx + 160, by - 40), (bx - 150, by - 34)], "#22404d")
        p.poly([(bx - 150, by - 34), (bx + 160, by - 40), (bx + 154, by - 32), (bx - 146, by - 26)], AMBER)
        for i in range(4):
            p.rect(bx - 100 + i * 44, by - 58, 38, 24, ["#8c6239", "#a97b48", "#6e4d33", "#8c6239"][i])
        p.line(bx + 90, by - 36, bx + 90, by - 130, "#22404d", 4)
        p.lens(bx, by + 5, 330, 6, "#f6d6a8", op=.8)
    # shells in the foreground
    with p.g(filter=p.rough(2, .05)):
        for _ in range(90):
            x, y = r.uniform(0, 1600), r.uniform(930, 1060)
            s = r.uniform(6, 20) * (y - 700) / 340
            c = r.choice(["#e9dfc8", "#b9b8a8", "#77858a", "#cbb896"])
            p.blob([(x + s * math.cos(t) * r.uniform(.7, 1.1), y + s * .5 * math.sin(t) * r.uniform(.7, 1.1)) for t in [i * 1.05 for i in range(6)]], mix(c, "#33484e", .35))
            p.blob([(x - 1 + s * .7 * math.cos(t), y - s * .1 + s * .3 * math.sin(t)) for t in [i * 1.05 for i in range(6)]], c, op=.85)
    with p.g(filter=p.stipple("#14262f", k=2)):
        p.rect(0, 700, 1600, 367, p.lin((0, "#000", 0), (1, "#000", .5), y1=760, y2=1067))
    for x, y, s, t in ((420, 210, 1, -8), (520, 250, .7, 8), (330, 270, .6, 0), (700, 180, .8, 10)):
        p.gull(x, y, s, "#3d5a62", t)
    p.finish()
    return p


SCENES = {"harbour-cranes": harbour_cranes, "sea-wall": sea_wall, "ferry": ferry, "lighthouse": lighthouse,
          "wind-turbines": wind_turbines, "granary": granary, "oyster-beds": oyster_beds}
