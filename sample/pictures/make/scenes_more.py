"""More scenes: snow, school, flats, observatory, stadium, shipyard, power station."""
import math
from kit import *


def snow_tram():
    p = Pic(seed=44)
    r = p.r
    cam = Cam((0, 2.3, 0), yaw=0, pitch=0, focal=1120, cx=640, cy=580)
    p.sky((0, "#1c3247"), (.35, "#3d5d70"), (.58, "#8aa0a3"))
    hz = lambda c, z: mix(c, "#8aa0a3", min(.88, max(0, (z - 8) / 62)))
    with p.g(filter=p.rough(2.6, .04)):
        cols = ["#5d3a3c", "#2f4858", "#7a5a48", "#3b4f58", "#6a4440", "#283f50", "#84684f"]
        for s in (1, -1):
            zz = [66, 57, 49, 41.5, 34.5, 28, 22, 16.5, 11, 6, 1]
            for i, (b, a) in enumerate(zip(zz, zz[1:])):
                x = 10.5 * s
                h = r.uniform(9, 13)
                c = hz(cols[(i * 3 + (s > 0)) % 7], a + 3)
                m = (a + b) / 2
                p.face(cam, [(x, 0, a), (x, h, a), (x, h, b), (x, 0, b)], c)
                p.face(cam, [(x, h, a), (x + 2.4 * s, h + 2.6, a), (x + 2.4 * s, h + 2.6, b), (x, h, b)], hz("#d9dfd8", a))
                p.face(cam, [(x, h - .25, a), (x, h + .15, a), (x, h + .15, b), (x, h - .25, b)], hz("#eef0e6", a))
                n = max(2, round((b - a) / 2))
                for fl in range(3):
                    for k in range(n):
                        z0 = a + (b - a) * (k + .28) / n
                        z1 = a + (b - a) * (k + .72) / n
                        y = 4 + fl * 2.7
                        if y + 1.8 > h:
                            continue
                        on = r.random() < .42
                        p.face(cam, [(x, y, z0), (x, y + 1.7, z0), (x, y + 1.7, z1), (x, y, z1)], hz(mix(GLOW, ORANGE, r.random() * .4), a * .5) if on else hz(mix(c, INK, .5), a))
                        p.face(cam, [(x, y - .12, z0 - .1), (x, y + .06, z0 - .1), (x, y + .06, z1 + .1), (x, y - .12, z1 + .1)], hz("#eef0e6", a))
                p.face(cam, [(x, .5, a + .5), (x, 2.7, a + .5), (x, 2.7, b - .5), (x, .5, b - .5)], hz("#ffcf7c", a * .6))
                for k in range(1, 4):
                    z0 = a + (b - a) * k / 4
                    p.beam(cam, (x, .5, z0), (x, 2.7, z0), .14, hz("#2b2a33", a))
                xo = x - 1.3 * s
                p.face(cam, [(x, 3.5, a + .3), (xo, 2.8, a + .3), (xo, 2.8, b - .3), (x, 3.5, b - .3)], hz("#e6e9e0", a))
                p.face(cam, [(xo, 2.55, a + .3), (xo, 2.85, a + .3), (xo, 2.85, b - .3), (xo, 2.55, b - .3)], hz(["#8e3c2d", "#24485a", "#b9793f"][i % 3], a))
    with p.g(filter=p.rough(2.5)):
        q = cam.at(1.5, 0, 74)
        u = 6
        p.poly([(q[0] - 22, q[1]), (q[0] - 22, q[1] - 170), (q[0] - 28, q[1] - 170), (q[0], q[1] - 290), (q[0] + 28, q[1] - 170), (q[0] + 22, q[1] - 170), (q[0] + 22, q[1])], "#6f888f")
        p.circ(q[0], q[1] - 146, 13, "#ffe2a0")
    p.mist(560, 150, "#a9b9b6", .6)
    # street
    p.rect(0, 579, 1600, 500, p.lin((0, "#a9b9b6"), (.3, "#c9d2cc"), (1, "#6d8a98"), y1=579, y2=1067))
    with p.g(filter=p.rough(3, .03)):
        for s in (1, -1):
            p.face(cam, [(6.2 * s, .05, .6), (10.5 * s, .2, .6), (10.5 * s, .2, 80), (6.2 * s, .05, 80)], p.lin((0, "#b5c3bf"), (1, "#dfe5de"), y1=580, y2=900))
            p.face(cam, [(6.2 * s, 0, .6), (6.2 * s, .25, .6), (6.2 * s, .25, 80), (6.2 * s, 0, 80)], "#7f99a4")
        for o in (1.78, 3.22, -3.2, -1.76):
            p.poly(cam.bar((o, 0, 70), (o, 0, 1.2), .3), "#5d7a88", op=.75)
            p.poly(cam.bar((o, .01, 70), (o, .01, 1.2), .1), "#22384a")
        for _ in range(170):
            z = 2.2 + 40 * r.random() ** 2
            x = r.uniform(-6, 6)
            q, k = cam.at(x, 0, z), cam.scale(x, 0, z)
            p.lens(q[0], q[1], k * r.uniform(.3, 1.6), k * .05, r.choice(["#eef2ea", "#8ba5af", "#f6e3bd", "#54717f"]), op="%.2f" % r.uniform(.25, .7))
        for z in range(3, 20):
            for o in (-.2, .2):
                q, k = cam.at(4.6 + o + .1 * math.sin(z), 0, z + o), cam.scale(4.6, 0, z)
                p.ell(q[0], q[1], k * .09, k * .035, "#6d8a98", op=.8)
    # wires and street lamps
    with p.g(filter=p.rough(1.8, .05)):
        for z in (54, 44, 35, 27, 20, 14, 9):
            c = hz("#1a2834", z * .8)
            p.beam(cam, (-10.5, 6.8, z), (10.5, 6.8, z), .05, c)
            q, k = cam.at(6.6, 0, z), cam.scale(6.6, 0, z)
            p.lamp(q[0], q[1], k * 4.6, c, r=k * 2.6)
            q, k = cam.at(-6.6, 0, z + 3), cam.scale(6.6, 0, z + 3)
            p.lamp(q[0], q[1], k * 4.6, c, r=k * 2.6)
        for o in (2.5, -2.48):
            p.beam(cam, (o, 5.6, 70), (o, 5.6, 2), .035, "#1a2834")
        # trees with snow
        for x, z, h in ((-7.6, 26, 7.6), (-7.8, 17, 8), (7.8, 22, 7), (-7.4, 10.5, 7.5)):
            q, k = cam.at(x, 0, z), cam.scale(x, 0, z)
            p.tree(q[0], q[1], k * h, hz("#22303a", z * .7), snow="#eef2ea", depth=6)
        for x, z, c, u in ((8.3, 26, "#24485a", None), (7.6, 19, "#16232d", BRICK), (8.4, 15.5, "#8e3c2d", None), (-8.2, 21, "#16232d", "#24485a"), (-8.6, 13.5, "#3d4f48", None), (-7.9, 13.8, "#b9793f", None)):
            q, k = cam.at(x, .1, z), cam.scale(x, 0, z)
            p.person(q[0], q[1], k * 1.75, hz("#121d27", z * .6), hz(c, z * .6), umbrella=u, bag=r.random() < .4)
    p.snow(420, (.8, 2.6), "#f6f3e6", (.35, .8), .3)
    # a second tram far away, then the tram
    with p.g(filter=p.rough(1.8, .05)):
        tram3(p, cam, -3.7, 36, 14, side="right", body=CREAM, skirt="#24485a", haze="#8aa0a3", ht=.45, roof="#eef2ea", people=False)
    with p.g(filter=p.rough(2, .05)):
        tram3(p, cam, 1.3, 9.4, 13, side="left", body="#f1e4c6", skirt="#b2432d", roof="#eef2ea", shade=.22, cars=2)
        # snow lying on the roof edge
        A = [cam.at(1.25, 3.6, 9.35), cam.at(3.72, 3.6, 9.35)]
        k = cam.scale(1, 3.4, 9.4)
        top = [(A[0][0] + (A[1][0] - A[0][0]) * t / 9, A[0][1] - k * .1 + r.uniform(-6, 3)) for t in range(10)]
        bot = [(A[0][0] + (A[1][0] - A[0][0]) * (9 - t) / 9, A[0][1] + k * .16 + r.uniform(-5, 8)) for t in range(10)]
        p.blob(top + bot, "#fbfaf0")
        for c in range(2):
            za, zb = 9.4 + c * 13.5, 22.4 + c * 13.5
            a, b = cam.at(1.3, 3.4, za), cam.at(1.3, 3.4, zb)
            ha, hb = cam.scale(1, 3, za) * .22, cam.scale(1, 3, zb) * .22
            p.poly([(a[0] - 2, a[1] + ha * .3), (b[0], b[1] + hb * .3), (b[0], b[1] - hb), (a[0] - 2, a[1] - ha)], "#eef2ea")
        # pantograph
        u, v, w = cam.at(2.5, 3.7, 13), cam.at(2.5, 4.6, 11.4), cam.at(2.5, 5.6, 13)
        for o in (-26, 26):
            p.pl([(u[0] + o, u[1]), (v[0] + o * .8, v[1]), (w[0] + o, w[1])], "#16232d", 4)
        p.line(w[0] - 60, w[1], w[0] + 60, w[1], "#16232d", 5)
        p.circ(w[0] + 6, w[1] - 2, 5, "#fffbe0")
        # snow pushed aside by the lip
        g0, g1 = cam.at(1.2, 0, 9.2), cam.at(3.8, 0, 9.2)
        for x0, x1, n in ((g0[0] - 120, g0[0] + 30, 16), (g1[0] - 30, g1[0] + 120, 16), (g0[0], g1[0], 20)):
            for i in range(n):
                x = r.uniform(x0, x1)
                m = abs(x - (g0[0] + g1[0]) / 2) / (g1[0] - g0[0])
                p.ell(x, g0[1] + r.uniform(-6, 16) - (10 if m > .45 else -6), r.uniform(14, 34), r.uniform(7, 17), r.choice(["#fbfaf0", "#e6ece6", "#c9d6d6"]))
    p.glow(w[0] + 6, w[1], 110, "#cfe6ff", .9)
    for xx in (1.72, 3.28):
        s = cam.at(xx, .98, 9.4)
        p.poly([(s[0] - 12, s[1] + 30), (s[0] + 12, s[1] + 30), (s[0] + 180 + (xx - 2.5) * 160, 1067), (s[0] - 180 + (xx - 2.5) * 160, 1067)], p.lin((0, GLOW, .5), (1, GLOW, .04), y1=s[1], y2=1067), style="mix-blend-mode:screen")
        p.glow(s[0], s[1], 130, GLOW, .75)
    with p.g(filter=p.stipple("#14232f", k=2)):
        p.rect(0, 0, 1600, 560, p.lin((0, "#000", .5), (1, "#000", 0), y2=460))
    with p.g(filter=p.blur(1.2)):
        p.snow(150, (2.5, 6), "#fbf9ee", (.5, .9), .4)
    with p.g(filter=p.blur(4)):
        p.snow(26, (8, 15), "#fbf9ee", (.35, .65), .4)
    p.finish()
    return p


def bike(p, x, y, s, c, small=False, basket=None, t=0):
    u = s / 100
    X = lambda a, b: (x + a * u, y - b * u)
    K = "#14202a"
    for o in (-52, 52):
        q = X(o, 34)
        p.circ(q[0], q[1], 33 * u, "none", stroke=K, sw="%.1f" % (4.6 * u))
        p.circ(q[0], q[1], 29.5 * u, "none", stroke="#9dbdba", sw="%.1f" % (1.2 * u))
        for i in range(8):
            a = math.pi * i / 8 + t
            p.line(q[0] - 29 * u * math.cos(a), q[1] - 29 * u * math.sin(a), q[0] + 29 * u * math.cos(a), q[1] + 29 * u * math.sin(a), "#55666c", "%.1f" % (.8 * u))
        p.circ(q[0], q[1], 4 * u, K)
        p.path("M%s %sA%s %s 0 0 1 %s %s" % tuple(map(f, (q[0] - 37 * u, q[1] - 6 * u, 38 * u, 38 * u, q[0] + 30 * u, q[1] - 24 * u))), stroke=c, sw="%.1f" % (4 * u))
    w = "%.1f" % (6 * u)
    p.pl([X(-52, 34), X(-20, 78), X(34, 84), X(-4, 32), X(-52, 34)], c, w, join="round")
    p.pl([X(-26, 94), X(-4, 32)], c, w)
    p.pl([X(52, 34), X(32, 92), X(30, 104), X(44, 112)], c, w, join="round")
    p.pl([X(30, 104), X(18, 110)], K, "%.1f" % (5 * u), cap="round")
    p.circ(*X(46, 112), 4 * u, K)
    q = X(-28, 97)
    p.path("M%s %sq%s %s %s %sq%s %s %s %sZ" % tuple(map(f, (q[0] - 18 * u, q[1] - 4 * u, 18 * u, -5 * u, 38 * u, 2 * u, -14 * u, 8 * u, -38 * u, 4 * u))), K)
    p.circ(*X(-4, 32), 9 * u, "none", stroke=K, sw="%.1f" % (3 * u))
    p.line(*X(-4, 32), *X(6, 20), K, "%.1f" % (3.4 * u))
    p.line(*X(-52, 36), *X(-4, 40), K, "%.1f" % (1.6 * u))
    p.circ(*X(42, 94), 6 * u, GLOW)
    if basket:
        a, b = X(40, 106), X(74, 82)
        p.poly([a, (b[0] + 4 * u, a[1]), (b[0] - 2 * u, b[1]), (a[0] + 5 * u, b[1])], basket)
        for i in range(1, 4):
            p.line(a[0] + i * 8 * u, a[1], a[0] + i * 7.4 * u + 3 * u, b[1], K, "%.1f" % u)
    if small:
        p.line(*X(-66, 60), *X(-84, 150), "#d9dccb", "%.1f" % (2 * u))
        p.poly([X(-84, 150), X(-84, 132), X(-62, 143)], ORANGE)


def school_yard():
    p = Pic(seed=18)
    r = p.r
    p.sky((0, "#9dc0bd"), (.3, "#e6dcb9"), (.5, "#f6cf92"))
    p.glow(220, 200, 620, "#fff3cf", .8)
    with p.g(filter=p.rough(8, .02)):
        p.banks(30, 260, 9, "#fbf0d4", .6)
    gy = 742
    with p.g(filter=p.rough(3)):
        p.skyline(gy, "#b9b49b", x1=520, hmin=150, hmax=240, spires=2)
    # school building
    with p.g(filter=p.rough(2.4, .045)):
        p.poly([(360, 180), (430, 96), (1700, 96), (1700, 180)], "#3d4f56")
        for x in range(480, 1600, 150):
            p.rect(x, 60, 34, 70, "#8a4433")
        p.rect(360, 176, 1260, gy - 176, p.lin((0, "#c4613c"), (1, "#a04a33"), y1=176, y2=gy))
        for _ in range(700):
            p.rect(r.uniform(360, 1590), r.uniform(200, gy), r.uniform(10, 24), 4, r.choice(["#d27a50", "#8a3d2c", "#b25638"]), op=.5)
        p.rect(346, 168, 1270, 18, "#f1e0bb")
        p.rect(360, 440, 1260, 12, "#f1e0bb")
        p.rect(360, gy - 60, 1260, 60, "#7d7468")
        for k, y in ((0, 214), (1, 476)):
            for i in range(6):
                x = 410 + i * 200
                if k and i == 3:
                    continue
                p.rect(x - 8, y - 8, 156, 186, "#f1e0bb")
                p.rect(x, y, 140, 170, p.lin((0, "#2f5a66"), (1, "#7fa5a0"), x1=x, x2=x + 140, y1=y, y2=y + 170))
                if r.random() < .75:
                    p.rect(x, y, 140, 170, GLOW, op=.35)
                # paper shapes in the windows
                for _ in range(4 if k else 2):
                    a, b = x + r.uniform(16, 120), y + r.uniform(80, 150)
                    c = r.choice([BRICK, AMBER, CREAM, "#75864f", "#2c5a66"])
                    if r.random() < .5:
                        p.circ(a, b, 11, c)
                    else:
                        p.poly([(a + (12 if j % 2 else 5) * math.cos(j * .628), b + (12 if j % 2 else 5) * math.sin(j * .628)) for j in range(10)], c)
                for j in (1, 2):
                    p.line(x + j * 46.6, y, x + j * 46.6, y + 170, "#f1e0bb", 7)
                p.line(x, y + 60, x + 140, y + 60, "#f1e0bb", 7)
                p.poly([(x, y + 170), (x + 60, y), (x + 100, y), (x + 40, y + 170)], CREAM, op=.14)
        # door
        p.path("M1002 %dV500Q1002 452 1080 448Q1158 452 1158 500V%dZ" % (gy, gy), "#f1e0bb")
        p.path("M1016 %dV506Q1016 466 1080 462Q1144 466 1144 506V%dZ" % (gy, gy), "#1f4a4c")
        p.line(1080, 470, 1080, gy, "#14333a", 5)
        for x in (1030, 1094):
            p.rect(x, 540, 36, 90, GLOW, op=.85)
            p.line(x + 18, 540, x + 18, 630, "#14333a", 3)
        p.path("M1016 506Q1016 466 1080 462Q1144 466 1144 506Z", "#ffe2a0")
        for i in range(1, 6):
            a = math.pi * i / 6
            p.line(1080, 506, 1080 + 62 * math.cos(a), 506 - 42 * math.sin(a), "#14333a", 3)
        p.rect(980, gy - 12, 200, 12, "#b9b3a0")
        p.rect(964, gy, 232, 12, "#9a9484")
        p.circ(1080, 392, 34, "#f1e0bb")
        p.circ(1080, 392, 28, "#fff8e4")
        p.line(1080, 392, 1080, 372, INK, 4)
        p.line(1080, 392, 1066, 398, INK, 4)
    with p.g(filter=p.stipple("#4a2028")):
        p.rect(900, 176, 700, gy - 190, p.lin((0, "#000", 0), (1, "#000", .48), x1=900, x2=1600, y1=0, y2=0))
    # ground
    p.rect(0, gy, 1600, 340, p.lin((0, "#d9bd8e"), (.3, "#b59a78"), (1, "#5d5a58"), y1=gy, y2=1067))
    with p.g(filter=p.rough(3, .04)):
        for _ in range(220):
            y = gy + 320 * r.random() ** 1.3
            k = .3 + (y - gy) / 320
            p.lens(r.uniform(0, 1600), y, 60 * k, 3.4 * k, r.choice(["#e9d3a6", "#8d7a66", "#c9ab82", "#6d635c"]), op="%.2f" % r.uniform(.25, .6))
    # the chestnut on the left
    with p.g(filter=p.rough(5, .03)):
        p.poly([(96, 800), (128, 560), (120, 330), (168, 330), (174, 560), (214, 806), (150, 790)], "#3b2b2a")
        for a, b, c, d in ((140, 470, -20, 250), (150, 430, 330, 240), (146, 380, 170, 120), (150, 520, 380, 400)):
            p.line(a, b, c, d, "#3b2b2a", 20)
    with p.g(filter=p.rough(9, .03)):
        for _ in range(420):
            a, d = r.uniform(0, 6.28), r.random() ** .5
            x, y = 150 + 330 * d * math.cos(a), 210 + 240 * d * math.sin(a)
            s = r.uniform(14, 34)
            light = (x - 150) / 400 + (210 - y) / 400 + .5
            p.ell(x, y, s, s * .62, mix(r.choice(["#b8662e", "#d8913a", "#c27a3c", "#8a4a2c"]), r.choice(["#f0b54c", "#6a3a28"]) if r.random() < .4 else "#d8913a", .4 + .2 * light), tr="rotate(%d %s %s)" % (r.uniform(0, 180), f(x), f(y)))
    # railing and row of bicycles
    with p.g(filter=p.rough(1.8, .05)):
        p.rect(300, 812, 1290, 7, "#2b3a40")
        for i in range(22):
            p.path("M%d 900V826q0 -14 14 -14" % (310 + i * 60), stroke="#2b3a40", sw=5)
        cols = ["#b2432d", "#2c6a78", "#e8a53a", "#5d7350", "#24485a", "#d8744c", "#7d3a48", "#3d8080"]
        # shadows lie to the right and towards us
        for i in range(8):
            x, y = 390 + i * 156, 906 + (i % 2) * 16
            for o in (-60, 60):
                p.ell(x + o + 50, y + 8, 62, 7, "#33262c", op=.5)
            p.lens(x + 60, y + 12, 210, 6, "#33262c", op=.4)
        for i in range(8):
            bike(p, 390 + i * 156, 906 + (i % 2) * 16, r.choice((104, 118, 128)), cols[i], small=i in (1, 5), basket=["#a9784a", None, None, "#d9c092", None, "#8c6239", None, None][i], t=r.random())
        # helmets and satchels hung on the bars
        for x, y, c in ((440, 780, AMBER), (910, 784, "#2c6a78"), (1224, 776, BRICK)):
            p.path("M%d %dq2 -26 26 -27q26 1 28 27q-28 8 -54 0Z" % (x, y), c)
            p.line(x + 12, y - 18, x + 14, y - 2, CREAM, 3)
            p.line(x + 26, y - 24, x + 26, y, CREAM, 3)
        for x, c in ((560, "#8c4a2c"), (1066, "#24485a")):
            p.rect(x, 850, 48, 52, c)
            p.rect(x, 850, 48, 22, mix(c, INK, .3))
            p.rect(x + 20, 868, 8, 9, "#e8b45c")
        bike(p, 300, 1024, 176, "#2c6a78", small=True, basket="#a9784a", t=.4)
        p.lens(330, 1030, 320, 9, "#33262c", op=.5)
        # two late pupils at the door
        p.person(1220, gy + 34, 118, "#22303a", "#d79a3d", head="#8a5a46", bag=True, walk=True)
        p.person(1266, gy + 40, 104, "#22303a", "#2c6a78", head="#6d4638", walk=True)
    with p.g(filter=p.rough(2.5, .05)):
        for _ in range(170):
            y = gy + 20 + 300 * r.random() ** 1.1
            x = r.gauss(330, 320)
            s = 4 + 9 * (y - gy) / 320
            p.path("M%s %sq%s %s %s 0q%s %s %s 0Z" % tuple(map(f, (x, y, s, -s * .8, 2 * s, -s, s * .8, -2 * s))), r.choice(["#d8913a", "#b8532e", "#f0b54c", "#8a4a2c"]))
    with p.g(filter=p.stipple("#2b2028", k=2)):
        p.rect(0, 860, 1600, 207, p.lin((0, "#000", 0), (1, "#000", .5), y1=880, y2=1067))
    p.finish()
    return p


def kransholm_flats():
    p = Pic(seed=26)
    r = p.r
    hor = 800
    p.sky((0, "#3a5f78"), (.3, "#8fa5a8"), (.55, "#e9bd97"), (.7, "#f6cf92"))
    p.glow(420, 560, 620, "#ffe6b5", .7)
    with p.g(filter=p.rough(8, .02)):
        p.banks(40, 420, 13, "#f3d6b4", .5)
        p.banks(80, 560, 8, "#4f7484", .35)
    with p.g(filter=p.rough(3)):
        p.skyline(hor, "#a69a90", x1=760, hmin=20, hmax=80, spires=3)
        # a tower crane building more
        c = "#5d6068"
        p.rect(286, 190, 10, hor - 190, c)
        p.line(180, 226, 690, 206, c, 7)
        p.line(180, 246, 690, 214, c, 3)
        for i in range(26):
            p.line(190 + i * 19, 226 - i * .75, 200 + i * 19, 246 - i * 1.2, c, 2)
        p.line(291, 150, 300, 222, c, 6)
        p.line(291, 152, 186, 228, c, 2)
        p.line(291, 152, 560, 212, c, 2)
        p.rect(186, 240, 50, 26, c)
        p.line(620, 212, 620, 380, c, 2)
        p.rect(596, 380, 48, 14, BRICK)
        # the skeleton below it
        for fl in range(5):
            p.rect(520, 470 + fl * 66, 210, 8, "#7d7470")
            for k in range(5):
                p.rect(526 + k * 48, 470 + fl * 66, 7, 66, "#7d7470")
    p.mist(hor - 60, 110, "#f9dcae", .5)
    p.rect(0, hor, 1600, 300, p.lin((0, "#dcb28e"), (.3, "#8f9694"), (1, "#28485a"), y1=hor, y2=1067))
    blocks = [(60, 190, 330, 7, "#8d5a46", "#a9745a", 3), (240, 170, 420, 9, "#b9b3a0", "#d6cfb8", 3), (690, 210, 560, 12, "#2f4f5c", "#3d6471", 4), (890, 190, 450, 9, "#b4593a", "#cc7650", 3), (1070, 260, 690, 14, "#d9c9a6", "#efe2c2", 5), (1320, 200, 380, 8, "#3f5a58", "#587670", 4), (1510, 170, 520, 11, "#7a4038", "#96564a", 3)]

    def town():
        for x, w, h, n, c1, c2, m in blocks:
            y = hor - h
            step = w * .26
            p.poly([(x, hor), (x, y + 74), (x + step, y + 74), (x + step, y), (x + w, y), (x + w, hor)], p.lin((0, c2), (.7, c1), (1, mix(c1, INK, .35)), x1=x, x2=x + w, y1=0, y2=0))
            p.rect(x - 3, y + 70, step + 3, 7, mix(c1, CREAM, .35))
            p.rect(x + step - 3, y - 5, w - step + 6, 8, mix(c1, CREAM, .35))
            p.rect(x + w * .86, y, w * .14, h, INK, op=.3)
            # roof garden and plant
            p.rect(x + w * .55, y - 26, w * .24, 22, mix(c1, INK, .2))
            for _ in range(7):
                p.ell(x + r.uniform(4, step - 6), y + 66, r.uniform(7, 14), r.uniform(6, 14), "#55694a")
            fh = h / n
            for j in range(n):
                yy = y + j * fh
                for i in range(m):
                    cw = w * .84 / m
                    xx = x + i * cw + 8
                    if j * fh < 74 and xx < x + step:
                        continue
                    on = r.random() < .16
                    g = mix(GLOW, ORANGE, r.random() * .4) if on else mix("#1c3344", "#6f9096", r.random() * .5)
                    p.rect(xx, yy + fh * .2, cw - 14, fh * .58, g)
                    p.line(xx + (cw - 14) / 2, yy + fh * .2, xx + (cw - 14) / 2, yy + fh * .78, mix(c1, INK, .3), 2.5)
                    if (i + j) % 2 == 0:
                        p.rect(xx - 5, yy + fh * .62, cw - 4, fh * .24, mix(c2, CREAM, .25), op=.92)
                        p.rect(xx - 5, yy + fh * .86, cw - 4, 3, mix(c1, INK, .4))
                        for k in range(6):
                            p.line(xx - 3 + k * (cw - 8) / 5, yy + fh * .62, xx - 3 + k * (cw - 8) / 5, yy + fh * .86, mix(c1, INK, .3), 1.1)
                        if on or r.random() < .18:
                            p.ell(xx + r.uniform(4, cw - 18), yy + fh * .6, 7, 8, "#55694a")
                    if not on and r.random() < .12:
                        p.rect(xx, yy + fh * .2, cw - 14, fh * .3, CREAM, op=.5)
            p.rect(x, hor - 44, w, 44, mix(c1, INK, .5))
            p.windows(x + 4, hor - 42, w - 8, 40, m + 1, 1, p=.3, dark="#22384a", gx=.2, gy=.2)

    with p.g(filter=p.wobble(26, .005, .06), op=.55):
        with p.g(tr="translate(0 1618) scale(1 -.98)"):
            town()
    n0 = r.getstate()
    with p.g(filter=p.rough(2.2, .05)):
        town()
    with p.g(filter=p.stipple("#1a2230", k=1)):
        p.rect(690, 240, 910, 556, p.lin((0, "#000", 0), (.4, "#000", .1), (1, "#000", .4), x1=690, x2=1600, y1=0, y2=0), clip=None)
    with p.g(filter=p.rough(2.4, .045)):
        # quay, young trees, people, a boat
        p.rect(-10, hor - 4, 1620, 30, "#b9a88c")
        p.rect(-10, hor + 4, 1620, 30, "#3d4048")
        for i in range(40):
            p.rect(10 + i * 42, hor + 6, 4, 28, "#23272f")
        for x in (40, 430, 610, 872, 1052, 1310, 1496):
            p.line(x, hor - 4, x, hor - 66, "#3b2f2c", 5)
            for _ in range(16):
                a, d = r.uniform(0, 6.28), r.random() ** .5 * 30
                p.circ(x + d * math.cos(a), hor - 92 + d * math.sin(a) * 1.2, r.uniform(6, 12), r.choice(["#75864f", "#8f8f4c", "#5d7350", "#b9904a"]))
        for x in (96, 150, 470, 512, 700, 940, 1110, 1150, 1400, 1560):
            p.person(x, hor + 2, 54, "#1a232c", r.choice([BRICK, "#24485a", "#1a232c", "#d79a3d"]), bag=r.random() < .3)
        bike(p, 1230, hor + 2, 44, BRICK)
        bike(p, 330, hor + 2, 44, "#24485a")
        p.line(-10, hor - 24, 1610, hor - 24, "#3d4048", 2.4)
        for i in range(54):
            p.line(i * 30, hor - 24, i * 30, hor, "#3d4048", 2)
    with p.g(filter=p.rough(2.5, .05)):
        p.waves(hor + 40, 1067, 110, ["#f6cf9a", "#d9b08a", "#2f5566", "#9fb0ac"], op=(.2, .6))
    p.shimmer(420, hor + 40, 1067, "#fff0cc", 160, 300, 44, op=(.25, .7))
    with p.g(filter=p.rough(2.2, .05)):
        p.poly([(300, 956), (640, 956), (690, 912), (560, 922), (290, 926)], "#22384a")
        p.poly([(300, 956), (640, 956), (648, 948), (298, 946)], BRICK)
        p.poly([(340, 926), (346, 880), (540, 880), (556, 922)], "#e9dcc0")
        p.windows(352, 886, 190, 26, 7, 1, p=.7, dark=NAVY)
        p.line(610, 918, 610, 860, INK, 3)
        p.person(600, 922, 58, INK, "#d79a3d", walk=False)
        p.lens(470, 960, 470, 6, "#f6cf9a", op=.6)
        for x, y in ((1010, 960), (1060, 970), (1100, 955)):
            p.path("M%d %dq16 14 36 0q8 -4 4 -16q8 -8 2 -14q-8 0 -8 10q-10 14 -34 20Z" % (x, y), CREAM)
    for x, y, s, t in ((120, 210, .9, -8), (180, 260, .6, 8), (830, 150, .8, 4), (900, 190, .5, -4)):
        p.gull(x, y, s, "#33505c", t)
    p.finish()
    return p


def observatory():
    p = Pic(seed=67)
    r = p.r
    p.sky((0, "#0b1626"), (.4, "#152f4a"), (.68, "#2f5a70"), (.8, "#7f8f8a"))
    # milky way
    with p.g(filter=p.blur(26)):
        for _ in range(70):
            t = r.random()
            x, y = 200 + 1300 * t + r.gauss(0, 50), 760 - 900 * t + r.gauss(0, 60)
            p.ell(x, y, r.uniform(40, 120), r.uniform(24, 60), r.choice(["#4a7488", "#6f8f9a", "#c9a98a", "#2f5a70"]), op=.22)
    with p.g(filter=p.stipple("#f6ebd2", freq=.5, gain=4)):
        p.poly([(100, 820), (420, 900), (1600, 80), (1500, -60), (1240, -60)], p.lin((0, "#fff", 0), (.3, "#fff", .3), (.5, "#fff", .4), (.7, "#fff", .3), (1, "#fff", 0), x1=560, y1=300, x2=900, y2=640))
    for _ in range(620):
        s = r.random() ** 6 * 2.8 + .6
        p.circ(r.uniform(0, 1600), r.uniform(0, 720), s, r.choice([CREAM, CREAM, "#cfe3ea", "#ffd9a0"]), op="%.2f" % r.uniform(.3, 1))
    for x, y, s in ((230, 170, 13), (480, 90, 9), (620, 260, 10), (1330, 300, 12), (1480, 160, 8), (130, 420, 8)):
        p.path("M%d %dl%s %sl%s %sl%s %sl%s %sl%s %sl%s %sl%s %sZ" % ((x, y - s * 2) + tuple(f(v * s) for v in (.26, 1.74, 1.74, .26, -1.74, .26, -.26, 1.74, -.26, -1.74, -1.74, -.26, 1.74, -.26))), "#fff6dd")
        p.glow(x, y, s * 5, "#cfe3ea", .5)
    # constellation, fine lines
    k = [(230, 170), (330, 230), (480, 90), (620, 260), (540, 360), (380, 340), (330, 230)]
    p.pl(k, "#9dbdba", 1.4, op=.45)
    for x, y in k:
        p.circ(x, y, 3, CREAM)
    p.line(1180, 60, 1030, 122, CREAM, 2.4, op=.9)
    p.line(1030, 122, 960, 151, CREAM, 1.2, op=.5)
    with p.g(filter=p.rough(4)):
        p.poly([(-10, 800), (200, 752), (420, 790), (700, 742), (1000, 776), (1300, 736), (1610, 780), (1610, 1080), (-10, 1080)], "#24485a")
        p.skyline(800, "#1d3c4e", x0=-20, x1=520, hmin=10, hmax=34, spires=4, lit=GLOW, p=1.2)
    p.mist(800, 70, "#8fa5a0", .4)
    with p.g(filter=p.rough(5, .03)):
        p.path("M-10 1080V930Q240 900 480 872Q760 800 1000 796Q1240 800 1400 862Q1520 900 1610 910V1080Z", "#14303c")
    # building
    with p.g(filter=p.rough(2.4, .045)):
        L = "#c9bfa4"
        p.rect(560, 640, 330, 180, p.lin((0, "#a89f8c"), (1, "#5d6468"), x1=560, x2=890, y1=0, y2=0))
        p.rect(548, 628, 350, 16, "#d9cfb4")
        p.windows(580, 668, 300, 100, 5, 1, p=.5, arch=True, gx=.55, gy=.1)
        p.rect(548, 812, 350, 12, "#7d7a70")
        # side dome
        p.path("M590 628V600Q590 540 650 536Q710 540 710 600V628Z", "#3f7a76")
        p.path("M664 628V540Q710 548 710 600V628Z", "#24504f")
        p.rect(584, 620, 132, 12, "#d9cfb4")
        # rotunda
        p.rect(862, 500, 360, 320, p.lin((0, "#e3d8ba"), (.4, "#b9ae96"), (1, "#4d565c"), x1=862, x2=1222, y1=0, y2=0))
        for y in range(524, 800, 26):
            for x in range(870 + (y // 26 % 2) * 24, 1210, 48):
                p.line(x, y, x + 44, y, "#7d7a70", 1.4, op=.5)
        p.rect(848, 484, 388, 22, "#efe4c6")
        p.rect(856, 804, 372, 24, "#7d7a70")
        for x in (900, 990, 1080, 1160):
            p.path("M%d 720V610Q%d 576 %d 574Q%d 576 %d 610V720Z" % (x - 8, x - 8, x + 20, x + 48, x + 48), "#8a826f")
            p.path("M%d 716V612Q%d 584 %d 582Q%d 584 %d 612V716Z" % (x, x, x + 20, x + 40, x + 40), "#ffcf7c" if x in (990, 900) else "#16293a")
            p.line(x + 20, 584, x + 20, 716, "#4d565c", 3)
            p.line(x, 650, x + 40, 650, "#4d565c", 3)
        for i in range(16):
            p.rect(862 + i * 22.8, 508, 9, 9, "#8a826f")
        # dome with open slit
        D = "M860 484Q862 270 1042 258Q1222 270 1224 484Z"
        p.path(D, p.lin((0, "#8fc0b0"), (.35, "#4b8a84"), (1, "#163a40"), x1=860, x2=1224, y1=0, y2=0))
        with p.g(clip=D):
            for k in (-.86, -.6, -.32, .32, .6, .86):
                p.path("M%s 490Q%s 330 1042 256" % (f(1042 + 180 * k), f(1042 + 176 * k)), stroke="#1f4a4c", sw=3, op=.8)
            for y in (330, 400, 450):
                p.path("M850 %dQ1042 %d 1234 %d" % (y, y + 22, y), stroke="#1f4a4c", sw=2, op=.6)
            p.path("M962 490Q952 330 1000 250L1066 250Q1040 340 1050 490Z", "#2a1d1c")
            p.path("M972 490Q964 340 1006 256L1056 256Q1032 340 1040 490Z", p.lin((0, "#5d3a26"), (1, "#ffb95e"), y1=260, y2=490))
        # telescope looking out
        with p.g(tr="rotate(-32 1010 430)"):
            p.rect(990, 206, 42, 230, "#e9dcc0")
            p.rect(1016, 206, 16, 230, "#8a7a66")
            p.rect(984, 196, 54, 22, "#c8924c")
            p.rect(986, 320, 50, 12, "#c8924c")
            p.rect(998, 436, 26, 40, "#c8924c")
        p.path("M956 490Q946 330 996 248L1010 250Q964 340 972 490Z", "#6fa89c")
        p.path("M1040 490Q1032 340 1058 252L1076 254Q1046 340 1056 490Z", "#2c6062")
        p.rect(852, 474, 380, 12, "#24504f")
        # balcony
        p.line(846, 462, 846, 484, INK, 3)
        # door and steps
        p.path("M690 820V740Q690 716 716 714Q742 716 742 740V820Z", "#ffcf7c")
        for i in range(4):
            p.rect(676 - i * 10, 820 + i * 8, 80 + i * 20, 8, mix("#b9ae96", INK, i * .12))
    p.glow(1010, 400, 260, "#ffc878", .55)
    p.glow(716, 780, 160, "#ffc878", .6)
    with p.g(filter=p.stipple("#0c1826", k=1)):
        p.rect(1040, 500, 190, 320, p.lin((0, "#000", 0), (1, "#000", .6), x1=1000, x2=1222, y1=0, y2=0))
    with p.g(filter=p.rough(5, .03)):
        for x, y, h in ((1290, 850, 250), (1350, 872, 330), (1430, 896, 290), (1510, 920, 380), (1590, 940, 300), (60, 950, 330), (130, 950, 240), (-10, 960, 400), (210, 950, 170), (480, 886, 120), (520, 880, 90)):
            for i in range(6):
                w = h * .34 * (i + 1.4) / 6
                yy = y - h * (1 - (i + 1) / 6)
                p.poly([(x - w / 2, yy), (x - w * .1, yy - h * .24), (x, yy - h * .34), (x + w * .1, yy - h * .24), (x + w / 2, yy)], mix("#0c1f2a", "#14303c", i / 9))
        p.path("M-10 1080V960Q300 930 560 960Q900 1000 1200 960Q1420 930 1610 960V1080Z", "#0a1a24")
        p.path("M700 850Q640 900 700 950Q780 1000 640 1080L760 1080Q860 1000 770 940Q720 900 752 850Z", "#8a8a7a", op=.55)
    with p.g(filter=p.rough(2, .05)):
        p.person(560, 956, 76, "#08121a", "#0e2230", walk=False)
        p.person(596, 958, 58, "#08121a", "#7a3a30", walk=False)
        p.line(500, 958, 522, 912, "#08121a", 4)
        p.line(540, 958, 522, 912, "#08121a", 4)
        p.line(496, 884, 548, 926, "#08121a", 10)
    p.finish()
    return p


def stadium():
    p = Pic(seed=39)
    r = p.r
    p.sky((0, "#0d1c2e"), (.3, "#1c3d55"), (.5, "#4a6f7c"))
    with p.g(filter=p.rough(9, .02)):
        p.banks(40, 300, 10, "#2f566a", .45)
    # harbour behind
    with p.g(filter=p.rough(3)):
        for x, h, b in ((120, 330, 66), (1460, 350, 60), (300, 260, 0)):
            u = h / 100
            c = "#17304a"
            for o in (-16, 16):
                p.line(x + o * u, 460, x + o * .9 * u, 460 - 58 * u, c, 5)
            p.line(x - 48 * u, 460 - 60 * u, x + 24 * u, 460 - 60 * u, c, 5)
            a = math.radians(b)
            p.line(x + 22 * u, 460 - 60 * u, x + (22 + 52 * math.cos(a)) * u, 460 - (60 + 52 * math.sin(a)) * u, c, 5)
            p.line(x + 16 * u, 460 - 58 * u, x + 20 * u, 460 - 92 * u, c, 4)
        p.skyline(470, "#152b40", hmin=50, hmax=110, spires=3, lit=GLOW, p=.12)
    p.mist(430, 130, "#8fb0ac", .45)
    cam = Cam((0, 17, -22), yaw=0, pitch=-13, focal=1000, cx=800, cy=440)
    F = lambda pts, c, **k: p.face(cam, pts, c, **k)
    with p.g(filter=p.rough(2, .05)):
        # far stand with roof
        for x0, x1, z, rows, h in ((-62, 62, 72, 15, 13),):
            F([(x0, 0, z), (x1, 0, z), (x1, h, z + 16), (x0, h, z + 16)], "#24384a")
            for j in range(rows):
                y, zz = .9 + j * h / rows, z + 1 + j * 16 / rows
                p.beam(cam, (x0, y, zz), (x1, y, zz), .26, "#3b5566" if j % 2 else "#1a2b3a")
                n = 150
                for i in range(n):
                    if r.random() < .86:
                        q = cam.at(x0 + (x1 - x0) * (i + r.random()) / n, y + .5, zz)
                        red = abs(i - n / 2) < 40 and j > 2
                        p.circ(q[0], q[1], r.uniform(1.7, 2.6), r.choice([BRICK, "#d8562f", AMBER, CREAM] if red else ["#9dbdba", "#c98f6a", "#2c5a66", "#e9dcc0", BRICK, "#5d7a84"]), op="%.2f" % r.uniform(.6, 1))
            F([(x0 - 2, h + 5, z + 4), (x1 + 2, h + 5, z + 4), (x1 + 2, h + 6.6, z + 20), (x0 - 2, h + 6.6, z + 20)], "#16293a")
            F([(x0 - 2, h + 4.4, z + 4), (x1 + 2, h + 4.4, z + 4), (x1 + 2, h + 5.6, z + 4), (x0 - 2, h + 5.6, z + 4)], "#c9cdb9")
            for i in range(17):
                x = x0 + (x1 - x0) * i / 16
                p.beam(cam, (x, 1, z + 5), (x, h + 5, z + 5), .28, "#16293a") if i % 4 == 0 else None
                q = cam.at(x, h + 4.7, z + 4)
                p.circ(q[0], q[1], 4, "#fffbe0")
        for s in (-1, 1):
            F([(50 * s, 0, -4), (50 * s, 0, 70), (70 * s, 14, 70), (70 * s, 14, -4)], "#1f3344")
            for j in range(13):
                x, y = (51 + j * 1.45) * s, .9 + j * 1.05
                p.beam(cam, (x, y, 0), (x, y, 70), .2, "#38505f" if j % 2 else "#172838")
                for i in range(90):
                    if r.random() < .8:
                        q = cam.at(x, y + .5, 2 + 68 * (i + r.random()) / 90)
                        p.circ(q[0], q[1], r.uniform(1.8, 3.4), r.choice(["#9dbdba", "#c98f6a", "#2c5a66", "#e9dcc0", BRICK, AMBER]), op="%.2f" % r.uniform(.55, 1))
        # hoardings
        for i in range(26):
            x = -52 + i * 4
            F([(x, 0, 71), (x + 4, 0, 71), (x + 4, 1.3, 71), (x, 1.3, 71)], [CREAM, "#24485a", BRICK, AMBER][i % 4])
        # pitch
        F([(-50, 0, -10), (50, 0, -10), (50, 0, 71), (-50, 0, 71)], "#3d6a4a")
        for i in range(14):
            za, zb = 2 + i * 4.8, 2 + (i + 1) * 4.8
            F([(-44, 0, za), (44, 0, za), (44, 0, zb), (-44, 0, zb)], "#5d8a55" if i % 2 else "#4a7a50")
        Wl = "#f3efdf"
        B = lambda a, b: p.beam(cam, a, b, .22, Wl)
        for a, b in (((-44, 0, 2), (44, 0, 2)), ((-44, 0, 69), (44, 0, 69)), ((-44, 0, 2), (-44, 0, 69)), ((44, 0, 2), (44, 0, 69)), ((0, 0, 2), (0, 0, 69))):
            B(a, b)
        ring = [(9 * math.cos(t * math.pi / 18), 0, 35 + 9 * math.sin(t * math.pi / 18)) for t in range(37)]
        for a, b in zip(ring, ring[1:]):
            B(a, b)
        for s in (-1, 1):
            for dx, w in ((14, 19), (5.5, 9)):
                B(((44 - dx) * s, 0, 35 - w), ((44 - dx) * s, 0, 35 + w))
                B((44 * s, 0, 35 - w), ((44 - dx) * s, 0, 35 - w))
                B((44 * s, 0, 35 + w), ((44 - dx) * s, 0, 35 + w))
            for zz in (31.4, 38.6):
                p.beam(cam, (44 * s, 0, zz), (44 * s, 2.5, zz), .22, "#fffbe8")
            p.beam(cam, (44 * s, 2.5, 31.4), (44 * s, 2.5, 38.6), .22, "#fffbe8")
            for i in range(10):
                p.beam(cam, (44 * s, 2.5, 31.4 + i * .8), (46 * s, 0, 31.4 + i * .8), .05, CREAM, op=.6)
        # players with four shadows each
        P = [(-30, 40), (-20, 22), (-18, 52), (-8, 34), (-4, 46), (3, 24), (10, 40), (14, 30), (19, 48), (24, 20), (31, 36), (36, 44), (12, 16), (-12, 14), (26, 55), (-34, 28), (5, 55), (16, 36), (21, 34)]
        for i, (x, z) in enumerate(sorted(P, key=lambda t: -t[1])):
            q, k = cam.at(x, 0, z), cam.scale(x, 0, z)
            for dx, dy in ((-1, -.16), (1, -.16), (-1, .2), (1, .2)):
                p.line(q[0], q[1], q[0] + dx * k * 1.4, q[1] + dy * k * 1.4, "#1f4030", "%.1f" % (k * .22), op=.4, cap="round")
            p.person(q[0], q[1], k * 2.4, "#e9dcc0" if i % 2 else "#16293a", BRICK if i % 2 else "#f1e4c6", head="#9a6a50", walk=True)
        q = cam.at(15, .3, 33)
        p.circ(q[0], q[1], 6, "#fffbe8")
    # floodlights
    for x, y0, h in ((250, 420, 360), (1360, 420, 370), (560, 400, 240), (1050, 400, 240)):
        big = h > 300
        with p.g(filter=p.rough(2, .05)):
            w = 16 if big else 10
            for o in (-w, w):
                p.line(x + o * 1.5, y0, x + o * .6, y0 - h, "#0d1a28", 4)
            for i in range(9):
                a, b = i / 9, (i + 1) / 9
                p.line(x - w * (1.5 - .9 * a), y0 - h * a, x + w * (1.5 - .9 * b), y0 - h * b, "#0d1a28", 2)
            W_ = 76 if big else 50
            p.rect(x - W_, y0 - h - 56, W_ * 2, 66, "#0d1a28")
            for j in range(3):
                for i in range(6):
                    p.circ(x - W_ + W_ / 6 + i * W_ / 3, y0 - h - 45 + j * 21, 8 if big else 6, "#fffbe6")
        p.glow(x, y0 - h - 24, 330 if big else 220, "#fff3c8", .95)
        d = 1 if x < 800 else -1
        p.poly([(x - 50, y0 - h), (x + 50, y0 - h), (x + d * 700 + 200, 900), (x + d * 180 - 260 * d, 900)], p.lin((0, "#fff6d8", .42), (1, "#fff6d8", 0), y1=y0 - h, y2=860), style="mix-blend-mode:screen")
    # heads and scarves of the near stand
    with p.g(filter=p.rough(3, .04)):
        for row, (y, s, c) in enumerate(((975, 30, "#122230"), (1040, 42, "#0a141f"))):
            x = -20
            while x < 1640:
                k = s * r.uniform(.85, 1.15)
                yy = y + r.uniform(-14, 12)
                p.path(smooth([(x - k * 1.5, yy + k * 3), (x - k * 1.3, yy + k * 1.1), (x - k * .5, yy + k * .6), (x + k * .5, yy + k * .6), (x + k * 1.3, yy + k * 1.1), (x + k * 1.5, yy + k * 3)], True), c)
                p.ell(x, yy, k * .62, k * .78, mix(c, "#3d2f33", .4))
                if r.random() < .55:
                    p.path(smooth([(x - k * .68, yy - k * .1), (x - k * .5, yy - k * .8), (x, yy - k), (x + k * .5, yy - k * .8), (x + k * .68, yy - k * .1)], True), r.choice([BRICK, c, "#24485a", "#7a3a30"]))
                p.path("M%s %sq%s %s %s 0v%sq%s %s %s 0Z" % tuple(map(f, (x - k * .62, yy + k * .55, k * .6, k * .45, k * 1.24, k * .4, -k * .6, k * .45, -k * 1.24))), r.choice([BRICK, "#d8562f", CREAM, AMBER, c]))
                x += k * r.uniform(2.3, 2.9)
        # two scarves held up
        for x, y, w, a in ((470, 800, 250, -4), (1180, 812, 270, 5)):
            with p.g(tr="rotate(%d %d %d)" % (a, x, y)):
                for i in range(10):
                    p.rect(x - w / 2 + i * w / 10, y, w / 10 + 1, 44, BRICK if i % 2 else CREAM)
                for o in (-w / 2, w / 2):
                    p.line(x + o, y + 30, x + o * .7, y + 190, "#122230", 24, cap="round")
                    p.circ(x + o, y + 24, 17, "#9a6a50")
    with p.g(filter=p.stipple("#08121c", k=2)):
        p.rect(0, 820, 1600, 247, p.lin((0, "#000", 0), (1, "#000", .42), y1=840, y2=1067))
    p.finish()
    return p


def shipyard():
    p = Pic(seed=31)
    r = p.r
    gy = 880
    p.sky((0, "#5d8090"), (.35, "#a9b9b0"), (.6, "#efd2a2"), (.8, "#f3b97e"))
    p.glow(1380, 560, 520, "#fff0cc", .7)
    with p.g(filter=p.rough(8, .02)):
        p.banks(30, 460, 13, "#f3e2c0", .5)
        p.banks(100, 560, 7, "#5f8694", .35)
    with p.g(filter=p.rough(3)):
        p.skyline(gy - 40, "#a99c8c", hmin=60, hmax=150, spires=2)
        # halls
        for x, w, h, c in ((-30, 330, 330, "#7d6a62"), (1330, 300, 300, "#86725f")):
            for i in range(3):
                a = x + i * w / 3
                p.poly([(a, gy), (a, gy - h), (a + w / 9, gy - h - 60), (a + w / 3, gy - h), (a + w / 3, gy)], c)
                p.poly([(a, gy - h), (a + w / 9, gy - h - 60), (a + w / 9, gy - h)], mix(c, GLOW, .4))
            p.windows(x + 10, gy - h + 30, w - 20, 120, 8, 2, p=.3, dark=mix(c, INK, .4), gx=.3, gy=.3)
    p.mist(gy - 90, 140, "#f6dcae", .55)
    # gantry over the slip
    G = "#2c4a56"

    def lattice(x0, y0, x1, y1, w, c, n=16):
        d = math.hypot(x1 - x0, y1 - y0)
        ux, uy = (x1 - x0) / d, (y1 - y0) / d
        nx, ny = -uy * w / 2, ux * w / 2
        p.line(x0 + nx, y0 + ny, x1 + nx, y1 + ny, c, 6)
        p.line(x0 - nx, y0 - ny, x1 - nx, y1 - ny, c, 6)
        for i in range(n):
            a, b = d * i / n, d * (i + 1) / n
            s = 1 if i % 2 else -1
            p.line(x0 + ux * a + nx * s, y0 + uy * a + ny * s, x0 + ux * b - nx * s, y0 + uy * b - ny * s, c, 3)
    with p.g(filter=p.rough(2.2, .05)):
        lattice(190, gy, 190, 110, 50, G, 22)
        lattice(1410, gy, 1410, 110, 50, G, 22)
        lattice(90, 96, 1530, 96, 60, G, 44)
        p.rect(820, 60, 120, 46, BRICK)
        p.windows(826, 68, 60, 26, 3, 1, p=1)
        p.rect(150, 116, 84, 40, AMBER)
    # hull from ahead, slightly to the left, with unfinished plating at the right
    with p.g(filter=p.rough(2.4, .045)):
        cx = 770
        outer = [(cx - 330, 250), (cx - 336, 420), (cx - 318, 590), (cx - 262, 720), (cx - 150, 806), (cx - 40, 836)]
        right = [(cx + 40, 836), (cx + 160, 806), (cx + 280, 720), (cx + 340, 590), (cx + 362, 420), (cx + 356, 250)]
        d = smooth(outer) + "L" + smooth(right)[1:] + "Z"
        p.path(d, p.lin((0, "#8e3b2c"), (.42, "#c4583a"), (.5, "#7d3428"), (1, "#4a2228"), x1=cx - 336, x2=cx + 362, y1=0, y2=0))
        with p.g(clip=d):
            p.rect(cx - 400, 230, 800, 300, p.lin((0, "#3d6471"), (.42, "#5f8a92"), (.5, "#2c4c5a"), (1, "#16293a"), x1=cx - 336, x2=cx + 362, y1=0, y2=0))
            p.rect(cx - 400, 524, 800, 10, "#efe0b8")
            # plates and seams
            for i in range(9):
                y = 270 + i * 66
                p.path("M%d %dQ%d %d %d %dQ%d %d %d %d" % (cx - 360, y, cx - 180, y + 26, cx - 6, y + 40, cx + 190, y + 26, cx + 380, y), stroke="#16232d", sw=2.4, op=.7)
                for k in range(7):
                    for s in (-1, 1):
                        x = cx + s * (26 + k * 52 + (i % 2) * 26)
                        p.line(x, y + 38 - abs(x - cx) * .09, x + s * 3, y + 104 - abs(x - cx) * .09, "#16232d", 2, op=.6)
            for _ in range(60):
                p.rect(cx + r.uniform(-330, 330), r.uniform(260, 800), r.uniform(12, 60), r.uniform(10, 46), r.choice(["#e08a5a", "#4a2228", "#9fb8b4", "#16293a"]), op=.14)
            # open frames where plates are still missing
            for (x0, y0, w, h) in ((cx + 130, 300, 190, 170), (cx + 80, 600, 190, 120), (cx - 300, 600, 110, 100)):
                p.rect(x0, y0, w, h, "#160f16")
                for k in range(5):
                    p.rect(x0 + k * w / 4.6, y0, 8, h, "#a8623e")
                for k in range(3):
                    p.rect(x0, y0 + 16 + k * h / 3, w, 7, "#7d4630")
                p.rect(x0, y0, w, h, p.rad(x0 + w * .6, y0 + h * .6, w * .7, (0, "#ffb85e", .75), (1, "#ffb85e", 0)))
        # stem
        p.path("M%d 236Q%d 500 %d 838L%d 838Q%d 500 %d 236Z" % (cx - 12, cx - 34, cx - 10, cx + 14, cx - 4, cx + 14), "#efd2a2", op=.8)
        # bulb
        p.ell(cx - 4, 772, 86, 74, "#a84a34")
        p.ell(cx - 26, 752, 46, 40, "#d8744c", op=.8)
        p.path("M%d 836Q%d 780 %d 716Q%d 800 %d 842Z" % (cx + 22, cx + 76, cx + 72, cx + 98, cx - 4), "#4a2228", op=.8)
        # bulwark, anchor pockets, draught marks
        p.path(smooth([(cx - 344, 252), (cx - 180, 236), (cx, 220), (cx + 190, 236), (cx + 370, 252)]) + "L%d 276Q%d 250 %d 276Z" % (cx + 366, cx, cx - 340), "#efe0b8")
        for s in (-1, 1):
            x = cx + s * 130
            p.ell(x, 400, 22, 28, "#16232d")
            p.line(x, 400, x, 470, "#16232d", 9)
            p.path("M%d 470q%d -4 %d -34M%d 470q%d -4 %d -34" % (x, -30, -34, x, 30, 34), stroke="#16232d", sw=9)
        for i in range(9):
            p.rect(cx + 30, 560 + i * 22, 14, 5, "#efe0b8", op=.8)
        # upper works begun
        p.rect(cx - 150, 150, 300, 84, "#c9b58c")
        p.rect(cx - 150, 150, 300, 10, "#efe0b8")
        for k in range(8):
            p.rect(cx - 140 + k * 36, 172, 24, 40, "#33404a" if k % 3 else "#ffcf7c")
        p.rect(cx + 60, 150, 90, 84, INK, op=.25)
        for k in range(6):
            p.line(cx + 60 + k * 22, 150, cx + 60 + k * 22, 110, "#7d4630", 5)
        p.line(cx + 56, 112, cx + 180, 112, "#7d4630", 5)
        # hook with a plate
        p.line(880, 106, 880, 190, "#16232d", 3)
        p.line(880, 190, 950, 226, "#16232d", 2)
        p.line(880, 190, 880, 226, "#16232d", 2)
        p.poly([(860, 224), (986, 222), (1000, 300), (870, 304)], "#a8623e")
        p.poly([(860, 224), (986, 222), (988, 232), (861, 234)], "#efb27c")
        # keel blocks and shores
        for x in range(480, 1080, 76):
            hh = 40 if abs(x - cx) > 120 else 34
            for j in range(3):
                p.rect(x, gy - 12 * (j + 1), 52, 11, mix("#6d4a33", INK, .12 * j))
        for s in (-1, 1):
            for k in range(3):
                p.line(cx + s * (420 + k * 30), gy, cx + s * (290 - k * 50), 690 + k * 46, "#5d3f2c", 11)
    # scaffolding both sides
    with p.g(filter=p.rough(2, .05)):
        S = "#22323c"
        for s in (-1, 1):
            for k in range(3):
                x = cx + s * (372 + k * 62)
                p.line(x, gy, x, 250 + k * 40, S, 6)
            for j in range(8):
                y = 300 + j * 76
                p.line(cx + s * 360, y, cx + s * 506, y, "#8c6239" if j % 2 else "#a9784a", 9)
                p.line(cx + s * 372, y - 34, cx + s * 500, y - 34, S, 2.5)
                p.line(cx + s * (372 + (j % 2) * 124), y, cx + s * (372 + (1 - j % 2) * 124), y + 76, S, 2.5)
            for x, y in ((400, 300), (450, 452), (392, 604), (470, 680), (420, 756)):
                p.person(cx + s * x, y - 4, 62, "#16232d", r.choice([ORANGE, "#24485a", "#d79a3d"]), walk=False)
                p.path("M%s %sq9 -10 18 0Z" % (f(cx + s * x - 8), f(y - 61)), AMBER)
    for x, y, k in ((cx + 388, 520, 1), (cx - 378, 660, .8), (cx + 170, 690, 1.1), (cx + 240, 400, .7)):
        p.glow(x, y, 120 * k, "#cfe6ff", .95)
        p.circ(x, y, 6 * k, "#ffffff")
        for _ in range(34):
            a, l = r.uniform(.2, 2.9), r.uniform(20, 130) * k
            p.line(x + l * .5 * math.cos(a), y + l * .4 * math.sin(a), x + l * math.cos(a), y + l * (math.sin(a) + .3), r.choice(["#fff3c8", "#ffcf7c", "#ff9a4a"]), "%.1f" % r.uniform(1, 2.6))
    # slip
    p.rect(0, gy, 1600, 200, p.lin((0, "#b59a78"), (.3, "#7d7068"), (1, "#2b3038"), y1=gy, y2=1067))
    with p.g(filter=p.rough(3, .04)):
        for k in range(-5, 6):
            p.poly([(cx + k * 90 - 6, gy), (cx + k * 90 + 6, gy), (cx + k * 190 + 12, 1067), (cx + k * 190 - 12, 1067)], "#4a4744" if k % 2 else "#938068", op=.8)
        for _ in range(120):
            y = gy + 180 * r.random()
            p.lens(r.uniform(0, 1600), y, 70 * (.4 + (y - gy) / 180), 4, r.choice(["#e0c090", "#3d3a3c", "#938068"]), op="%.2f" % r.uniform(.2, .6))
        for x, n in ((60, 5), (1300, 4), (1450, 6)):
            for j in range(n):
                p.rect(x + j * 5, 960 - j * 14, 170 - j * 6, 11, mix("#a8623e", INK, .1 * (j % 3)))
        for x, y, h, c in ((330, 950, 118, ORANGE), (386, 954, 122, "#24485a"), (1190, 936, 108, "#d79a3d"), (640, 930, 96, "#16232d"), (980, 990, 146, ORANGE)):
            p.lens(x + 30, y + 3, h, 6, INK, op=.5)
            p.person(x, y, h, "#16232d", c, head="#8a5a46")
            p.path("M%s %sq%s %s %s 0Z" % tuple(map(f, (x - h * .07, y - h * .95, h * .08, -h * .13, h * .16))), AMBER)
    with p.g(filter=p.stipple("#16161c", k=2)):
        p.rect(0, 860, 1600, 207, p.lin((0, "#000", 0), (1, "#000", .5), y1=880, y2=1067))
        p.path(d, p.lin((0, "#000", 0), (.5, "#000", .1), (1, "#000", .55), x1=cx - 200, x2=cx + 362, y1=0, y2=0))
    for x, y, s, t in ((300, 240, .9, -8), (360, 290, .6, 8), (1280, 220, .8, 6)):
        p.gull(x, y, s, "#33505c", t)
    p.finish()
    return p


def power_station():
    p = Pic(seed=55)
    r = p.r
    hor = 770
    p.sky((0, "#35495f"), (.3, "#7a7c86"), (.5, "#c99a84"), (.64, "#f0b27c"), (.72, "#ffd79a"))
    p.glow(1240, 640, 620, "#ffe0a6", .8)
    p.circ(1240, 640, 56, "#fff0cc")
    with p.g(filter=p.rough(9, .02)):
        p.banks(40, 460, 12, "#e6b49a", .42)
        p.banks(100, 600, 9, "#566576", .4)
    chim = [(430, 92, 300), (590, 60, 330), (750, 74, 316), (910, 100, 290)]
    # smoke from two of them
    with p.g(filter=p.rough(18, .012)):
        for cx, top, _ in (chim[1], chim[2]):
            for i in range(70):
                t = (i / 70)
                x = cx + 760 * t ** 1.4 + r.gauss(0, 16 + 50 * t)
                y = top - 10 - 90 * math.sin(t * 1.5) + r.gauss(0, 10 + 34 * t)
                s = 22 + 90 * t
                c = mix("#f6dcc0", "#6d7280", r.random() * .8)
                p.ell(x, y, s, s * .66, c, op="%.2f" % (.62 - .42 * t))
    with p.g(filter=p.rough(3)):
        p.skyline(hor, "#a3888a", hmin=20, hmax=70, spires=4)
    p.mist(hor - 30, 80, "#ffdca6", .6)
    p.rect(0, hor, 1600, 300, p.lin((0, "#f0bd8a"), (.25, "#b58a7c"), (.6, "#5a6676"), (1, "#1b2f42"), y1=hor, y2=1067))

    def works():
        for x, top, h in chim:
            b = hor - 200
            p.poly([(x - 44, b), (x - 30, top), (x + 30, top), (x + 44, b)], p.lin((0, "#c9694a"), (.35, "#a84c38"), (1, "#4a2830"), x1=x - 44, x2=x + 44, y1=0, y2=0))
            for k in (.0, .06):
                y = top + (b - top) * k
                p.rect(x - 36 + k * 10, y, 72 - k * 20, 10, "#e9c792" if not k else "#5d3034")
            for j in range(26):
                y = top + 30 + j * (b - top - 30) / 26
                p.line(x - 33 - j * .4, y, x + 33 + j * .4, y, "#6a3834", 1.4, op=.6)
            p.line(x + 24, top, x + 34, b, "#2b1c24", 3)
            p.circ(x, top + 3, 4, "#ff6a4a")
        # main house: tall brick bays with long windows
        p.rect(360, hor - 270, 640, 270, p.lin((0, "#b9583e"), (1, "#7a3a36"), x1=360, x2=1000, y1=0, y2=0))
        p.poly([(350, hor - 268), (350, hor - 292), (390, hor - 320), (970, hor - 320), (1010, hor - 292), (1010, hor - 268)], "#7a3a36")
        p.rect(344, hor - 274, 672, 12, "#e9c792")
        for i in range(14):
            p.rect(396 + i * 41, hor - 314, 26, 20, GLOW if r.random() < .4 else "#33262e")
        for i in range(10):
            x = 372 + i * 63
            p.rect(x - 8, hor - 262, 12, 262, "#c96a4a")
            p.path("M%d %dV%dQ%d %d %d %dQ%d %d %d %dV%dZ" % (x + 10, hor - 50, hor - 200, x + 10, hor - 236, x + 30, hor - 238, x + 50, hor - 236, x + 50, hor - 200, hor - 50), "#e9c792")
            on = i in (1, 2, 3, 6)
            p.path("M%d %dV%dQ%d %d %d %dQ%d %d %d %dV%dZ" % (x + 15, hor - 54, hor - 198, x + 15, hor - 230, x + 30, hor - 232, x + 45, hor - 230, x + 45, hor - 198, hor - 54), p.lin((0, "#f0a850"), (1, "#ffe2a0"), y1=hor - 230, y2=hor - 54) if on else "#24303e")
            for k in range(5):
                p.line(x + 15, hor - 86 - k * 30, x + 45, hor - 86 - k * 30, "#6a3834", 2)
            p.line(x + 30, hor - 230, x + 30, hor - 54, "#6a3834", 2)
            p.rect(x + 14, hor - 38, 32, 24, "#33262e")
        for _ in range(170):
            p.rect(r.uniform(362, 980), r.uniform(hor - 260, hor - 6), r.uniform(8, 18), 3, r.choice(["#c96a4a", "#6a3230"]), op=.5)
        # lower halls
        p.rect(130, hor - 150, 232, 150, "#8a4a3e")
        p.poly([(122, hor - 150), (180, hor - 196), (310, hor - 196), (368, hor - 150)], "#4d3a40")
        p.windows(146, hor - 126, 200, 90, 5, 1, p=.4, arch=True, dark="#24303e")
        p.rect(1000, hor - 180, 190, 180, "#6d3a38")
        p.rect(992, hor - 188, 206, 12, "#c9a077")
        p.windows(1012, hor - 160, 166, 120, 4, 2, p=.4, dark="#1d2834")
        # coal conveyor and crane
        p.poly([(20, hor - 40), (400, hor - 250), (400, hor - 222), (34, hor - 16)], "#5d4a4a")
        for i in range(8):
            x = 60 + i * 42
            p.line(x, hor, x, hor - 42 - i * 23, "#4a3a40", 4)
            p.rect(x + 4, hor - 64 - i * 23.2, 20, 12, GLOW if i % 3 == 0 else "#33262e")
        # oil tanks
        for x in (1230, 1330):
            p.rect(x, hor - 92, 86, 92, p.lin((0, "#e3cba4"), (1, "#6d6a6c"), x1=x, x2=x + 86, y1=0, y2=0))
            p.ell(x + 43, hor - 92, 43, 9, "#efdcb8")
            p.line(x + 12, hor, x + 70, hor - 90, "#4a4a50", 2)
        # pylons
        for x, h in ((1470, 300), (1570, 220)):
            for s in (-1, 1):
                p.line(x + s * h * .12, hor, x + s * 4, hor - h, "#3d3a44", 3)
            for k in (.3, .5, .68, .82):
                p.line(x - h * .12 * (1 - k), hor - h * k, x + h * .12 * (1 - k * 1.12), hor - h * (k + .14), "#3d3a44", 2)
            for k, w in ((.72, .26), (.84, .2), (.95, .12)):
                p.line(x - h * w, hor - h * k, x + h * w, hor - h * k, "#3d3a44", 3)

    with p.g(filter=p.wobble(30, .005, .055), op=.55):
        with p.g(tr="translate(0 %d) scale(1 -1)" % (2 * hor + 30)):
            works()
    with p.g(filter=p.rough(2.3, .05)):
        works()
        for s in (-60, 60):
            p.path("M%d %dQ1300 %d 1010 %d" % (1470 + s, hor - 218, hor - 160, hor - 250), stroke="#3d3a44", sw=1.6)
            p.path("M%d %dQ1540 %d 1620 %d" % (1470 + s, hor - 218, hor - 170, hor - 200), stroke="#3d3a44", sw=1.6)
    with p.g(filter=p.stipple("#241a26", k=1)):
        p.rect(700, hor - 268, 310, 262, p.lin((0, "#000", 0), (1, "#000", .55), x1=680, x2=1010, y1=0, y2=0))
        p.rect(130, hor - 150, 232, 146, p.lin((0, "#000", .5), (1, "#000", 0), x1=130, x2=362, y1=0, y2=0))
    p.glow(560, hor - 130, 280, "#ffc46a", .4)
    with p.g(filter=p.rough(2.5, .05)):
        p.poly([(-10, hor), (1610, hor), (1610, hor + 18), (-10, hor + 24)], "#3a3038")
        p.poly([(-10, hor - 2), (1610, hor - 2), (1610, hor + 4), (-10, hor + 4)], "#c9926c")
        p.waves(hor + 26, 1067, 140, ["#ffd79a", "#e0a07c", "#33465a", "#8a7a80"], op=(.2, .6))
    p.shimmer(1240, hor + 22, 1060, "#ffe9b8", 70, 190, 60)
    for x in (450, 513, 576, 765):
        p.shimmer(x, hor + 26, hor + 200, "#ffc46a", 20, 40, 14)
    # coal barge with a tug, reeds and an angler in front
    with p.g(filter=p.rough(2.3, .05)):
        p.poly([(640, 900), (1120, 900), (1150, 866), (616, 866)], "#1c2630")
        p.blob([(650, 866), (720, 832), (800, 846), (880, 826), (970, 844), (1060, 832), (1120, 866)], "#0f161e")
        p.poly([(1190, 902), (1350, 902), (1384, 864), (1186, 872)], "#22323e")
        p.poly([(1220, 872), (1230, 828), (1290, 828), (1300, 870)], BRICK)
        p.windows(1230, 834, 60, 20, 3, 1, p=1)
        p.rect(1310, 826, 18, 44, "#0f161e")
        p.line(1120, 872, 1190, 880, "#0f161e", 2)
        p.lens(1000, 906, 800, 7, "#ffd79a", op=.5)
    with p.g(filter=p.rough(3, .04)):
        p.path("M-10 1080V968Q180 936 380 984Q470 1010 560 1080Z", "#101a24")
        for _ in range(90):
            x = r.uniform(0, 520)
            h = r.uniform(40, 170)
            b = 1000 + abs(x - 180) * .1
            lean = r.uniform(-10, 30)
            p.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (x - 3, b + 40, x, b - h * .5, x + lean, b - h, x + 5, b - h * .5, x + 4, b + 40))), r.choice(["#101a24", "#1d2a30", "#33352f"]))
            if r.random() < .3:
                p.ell(x + lean, b - h - 8, 4, 15, "#5d3a2c", tr="rotate(%d %s %s)" % (lean * .6, f(x + lean), f(b - h)))
        p.person(330, 986, 150, "#0b131b", "#1f3340", walk=False)
        p.pl([(346, 906), (430, 846), (560, 826)], "#0b131b", 3, True)
        p.line(560, 826, 566, 960, CREAM, .8, op=.6)
    for x, y, s, t in ((1060, 330, .8, -8), (1120, 380, .6, 8), (200, 300, .7, 4)):
        p.gull(x, y, s, "#3a3a46", t)
    p.finish()
    return p


SCENES = {"snow-tram": snow_tram, "school-yard": school_yard, "kransholm-flats": kransholm_flats, "observatory": observatory,
          "stadium": stadium, "shipyard": shipyard, "power-station": power_station}
