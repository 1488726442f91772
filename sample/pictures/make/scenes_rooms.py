"""Interiors and plates: market hall, council chamber, library, depot, bakery, mosaic, chart."""
import math
from kit import *


def arc(x0, x1, y, rise, z, n=18):
    """Points of a round arch across the nave at depth z."""
    m, h = (x0 + x1) / 2, (x1 - x0) / 2
    return [(m - h * math.cos(math.pi * i / n), y + rise * math.sin(math.pi * i / n), z) for i in range(n + 1)]


def market_hall():
    p = Pic(seed=29)
    r = p.r
    cam = Cam((-1.0, 5.0, 0), yaw=-4, pitch=0, focal=900, cx=800, cy=470)
    p.sky((0, "#3d6d76"), (.5, "#c8b48d"), (.6, "#f3cf97"))
    IR = "#1c3a42"
    hz = lambda c, z: mix(c, "#f0cd97", min(.82, max(0, (z - 8) / 72)))
    # end wall with a great fan window
    ze = 76
    with p.g(filter=p.rough(2.5, .04)):
        p.face(cam, [(-11, 0, ze), (11, 0, ze), (11, 9, ze), (-11, 9, ze)], "#c9a377")
        p.poly(cam.shape(arc(-11, 11, 9, 8, ze)), "#fff0c8")
        for i in range(1, 12):
            a = math.pi * i / 12
            p.beam(cam, (0, 9, ze), (11 * math.cos(a), 9 + 8 * math.sin(a), ze), .22, "#b98f65")
        for k in (.35, .68):
            p.pl([cam.at(k * x, 9 + (y - 9) * k, z) for x, y, z in arc(-11, 11, 9, 8, ze)], "#b98f65", 2)
        q = cam.at(0, 6.6, ze)
        p.circ(q[0], q[1], 15, "#fff6dd")
        p.circ(q[0], q[1], 15, "none", stroke="#6a4a3a", sw=3)
        p.line(q[0], q[1], q[0], q[1] - 10, "#6a4a3a", 2)
        p.line(q[0], q[1], q[0] + 7, q[1] + 2, "#6a4a3a", 2)
    p.glow(*cam.at(0, 11, ze), 420, "#fff0c0", .75)
    # vault: glass panels in the crown, boards at the sides
    zs = [76 - 6 * i for i in range(13)]
    n = 18
    with p.g(filter=p.rough(2, .05)):
        for a, b in zip(zs, zs[1:]):
            A, B = arc(-11, 11, 9, 8, a, n), arc(-11, 11, 9, 8, max(b, .4), n)
            for i in range(n):
                glass = 5 <= i <= 12
                c = mix("#a9c4b8", "#e9dcb4", r.random() * .6) if glass else mix("#4d5f5c", "#38484c", r.random())
                p.face(cam, [A[i], A[i + 1], B[i + 1], B[i]], hz(mix(c, INK, .05 if glass else .12), a * .8))
            for s in (-11, 11):
                p.face(cam, [(s, 0, a), (s, 9, a), (s, 9, max(b, .4)), (s, 0, max(b, .4))], hz("#5b4a44" if s > 0 else "#7a5d4a", a * .9))
                if b > 1:
                    m = (a + b) / 2
                    q = [(s, 4.2, m + 1.9), (s, 7, m + 1.9), (s, 7.9, m + 1.2), (s, 8.2, m), (s, 7.9, m - 1.2), (s, 7, m - 1.9), (s, 4.2, m - 1.9)]
                    p.face(cam, q, hz("#ffe3a8" if s < 0 else "#d9c49a", a * .5))
                    for t in (-1.2, 0, 1.2):
                        p.beam(cam, (s, 4.2, m + t), (s, 8, m + t), .1, hz(IR, a))
                    p.beam(cam, (s, 6.2, m - 1.9), (s, 6.2, m + 1.9), .1, hz(IR, a))
            # rib
            A = arc(-11, 11, 9, 8, a, 24)
            for i in range(24):
                p.beam(cam, A[i], A[i + 1], .42, hz(IR, a))
            A2 = arc(-10.2, 10.2, 9, 7.2, a, 24)
            for i in range(24):
                p.beam(cam, A2[i], A2[i + 1], .16, hz(IR, a))
                if i % 1 == 0:
                    p.beam(cam, A2[i], A[(i + 1)], .1, hz(IR, a))
            for s in (-1, 1):
                p.beam(cam, (10.6 * s, 0, a), (10.6 * s, 9, a), .5, hz(IR, a))
                p.beam(cam, (10.6 * s, 7.2, a), (8.6 * s, 12, a), .16, hz(IR, a))
            p.beam(cam, (-10.6, 9.1, a), (10.6, 9.1, a), .1, hz(IR, a), op=.8)
            for t in (-5, 0, 5):
                p.beam(cam, (t, 9.1, a), (t, 9 + 8 * math.sqrt(1 - (t / 11) ** 2), a), .06, hz(IR, a))
        for t in (.5, 3.1, 6.1, 8.7):
            for s in (-1, 1):
                y = 9 + 8 * math.sqrt(max(0, 1 - (t / 11) ** 2))
                p.beam(cam, (s * t, y, .5), (s * t, y, 76), .14, "#27474d", op=.7)
    # floor
    with p.g(filter=p.rough(2, .05)):
        p.face(cam, [(-11, 0, .5), (11, 0, .5), (11, 0, 76), (-11, 0, 76)], p.lin((0, "#efcb95"), (.25, "#a98a6c"), (1, "#3a3d42"), y1=500, y2=1067))
        for z in range(1, 60):
            for x in range(-5, 5):
                if (x + z) % 2:
                    p.face(cam, [(x * 1.1, 0, z * 1.1), (x * 1.1 + 1.1, 0, z * 1.1), (x * 1.1 + 1.1, 0, z * 1.1 + 1.1), (x * 1.1, 0, z * 1.1 + 1.1)], "#2b3036", op="%.2f" % max(.06, .34 - z / 160))
    # beams of light from the left windows
    for b in (70, 58, 46, 34, 22, 12):
        P = cam.shape([(-11, 7.8, b), (-11, 4.4, b), (3.6, 0, b - 5), (7, 0, b - 4)])
        p.poly(P, p.lin((0, "#fff0c0", .5), (1, "#fff0c0", .02), x1=P[0][0], x2=P[-1][0] + 200, y1=300, y2=900), style="mix-blend-mode:screen")
    # stalls, far to near, each side of the aisle
    cloth = [(BRICK, CREAM), ("#2c5a66", CREAM), ("#d79a3d", "#f6ebd2"), ("#6a282d", "#e9c792"), ("#5d7350", "#f1e2bd"), ("#24485a", "#e5a48b")]
    fruit = ["#d8562f", "#f0a93a", "#8aa04f", "#b03a34", "#e8cf7a", "#7d9a56", "#6b3a4a", "#f2e6c8"]
    people = []
    for z in (58, 51, 44.5, 38.5, 33, 28, 23.2, 18.6, 14.2, 10):
        people.append(z)
    k = 0
    with p.g(filter=p.rough(2.2, .05)):
        for z in people:
            for s in (-1, 1):
                x0, x1 = (3.4, 7.6) if s > 0 else (-7.6, -3.4)
                xi = x0 if s > 0 else x1
                c1, c2 = cloth[k % 6]
                k += 1
                d = 3.9
                za, zb = z, z + d
                H = lambda c: hz(c, z * .95)
                xo = x1 if s > 0 else x0
                # back boards, poles
                p.face(cam, [(xo, 0, za), (xo, 3.2, za), (xo, 3.2, zb), (xo, 0, zb)], H("#3b2f30"))
                p.face(cam, [(x0, 0, zb), (x1, 0, zb), (x1, 2.6, zb), (x0, 2.6, zb)], H("#4d3a36"))
                for yy in (1.7, 2.2):
                    p.face(cam, [(x0, yy, zb - .1), (x1, yy, zb - .1), (x1, yy + .06, zb - .1), (x0, yy + .06, zb - .1)], H("#8c6239"))
                    for _ in range(14):
                        q, sc = cam.at(r.uniform(x0 + .2, x1 - .2), yy + .16, zb - .15), cam.scale(x0, yy, zb)
                        p.circ(q[0], q[1], sc * .11, H(r.choice(fruit)))
                # bulbs
                # seller
                q, sc = cam.at(xi + s * 2.2, 0, z + 2), cam.scale(xi, 0, z + 2)
                p.person(q[0], q[1], sc * 1.75, H("#2b2a2e"), H(r.choice(["#f1e2bd", "#2c5a66", "#8e3c2d"])), walk=False, head=H("#b98262"))
                # counter: sloped display towards the aisle
                p.face(cam, [(xi, 0, za), (xi, .95, za), (xi, .95, zb), (xi, 0, zb)], H("#6e4630" if k % 2 else "#574036"))
                for j in range(9):
                    zz = za + d * j / 9
                    p.beam(cam, (xi, .05, zz), (xi, .92, zz), .04, H("#33242a"))
                p.face(cam, [(x0, 0, za), (x1, 0, za), (x1, .95, za), (x0, .95, za)], H("#4a3430"))
                for j in range(1, 4):
                    p.beam(cam, (x0, .24 * j, za), (x1, .24 * j, za), .03, H("#2b2028"))
                p.face(cam, [(xi, .95, za), (xi + s * 1.5, 1.35, za), (xi + s * 1.5, 1.35, zb), (xi, .95, zb)], H("#8c6239"))
                p.face(cam, [(xi, .95, za), (xi + s * 1.5, 1.35, za), (xi + s * 1.5, .95, za)], H("#4a3430"))
                nb = 5
                for b in range(nb):
                    ca = fruit[(k * 3 + b) % 8]
                    for row in range(5, -1, -1):
                        for cc in range(5):
                            zz = za + d * (b + .15 + .7 * cc / 4) / nb
                            t = row / 5
                            q = cam.at(xi + s * (.1 + 1.3 * t), 1.05 + .38 * t, zz)
                            sc = cam.scale(xi, 1, zz)
                            if q:
                                c = mix(ca, r.choice([CREAM, INK, ca]), .14)
                                p.circ(q[0], q[1], max(1, sc * .105), H(c))
                                if z < 24:
                                    p.circ(q[0] - sc * .03, q[1] - sc * .035, sc * .03, H(mix(c, CREAM, .55)))
                for zz in (za, zb):
                    p.beam(cam, (xi, 0, zz), (xi, 3.1, zz), .09, H("#2b2028"))
                # awning: stripes run down towards the aisle
                ns = 8
                ov = xi - s * .75
                for j in range(ns):
                    c = c1 if j % 2 == 0 else c2
                    a, b = za + d * j / ns, za + d * (j + 1) / ns
                    p.face(cam, [(xo, 3.9, a), (ov, 2.75, a), (ov, 2.75, b), (xo, 3.9, b)], H(mix(c, INK, .1)))
                    m = (a + b) / 2
                    p.face(cam, [(ov, 2.75, a), (ov, 2.5, a), (ov, 2.37, m), (ov, 2.5, b), (ov, 2.75, b)], H(mix(c, INK, .02)))
                p.face(cam, [(xo, 3.9, za), (ov, 2.75, za), (ov, 2.5, za), (xo, 3.5, za)], H(mix(c1, INK, .35)))
                q, sc = cam.at(xi + s * .5, 2.45, za + d / 2), cam.scale(xi, 2.4, za + d / 2)
                p.line(q[0], q[1], q[0], q[1] - sc * .8, H("#2b2028"), 1)
                p.circ(q[0], q[1], sc * .15, "#fff3c8")
                p.glow(q[0], q[1], sc * 2.2, GLOW, .6)
                # crates stacked at the near end of the stall
                for cx0 in (0, 1, 2, 3):
                    for lev in range(2 if (cx0 + k) % 3 else 1):
                        xa = x0 + .1 + cx0 * 1.02
                        p.face(cam, [(xa, lev * .42, za - .5), (xa + .94, lev * .42, za - .5), (xa + .94, lev * .42 + .36, za - .5), (xa, lev * .42 + .36, za - .5)], H("#a9784a"))
                        for yy in (.11, .23):
                            p.beam(cam, (xa, lev * .42 + yy, za - .51), (xa + .94, lev * .42 + yy, za - .51), .03, H("#6d4630"))
                    top = (2 if (cx0 + k) % 3 else 1) * .42
                    ca = fruit[(k + cx0 * 3) % 8]
                    for j in range(12):
                        q = cam.at(x0 + .2 + cx0 * 1.02 + (j % 6) * .15, top + .03 + (.07 if j > 5 else 0), za - .42 + (.14 if j < 6 else 0))
                        p.circ(q[0], q[1], cam.scale(x0, 1, za) * .095, H(mix(ca, r.choice([CREAM, INK, ca]), .14)))
            # shoppers in the aisle
            for _ in range(5 if z > 20 else 2):
                x = r.uniform(-2.9, 2.9)
                if z < 16:
                    x = r.choice((-2.5, 2.3, 2.7, -1.9))
                q, sc = cam.at(x, 0, z + r.uniform(-1, 1)), cam.scale(x, 0, z)
                p.person(q[0], q[1], sc * r.uniform(1.6, 1.82), hz("#16232d", z), hz(r.choice(["#16232d", "#24485a", "#8e3c2d", "#b9793f", "#3d4f48", "#6a282d"]), z), bag=r.random() < .6, head=hz("#7a5446", z))
        x, z = .4, 8.2
        q, sc = cam.at(x, 0, z), cam.scale(x, 0, z)
        p.ell(q[0] + 40, q[1], sc * .7, sc * .09, INK, op=.4)
        p.person(q[0], q[1], sc * 1.68, "#14202a", "#b2432d", bag=True, walk=True, head="#8a5a46")
        q, sc = cam.at(1.1, 0, 8.3), cam.scale(1.1, 0, 8.3)
        p.person(q[0], q[1], sc * 1.1, "#14202a", "#d79a3d", walk=True, head="#8a5a46")
    with p.g(filter=p.stipple("#1a1c22", k=2)):
        p.rect(0, 640, 1600, 427, p.lin((0, "#000", 0), (1, "#000", .42), y1=720, y2=1067))
        p.rect(1000, 0, 600, 600, p.lin((0, "#000", 0), (1, "#000", .4), x1=1000, x2=1600, y1=0, y2=0))
    p.mist(600, 150, "#ffe2ac", .3)
    p.finish()
    return p


def council_chamber():
    p = Pic(seed=36)
    r = p.r
    p.sky((0, "#2a1f2c"), (.4, "#5b3236"), (.7, "#4a2a30"))
    wall = "#6d3b3a"
    with p.g(filter=p.rough(2.6, .04)):
        p.rect(0, 0, 1600, 640, p.lin((0, "#4a2a31"), (1, "#824a40"), y1=0, y2=640))
        # coffered ceiling edge
        p.poly([(0, 0), (1600, 0), (1600, 60), (1330, 116), (270, 116), (0, 60)], "#2b1c28")
        for i in range(17):
            x = i * 100
            p.line(x, 0, 270 + i * 66.25, 116, "#7a4b3c", 3)
        p.line(120, 60, 1480, 60, "#7a4b3c", 3)
        p.rect(270, 112, 1060, 16, "#d9a860")
        p.poly([(0, 56), (270, 112), (270, 128), (0, 76)], "#a87a48")
        p.poly([(1600, 56), (1330, 112), (1330, 128), (1600, 76)], "#8a603c")
        # back wall panelling and windows
        p.rect(270, 128, 1060, 420, p.lin((0, "#6b3a39"), (1, "#8c5144"), y1=128, y2=548))
        for x in (330, 560, 910, 1140):
            w, h, y = 130, 300, 186
            d = "M%d %dV%dQ%d %d %d %dQ%d %d %d %dV%dZ" % (x, y + h, y + 60, x, y, x + w / 2, y - 6, x + w, y, x + w, y + 60, y + h)
            p.path(d, p.lin((0, "#3b6a80"), (.6, "#8fb0b0"), (1, "#f3cf97"), y1=y, y2=y + h))
            with p.g(clip=d):
                p.skyline(y + h - 8, "#3d5a68", x0=x - 30, x1=x + w + 30, hmin=20, hmax=76, spires=1)
                for i in range(1, 4):
                    p.line(x + w * i / 4, y - 10, x + w * i / 4, y + h, "#2b1c28", 4)
                for i in range(1, 6):
                    p.line(x, y + h * i / 6, x + w, y + h * i / 6, "#2b1c28", 3)
            p.path(d, stroke="#d9a860", sw=7)
            p.path("M%d %dQ%d %d %d %dL%d %dQ%d %d %d %dZ" % (x - 30, y - 14, x - 4, y + 170, x - 26, y + h + 20, x + 4, y + h + 20, x + 26, y + 120, x + 30, y - 14), "#7d2b2c")
            p.path("M%d %dQ%d %d %d %dL%d %dQ%d %d %d %dZ" % (x + w + 30, y - 14, x + w + 4, y + 170, x + w + 26, y + h + 20, x + w - 4, y + h + 20, x + w - 26, y + 120, x + w - 30, y - 14), "#5d2228")
        # the city shield between the windows: a ship under a bridge
        p.path("M724 200H876V320Q876 392 800 420Q724 392 724 320Z", "#d9a860")
        p.path("M734 210H866V318Q866 384 800 408Q734 384 734 318Z", "#24485a")
        p.path("M744 300Q800 216 856 300", stroke="#f6ebd2", sw=7)
        for i in range(7):
            x = 752 + i * 16
            p.line(x, 300, x, 300 - 42 * math.sin(math.pi * (x - 744) / 112), "#f6ebd2", 3)
        p.rect(740, 298, 120, 6, "#f6ebd2")
        p.path("M760 338H840L826 362H774Z", AMBER)
        p.path("M798 332V310L830 332Z", "#f6ebd2")
        p.pl([(744, 372), (764, 366), (784, 374), (804, 366), (824, 374), (852, 366)], "#9dbdba", 4, True)
        p.rect(270, 500, 1060, 60, "#4d2a2c")
        for i in range(27):
            p.rect(276 + i * 39.2, 508, 30, 44, "#6a3a34")
        # side walls with galleries
        for s in (0, 1):
            X = (lambda x: x) if not s else (lambda x: 1600 - x)
            c = "#5b3036" if not s else "#472731"
            p.poly([(X(0), 76), (X(270), 128), (X(270), 560), (X(0), 660)], c)
            p.poly([(X(0), 330), (X(270), 330), (X(270), 372), (X(0), 396)], "#8a5a3c")
            p.poly([(X(0), 326), (X(270), 328), (X(270), 336), (X(0), 338)], "#d9a860")
            for i in range(15):
                x = i * 18
                p.line(X(x), 338, X(x), 372 + (1 - x / 270) * 20, "#4d2a2c", 3)
            for x in (40, 130, 208):
                p.path("M%d %dL%d %dL%d %dL%d %dZ" % (X(x), 150 + x * .1, X(x + 46), 154 + x * .1, X(x + 46), 318, X(x), 316), "#2b1c28")
                p.poly([(X(x), 420 + (270 - x) * .04), (X(x + 46), 418 + (270 - x) * .03), (X(x + 46), 536 - x * -.02), (X(x), 560)], "#3d232b")
            for x in (24, 60, 106, 150, 190, 236):
                p.person(X(x), 352, 76, "#1c141e", r.choice(["#1c141e", "#33283a", "#4a2a31"]), walk=False, head="#6d4638")
    # tribune
    with p.g(filter=p.rough(2.2, .05)):
        p.poly([(470, 600), (500, 528), (1100, 528), (1130, 600)], "#3d2228")
        for i, x in enumerate((560, 640, 720, 880, 960, 1040)):
            p.rect(x - 17, 462, 34, 70, "#7d2b2c")
            p.rect(x - 17, 462, 34, 6, "#d9a860")
        p.poly([(762, 530), (762, 430), (800, 404), (838, 430), (838, 530)], "#8e3130")
        p.poly([(762, 430), (800, 404), (838, 430), (838, 438), (800, 412), (762, 438)], "#d9a860")
        for x in (640, 800, 960):
            p.path(smooth([(x - 24, 540), (x - 22, 506), (x, 494), (x + 22, 506), (x + 24, 540)], True), "#17131d")
            p.circ(x, 482, 11, "#a8725a")
            p.path(smooth([(x - 12, 482), (x - 9, 469), (x + 9, 469), (x + 12, 482), (x, 474)], True), "#2b1c20" if x != 800 else "#d8cbb8")
        p.poly([(480, 620), (496, 536), (1104, 536), (1120, 620)], p.lin((0, "#a86c40"), (1, "#5d3629"), y1=536, y2=620))
        p.rect(490, 530, 620, 10, "#e2b46c")
        for i in range(10):
            p.rect(506 + i * 60, 550, 48, 56, "#4d2c27")
            p.rect(510 + i * 60, 554, 40, 48, "#7d4c33")
        p.poly([(752, 640), (760, 556), (840, 556), (848, 640)], "#b27a48")
        p.poly([(752, 640), (760, 566), (840, 566), (848, 640)], "#7d4c33")
        p.line(800, 556, 806, 530, INK, 3)
    # rows of seats: half rings, from the far to the near
    cx, cy = 800, 588
    with p.g(filter=p.rough(2.2, .05)):
        for j in range(7):
            rx, ry = 330 + j * 150, 60 + j * 74
            sz = 22 + j * 11.5
            n = 15 + j * 4
            base = []
            for i in range(41):
                t = math.pi * (i / 40)
                base.append((cx - math.cos(t) * rx, cy + math.sin(t) * ry + 14))
            p.path(smooth(base) + "L1900 1200L-300 1200Z", mix("#6b3a30", "#241a24", j / 7))
            # desk ring: a lit top and a panelled front towards the tribune
            outer = [(x + (x - cx) * .0, y - sz * .9) for x, y in base]
            for i in range(n):
                t = math.pi * ((i + .5) / n)
                if abs(t - math.pi / 2) < .07:
                    continue
                x, y = cx - math.cos(t) * rx, cy + math.sin(t) * ry
                if not -60 < x < 1660:
                    continue
                w = sz * (.55 + .25 * math.sin(t))
                c = mix("#9c3a32", "#4d1f2a", min(1, abs(t - 1.2) / 1.9))
                if r.random() < .58:
                    hc = r.choice(["#2b1c20", "#17131d", "#6a4a34", "#b9a48c", "#8a5a3a", "#d8cbb8"])
                    sk = r.choice(["#a8725a", "#8a5a46", "#c08a6a", "#6d4638"])
                    suit = r.choice(["#17202c", "#24384a", "#3b2b38", "#2c4a50", "#4a3a3a", "#70302f"])
                    p.path(smooth([(x - w * .72, y + sz * .3), (x - w * .7, y - sz * .45), (x - w * .25, y - sz * .72), (x + w * .25, y - sz * .72), (x + w * .7, y - sz * .45), (x + w * .72, y + sz * .3)], True), suit)
                    p.rect(x - w * .13, y - sz * .86, w * .26, sz * .2, mix(sk, INK, .2))
                    p.ell(x, y - sz * 1.08, w * .33, sz * .3, sk)
                    p.path(smooth([(x - w * .36, y - sz * .98), (x - w * .34, y - sz * 1.32), (x, y - sz * 1.46), (x + w * .34, y - sz * 1.32), (x + w * .36, y - sz * .98), (x, y - sz * .86)], True), hc)
                d = "M%s %sV%sQ%s %s %s %sQ%s %s %s %sV%sZ" % tuple(map(f, (x - w * .8, y + sz * .8, y - sz * .1, x - w * .8, y - sz * .5, x, y - sz * .52, x + w * .8, y - sz * .5, x + w * .8, y - sz * .1, y + sz * .8)))
                p.path(d, c)
                p.path("M%s %sQ%s %s %s %sQ%s %s %s %s" % tuple(map(f, (x - w * .8, y - sz * .1, x - w * .8, y - sz * .5, x, y - sz * .52, x + w * .8, y - sz * .5, x + w * .8, y - sz * .1))), stroke="#d9a860", sw="%.1f" % (sz * .06))
                for dx, dy in ((-.3, 0), (.3, 0), (0, .25)):
                    p.circ(x + dx * w, y + sz * (.05 + dy), sz * .035, "#4d1f2a")
    # chandelier
    X, Y = 800, 176
    p.glow(X, Y + 30, 620, "#ffce7a", .75)
    with p.g(filter=p.rough(1.8, .05)):
        p.line(X, 0, X, Y - 90, "#1c141e", 6)
        for y, rx, n in ((Y - 50, 110, 9), (Y + 10, 210, 17)):
            p.ell(X, y, rx, rx * .16, "none", stroke="#c8924c", sw=9)
            p.ell(X, y - 2, rx, rx * .16, "none", stroke="#ffe2a0", sw=2.5)
            for i in range(n):
                t = 2 * math.pi * i / n + .1
                x, yy = X + rx * math.cos(t), y + rx * .16 * math.sin(t)
                p.rect(x - 3, yy - 22, 6, 22, "#fff3d0")
                p.path("M%s %sq-8 -12 0 -24q8 12 0 24Z" % (f(x), f(yy - 22)), "#fffbe8")
                p.circ(x, yy + 8, 4, "#ffe2a0")
                p.line(x, yy, X + (x - X) * .16, Y - 88, "#c8924c", 1.4, op=.8)
        p.path("M%d %dq-26 40 -14 86q-20 20 14 46q34 -26 14 -46q12 -46 -14 -86Z" % (X, Y - 96), "#c8924c")
        for _ in range(70):
            t, k = r.uniform(0, 6.28), r.uniform(.1, 1)
            x = X + 200 * k * math.cos(t)
            p.path("M%s %sl4 9l-4 9l-4 -9Z" % (f(x), f(Y + 16 + (1 - k) * 60 + r.uniform(0, 10))), r.choice(["#fff3d0", "#ffe2a0", "#e0a85c"]), op=.9)
    p.glow(X, Y - 20, 240, "#fff0c8", .6)
    with p.g(filter=p.stipple("#150f18", k=2)):
        p.rect(0, 560, 1600, 507, p.lin((0, "#000", 0), (1, "#000", .52), y1=640, y2=1067))
        p.rect(0, 0, 420, 1067, p.lin((0, "#000", .45), (1, "#000", 0), x1=0, x2=420, y1=0, y2=0))
        p.rect(1180, 0, 420, 1067, p.lin((0, "#000", 0), (1, "#000", .5), x1=1180, x2=1600, y1=0, y2=0))
    p.finish()
    return p


def library():
    p = Pic(seed=47)
    r = p.r
    cam = Cam((-.9, 2.5, 0), yaw=-5, pitch=2, focal=900, cx=800, cy=560)
    p.sky((0, "#221c22"), (1, "#3a2a26"))
    hz = lambda c, z: mix(c, "#6d5a44", min(.6, max(0, (z - 10) / 60)))
    W, Hh, E = 8.5, 9.2, 46
    with p.g(filter=p.rough(2.2, .045)):
        p.face(cam, [(-W, 0, E), (W, 0, E), (W, Hh, E), (-W, Hh, E)], "#5b4a3c")
        w = [(-3.4, 3.6, E), (3.4, 3.6, E), (3.4, 6.4, E)] + [(3.4 * math.cos(t * math.pi / 12), 6.4 + 2.4 * math.sin(t * math.pi / 12), E) for t in range(13)] + [(-3.4, 6.4, E)]
        p.poly(cam.shape(w), p.lin((0, "#24485a"), (1, "#8fb0ae"), y1=340, y2=520))
        for i in range(1, 6):
            p.beam(cam, (-3.4 + i * 1.133, 3.6, E), (-3.4 + i * 1.133, 8.7, E), .12, "#33281f")
        for y in (4.6, 5.6, 6.5, 7.6):
            p.beam(cam, (-3.4, y, E), (3.4, y, E), .12, "#33281f")
        p.face(cam, [(-1, 0, E), (1, 0, E), (1, 2.8, E), (-1, 2.8, E)], "#d9a860")
        p.face(cam, [(-W, Hh, .5), (W, Hh, .5), (W, Hh, E), (-W, Hh, E)], "#33272a")
        for z in range(3, 46, 4):
            p.beam(cam, (-W, Hh - .1, z), (W, Hh - .1, z), .5, hz("#241a1e", z))
        for x in (-5, -2, 2, 5):
            p.beam(cam, (x, Hh - .05, .5), (x, Hh - .05, E), .22, "#241a1e")
        p.face(cam, [(-W, 0, .5), (W, 0, .5), (W, 0, E), (-W, 0, E)], p.lin((0, "#8a6444"), (1, "#2b1e20"), y1=600, y2=1067))
        for x in range(-8, 9):
            p.beam(cam, (x, 0, .6), (x, 0, E), .03, "#1c1418", op=.6)
        # walls of books on two levels, windows above on the left
        books = ["#7d3a30", "#9c5a38", "#2c4a50", "#5d6a48", "#b98a4c", "#3d3038", "#6a282d", "#c9b084", "#45545a"]
        for s in (-1, 1):
            x = W * s
            p.face(cam, [(x, 0, .5), (x, Hh, .5), (x, Hh, E), (x, 0, E)], "#3d2b26" if s < 0 else "#2f2224")
            for b in range(11, -1, -1):
                za, zb = 1 + b * 3.75, 1 + (b + 1) * 3.75 - .45
                for y0, y1, n in ((.3, 3.5, 7), (4.3, 6.4, 5)):
                    p.face(cam, [(x, y0, za), (x, y1, za), (x, y1, zb), (x, y0, zb)], "#1c1418")
                    for row in range(n):
                        ya = y0 + (y1 - y0) * row / n + .04
                        hh = (y1 - y0) / n
                        z = za + .05
                        while z < zb - .1:
                            t = r.uniform(.07, .19) * (1 if za < 20 else 2.2)
                            if r.random() < .93:
                                p.face(cam, [(x, ya, z), (x, ya + hh * r.uniform(.6, .86), z), (x, ya + hh * .8, min(z + t * .86, zb)), (x, ya, min(z + t * .86, zb))], hz(mix(r.choice(books), INK, .12 if s < 0 else .34), za))
                            z += t
                p.beam(cam, (x, 0, zb + .2), (x, Hh, zb + .2), .36, hz("#4d3426" if s < 0 else "#3a2722", za))
                # arched clerestory
                m = (za + zb) / 2
                p.face(cam, [(x, 7, m - 1.2), (x, 8.2, m - 1.2), (x, 8.8, m - .6), (x, 8.9, m), (x, 8.8, m + .6), (x, 8.2, m + 1.2), (x, 7, m + 1.2)], hz("#3d6878" if s < 0 else "#2c4a58", za))
                p.beam(cam, (x, 7, m), (x, 8.9, m), .1, "#241a1e")
            xx = x - s * 1.1
            p.face(cam, [(x, 3.8, .5), (xx, 3.8, .5), (xx, 3.8, E), (x, 3.8, E)], "#33231f")
            p.face(cam, [(xx, 3.6, .5), (xx, 3.95, .5), (xx, 3.95, E), (xx, 3.6, E)], "#8a5f3a" if s < 0 else "#5d4230")
            p.beam(cam, (xx, 4.85, .5), (xx, 4.85, E), .07, "#c8924c")
            for z in range(2, 130):
                if z * .34 > 1:
                    p.beam(cam, (xx, 3.95, z * .34), (xx, 4.85, z * .34), .03, hz("#a87a44", z * .34))
        # ladder
        p.beam(cam, (-W + .1, 3.5, 9.2), (-W + 1, 0, 9.8), .07, "#c8924c")
        p.beam(cam, (-W + .1, 3.5, 9.9), (-W + 1, 0, 10.5), .07, "#c8924c")
        for i in range(1, 9):
            t = i / 9
            p.beam(cam, (-W + .1 + .9 * t, 3.5 - 3.5 * t, 9.2 + .6 * t), (-W + .1 + .9 * t, 3.5 - 3.5 * t, 9.9 + .6 * t), .05, "#c8924c")
    p.glow(*cam.at(0, 6, E), 260, "#b9d6d0", .5)
    # tables with green lamps
    lamps = []
    with p.g(filter=p.rough(2, .05)):
        for z in (40, 35.5, 31, 27, 23, 19.2, 15.6, 12.2, 9, 6):
            for x0, x1 in ((-6.3, -1.5), (1.5, 6.3)):
                H = lambda c: hz(c, z)
                # readers beyond the table
                for j in range(3):
                    if r.random() < .8 and z > 6.5:
                        x = x0 + .8 + j * 1.6
                        q, k = cam.at(x, .76, z + .8), cam.scale(x, .76, z + .8)
                        c = r.choice(["#1c2a34", "#24485a", "#6a282d", "#8a6a3c", "#3d4f48", "#2b2028"])
                        p.path(smooth([(q[0] - k * .3, q[1] + k * .2), (q[0] - k * .27, q[1] - k * .34), (q[0] - k * .08, q[1] - k * .5), (q[0] + k * .08, q[1] - k * .5), (q[0] + k * .27, q[1] - k * .34), (q[0] + k * .3, q[1] + k * .2)], True), H(c))
                        sk = H(r.choice(["#c08a6a", "#8a5a46", "#a8725a", "#6d4638"]))
                        p.ell(q[0], q[1] - k * .63, k * .115, k * .145, sk)
                        p.path(smooth([(q[0] - k * .13, q[1] - k * .6), (q[0] - k * .12, q[1] - k * .76), (q[0], q[1] - k * .82), (q[0] + k * .12, q[1] - k * .76), (q[0] + k * .13, q[1] - k * .6), (q[0], q[1] - k * .72)], True), H(r.choice(["#1c1418", "#4d3426", "#8a6a3c", "#b9b0a0"])))
                p.face(cam, [(x0, .78, z), (x1, .78, z), (x1, .78, z + 1.25), (x0, .78, z + 1.25)], H(p and "#9c6a40"))
                for _ in range(5):
                    x, zz = r.uniform(x0 + .3, x1 - .6), z + r.uniform(.1, .6)
                    p.face(cam, [(x, .79, zz), (x + .26, .79, zz + .04), (x + .26, .79, zz + .36), (x, .79, zz + .34)], H("#f3e3bd"))
                    p.face(cam, [(x + .27, .79, zz + .04), (x + .53, .79, zz), (x + .53, .79, zz + .32), (x + .27, .79, zz + .36)], H("#e0cda2"))
                p.face(cam, [(x0, .62, z), (x1, .62, z), (x1, .78, z), (x0, .78, z)], H("#4d3024"))
                for xx in (x0 + .15, x1 - .15):
                    p.beam(cam, (xx, 0, z + .1), (xx, .62, z + .1), .14, H("#33211d"))
                for j in range(3):
                    x = x0 + .8 + j * 1.6
                    # chair back on the near side
                    for o in (-.24, .24):
                        p.beam(cam, (x + o, 0, z - .5), (x + o, 1.02, z - .55), .06, H("#2b1b1a"))
                    for yy in (.62, .8, .98):
                        p.beam(cam, (x - .24, yy, z - .54), (x + .24, yy, z - .54), .07, H("#2b1b1a"))
                for j in range(2):
                    x = x0 + 1.6 + j * 1.6
                    q, k = cam.at(x, .79, z + .6), cam.scale(x, .79, z + .6)
                    p.ell(q[0], q[1] + k * .02, k * .72, k * .15, "#ffe2a0", op=.5)
                    p.rect(q[0] - k * .1, q[1] - k * .04, k * .2, k * .05, H("#c8924c"))
                    p.line(q[0], q[1], q[0], q[1] - k * .4, H("#c8924c"), "%.1f" % max(1, k * .035))
                    p.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (q[0] - k * .34, q[1] - k * .34, q[0] - k * .26, q[1] - k * .56, q[0], q[1] - k * .56, q[0] + k * .26, q[1] - k * .56, q[0] + k * .34, q[1] - k * .34))), mix("#2f8f62", "#6d8a5a", min(.5, z / 70)))
                    p.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (q[0] - k * .2, q[1] - k * .42, q[0] - k * .16, q[1] - k * .53, q[0], q[1] - k * .53, q[0] - k * .1, q[1] - k * .5, q[0] - k * .1, q[1] - k * .42))), "#9fe0a8", op=.8)
                    p.ell(q[0], q[1] - k * .335, k * .33, k * .035, "#fff6d0")
                    lamps.append((q[0], q[1] - k * .25, k))
    for x, y, k in lamps:
        p.glow(x, y, k * 1.15, "#d8f09a", .42)
        p.glow(x, y, k * .5, "#fff0b0", .5)
    with p.g(filter=p.stipple("#120e14", k=2)):
        p.rect(0, 700, 1600, 367, p.lin((0, "#000", 0), (1, "#000", .45), y1=760, y2=1067))
        p.rect(0, 0, 1600, 420, p.lin((0, "#000", .5), (1, "#000", 0), y2=420))
    p.finish()
    return p


def tram_depot():
    p = Pic(seed=52)
    r = p.r
    cam = Cam((1.6, 2.6, 0), yaw=0, pitch=0, focal=1050, cx=800, cy=590)
    p.sky((0, "#0e1a2a"), (.4, "#1d3a52"), (.58, "#4f6b78"))
    p.circ(1290, 130, 40, "#f6ebd2")
    p.circ(1274, 122, 38, "#172b3e")
    for _ in range(120):
        p.circ(r.uniform(0, 1600), r.uniform(0, 330), r.uniform(.6, 1.9), CREAM, op="%.2f" % r.uniform(.2, .9))
    with p.g(filter=p.rough(8, .02)):
        p.banks(80, 360, 10, "#33546a", .4)
    with p.g(filter=p.rough(3)):
        p.skyline(640, "#1b3244", hmin=230, hmax=330, spires=4, lit=GLOW, p=.05)
    Z = 20
    q = lambda x, y, z=Z: cam.at(x, y, z)
    with p.g(filter=p.rough(2.4, .045)):
        # hall: five saw gables
        x0, bay = -12.6, 5.2
        p.poly(cam.shape([(x0 - .6, 0, Z), (x0 + 5 * bay + .6, 0, Z), (x0 + 5 * bay + .6, 6.6, Z), (x0 - .6, 6.6, Z)]), "#5d3432")
        for i in range(5):
            a = x0 + i * bay
            p.poly(cam.shape([(a, 6.4, Z), (a, 7, Z), (a + bay / 2, 9.4, Z), (a + bay, 7, Z), (a + bay, 6.4, Z)]), "#6d3d36")
            p.pl([q(a - .1, 6.9), q(a + bay / 2, 9.5), q(a + bay + .1, 6.9)], "#c98f5a", 6, join="round")
            c = q(a + bay / 2, 7.7)
            p.circ(c[0], c[1], 36, "#c98f5a")
            p.circ(c[0], c[1], 30, "#ffd98c" if i != 3 else "#1d3a52")
            for t in range(4):
                g = t * math.pi / 4
                p.line(c[0] - 30 * math.cos(g), c[1] - 30 * math.sin(g), c[0] + 30 * math.cos(g), c[1] + 30 * math.sin(g), "#4a2a2c", 3)
        for _ in range(520):
            s = q(r.uniform(x0, x0 + 5 * bay), r.uniform(.2, 6.6))
            p.rect(s[0], s[1], r.uniform(10, 22), 4, r.choice(["#7d4a3c", "#4a2a2c", "#8a543f"]), op=.55)
        for i in range(5):
            a = x0 + i * bay + .6
            w = bay - 1.2
            d = cam.shape([(a, 0, Z), (a, 4.1, Z)] + [(a + w / 2 - w / 2 * math.cos(math.pi * t / 12), 4.1 + 1.5 * math.sin(math.pi * t / 12), Z) for t in range(13)] + [(a + w, 4.1, Z), (a + w, 0, Z)])
            p.poly(d, p.lin((0, "#8a5a34"), (.5, "#ffc96e"), (1, "#e8a04c"), y1=q(0, 5.6)[1], y2=q(0, 0)[1]))
            with p.g(clip=pts_d(d)):
                for zz in range(56, 22, -5):
                    t = mix("#b2703c", "#ffdb92", (zz - 20) / 40)
                    p.beam(cam, (a - .4, 0, zz), (a - .4, 6, zz), .35, t)
                    p.beam(cam, (a + w + .4, 0, zz), (a + w + .4, 6, zz), .35, t)
                    p.beam(cam, (a - .5, 4.7, zz), (a + w + .5, 4.7, zz), .22, t)
                    u = cam.at(a + w / 2, 4.4, zz)
                    p.circ(u[0], u[1], 150 / zz, "#fff6d8")
            p.pl(d[1:-1], "#c98f5a", 9, join="round")
            # doors folded back
            for xx, o in ((a, -1), (a + w, 1)):
                p.face(cam, [(xx, 0, Z), (xx, 4.1, Z), (xx + o * .3, 4.1, Z - 1.9), (xx + o * .3, 0, Z - 1.9)], "#24404a")
                for yy in (.5, 2, 3.6):
                    p.beam(cam, (xx, yy, Z), (xx + o * .3, yy, Z - 1.9), .1, "#16293a")
    for i in (0, 1, 2, 4):
        a = x0 + i * bay + bay / 2 - 1.2
        zt = (22, 18.6, 24, 0, 15.2)[i]
        bods = [(CREAM, BRICK), (CREAM, "#24485a"), (CREAM, BRICK), (CREAM, BRICK), ("#e9c792", BRICK)]
        with p.g(filter=p.rough(1.8, .05)):
            side = "right" if a + 1.2 < 1.6 else "left"
            tram3(p, cam, a, zt, 13, side=side, body=bods[i][0], skirt=bods[i][1], shade=.3, lights=i != 2, people=i in (1, 4), roof="#2b3a45")
            zz = zt + 3
            u, v = cam.at(a + 1.2, 3.6, zz), cam.at(a + .5, 4.6, zz)
            w = cam.at(a + 1.2, 5.4, zz)
            p.pl([u, v, w], INK, 3)
            p.line(w[0] - 26, w[1], w[0] + 26, w[1], INK, 3)
    # yard: wet cobbles, rails fanning out
    y0 = q(0, 0)[1]
    i0 = len(p.out)
    with p.g(filter=p.rough(2.4, .05)):
        ground = [cam.at(x, 0, z) for x, z in ((-40, Z - .05), (40, Z - .05))]
        pass
    yard = []
    with p.g(filter=p.rough(2.4, .05), op=1):
        for i in range(5):
            c = x0 + i * bay + bay / 2
            for o in (-.72, .72):
                pts = []
                for t in range(15):
                    z = Z - (Z - 2.2) * t / 14
                    bend = max(0, (Z - 3 - z)) / (Z - 3)
                    x = c + o + (1.0 - c) * .62 * bend ** 1.7
                    pts.append((x, 0, z))
                yard.append(pts)
    # ground is inserted below the trams that stand outside
    g = Pic(seed=53)
    g.seen, g.defs, g.n = p.seen, p.defs, 9000
    g.rect(0, y0 - 1, 1600, 480, p.lin((0, "#8a6a50"), (.16, "#4f5560"), (.6, "#263848"), (1, "#111e2b"), y1=y0, y2=1067))
    with g.g(filter=p.rough(2.4, .05)):
        for _ in range(900):
            z = 2.4 + 17 * r.random() ** 1.3
            x = r.uniform(-1, 1) * z
            s, k = cam.at(x + 1.6, 0, z), cam.scale(0, 0, z)
            g.lens(s[0], s[1], k * .26, k * .045, r.choice(["#0f1b26", "#5d6a72", "#3a4c5a", "#c08a58", "#16293a"]), op="%.2f" % r.uniform(.25, .7))
    for i in range(5):
        a = x0 + i * bay + bay / 2
        s = cam.at(a, 0, Z)
        g.poly([(s[0] - 100, y0), (s[0] + 100, y0), (s[0] + 190 + (s[0] - 800) * .5, 1067), (s[0] - 190 + (s[0] - 800) * .5, 1067)], p.lin((0, "#ffc46a", .75), (.6, "#ffc46a", .16), (1, "#ffc46a", 0), y1=y0, y2=1040), style="mix-blend-mode:screen")
    with g.g(filter=p.rough(1.6, .05)):
        for pts in yard:
            for a, b in zip(pts, pts[1:]):
                g.poly(cam.bar(a, b, .15), "#0c1620")
                g.poly(cam.bar((a[0] + .02, .01, a[2]), (b[0] + .02, .01, b[2]), .05), "#ffd08a")
        for _ in range(10):
            z = r.uniform(3.4, 13)
            x = r.uniform(-1, 1) * z * .7 + 1.6
            s, k = cam.at(x, 0, z), cam.scale(0, 0, z)
            g.blob([(s[0] + k * math.cos(t) * r.uniform(.5, 1.1), s[1] + k * .12 * math.sin(t) * r.uniform(.6, 1.1)) for t in [j * .785 for j in range(8)]], "#7d8f96", op=.4)
    # find the place after the hall and before the first tram
    mark = next(j for j, s in enumerate(p.out) if s.startswith("<g filter=\"%s\"" % p.rough(1.8, .05)))
    p.out[mark:mark] = g.out
    with p.g(filter=p.rough(2, .05)):
        # overhead wires, masts and men
        for i in range(5):
            c = x0 + i * bay + bay / 2
            s, e = cam.at(c, 5.3, Z), cam.at(c + (1 - c) * .55, 5.3, 3)
            p.line(s[0], s[1], e[0], e[1], "#0c1620", 2)
        for x, z in ((-8.2, 11), (10.6, 10)):
            s, k = cam.at(x, 0, z), cam.scale(x, 0, z)
            p.rect(s[0] - k * .09, s[1] - k * 6.6, k * .18, k * 6.6, "#0c1620")
            p.line(s[0], s[1] - k * 5.6, s[0] + (1 if x < 0 else -1) * k * 3, s[1] - k * 5.4, "#0c1620", k * .06)
            t = (s[0] + (1 if x < 0 else -1) * k * 1.2, s[1] - k * 5.9)
            p.rect(t[0] - k * .3, t[1] - 2, k * .6, k * .16, "#0c1620")
            p.ell(t[0], t[1] + k * .16, k * .24, k * .08, "#fff3c8")
            p.glow(t[0], t[1] + k * .2, k * 2.6, GLOW, .7)
        for x, z, c in ((-.2, 11, "#d79a3d"), (.6, 11.4, "#24485a"), (-5.4, 14, "#16232d"), (5.4, 13, "#16232d")):
            s, k = cam.at(x, 0, z), cam.scale(x, 0, z)
            p.lens(s[0], s[1] + 2, k * 1.2, k * .08, INK, op=.6)
            p.person(s[0], s[1], k * 1.75, "#0f1b26", c, head="#7a5446")
    with p.g(filter=p.stipple("#0a131d", k=2)):
        p.rect(0, 760, 1600, 307, p.lin((0, "#000", 0), (1, "#000", .5), y1=800, y2=1067))
        p.rect(0, 0, 1600, 420, p.lin((0, "#000", .4), (1, "#000", 0), y2=420))
    p.finish()
    return p


def loaf(p, x, y, w, kind, c):
    d = mix(c, "#5d2f1c", .55)
    if kind == 0:
        p.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (x - w / 2, y, x - w / 2, y - w * .55, x, y - w * .55, x + w / 2, y - w * .55, x + w / 2, y))), c)
        for i in (-1, 0, 1):
            p.path("M%s %sq%s %s %s %s" % tuple(map(f, (x + i * w * .24 - w * .06, y - w * .14, w * .02, -w * .2, w * .12, -w * .26))), stroke=mix(c, CREAM, .6), sw="%.1f" % (w * .05), cap="round")
        p.path("M%s %sQ%s %s %s %sL%s %sZ" % tuple(map(f, (x + w * .1, y, x + w * .36, y - w * .2, x + w * .3, y - w * .46, x + w / 2, y))), d, op=.5)
    elif kind == 1:
        for a in (-12, 0, 12):
            with p.g(tr="translate(%s %s) rotate(%d)" % (f(x + a * w * .02), f(y), a)):
                p.path("M%s 0Q%s %s 0 %sQ%s %s %s 0Z" % tuple(map(f, (-w * .09, -w * .13, -w * 1.25, -w * 1.36, w * .13, -w * 1.25, w * .09))), c)
                for k in range(5):
                    p.line(-w * .05, -w * (.25 + k * .2), w * .06, -w * (.36 + k * .2), mix(c, CREAM, .6), w * .035, cap="round")
    elif kind == 2:
        p.ell(x, y - w * .2, w * .5, w * .2, d)
        p.ell(x, y - w * .24, w * .46, w * .19, c)
        p.ell(x, y - w * .24, w * .16, w * .06, "#8a4a26")
    elif kind == 3:
        p.path("M%s %sQ%s %s %s %sQ%s %s %s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (x - w / 2, y, x - w * .5, y - w * .36, x, y - w * .4, x + w * .5, y - w * .36, x + w / 2, y, x + w * .34, y - w * .16, x, y - w * .14, x - w * .34, y - w * .16, x - w / 2, y))), c)
        for i in range(-2, 3):
            p.line(x + i * w * .15, y - w * .36 + abs(i) * w * .05, x + i * w * .12, y - w * .16, d, w * .03)
    else:
        p.circ(x, y - w * .32, w * .32, c)
        p.line(x - w * .18, y - w * .32, x + w * .18, y - w * .32, mix(c, CREAM, .7), w * .05, cap="round")
        p.line(x, y - w * .5, x, y - w * .14, mix(c, CREAM, .7), w * .05, cap="round")


def bakery():
    p = Pic(seed=71)
    r = p.r
    p.sky((0, "#0f2033"), (.5, "#1d3d55"), (.8, "#38596a"))
    by = 860
    with p.g(filter=p.rough(2.6, .04)):
        # neighbours
        p.rect(-10, 0, 330, by, "#1b3347")
        p.rect(1330, 0, 290, by, "#172d40")
        p.windows(20, 60, 270, 470, 3, 3, p=.12, dark="#0f2033", gx=.5, gy=.4)
        p.windows(1360, 40, 230, 480, 2, 3, p=.2, dark="#0f2033", gx=.5, gy=.4)
        p.rect(40, 600, 110, 260, "#122638")
        p.rect(180, 620, 110, 180, "#122638")
        p.rect(1400, 600, 120, 260, "#102234")
        # the bakery: plastered house with a wooden shopfront
        p.rect(320, -10, 1010, by + 10, p.lin((0, "#31495a"), (1, "#4f5a60"), y1=0, y2=by))
        for _ in range(150):
            p.rect(r.uniform(330, 1280), r.uniform(0, 330), r.uniform(14, 50), r.uniform(3, 8), r.choice(["#3d5666", "#273f50", "#5a6a70"]), op=.4)
        for x in (420, 690, 960, 1170):
            p.rect(x - 10, 20, 130, 190, "#22384a")
            p.rect(x, 30, 110, 170, "#12263a")
            p.line(x + 55, 30, x + 55, 200, "#3f5868", 6)
            p.line(x, 90, x + 110, 90, "#3f5868", 6)
            p.rect(x - 16, 208, 142, 12, "#5a6f78")
            for i in range(8):
                p.ell(x + 6 + i * 15, 204, 12, r.uniform(8, 16), "#274a44")
        p.rect(690, 30, 110, 170, "#e8a850", op=.85)
        p.line(745, 30, 745, 200, "#3f5868", 6)
        p.line(690, 90, 800, 90, "#3f5868", 6)
        # shopfront
        p.rect(350, 320, 950, by - 320, "#1f4a4c")
        p.rect(340, 306, 970, 84, "#173a3e")
        p.rect(340, 300, 970, 10, "#c8924c")
        p.rect(340, 386, 970, 8, "#c8924c")
        # sign: three ears of wheat and a pretzel in gold, no words
        for k in range(-4, 5):
            if k == 0:
                continue
            x = 825 + k * 92
            s = 1 if k < 0 else -1
            p.line(x - 34 * s, 356, x + 36 * s, 344, "#e8b45c", 3)
            for i in range(6):
                xx, yy = x - 26 * s + i * 11 * s, 354 - i * 1.7
                p.ell(xx, yy - 8, 8, 4, "#e8b45c", tr="rotate(%d %s %s)" % (-38 * s, f(xx), f(yy - 8)))
                p.ell(xx, yy + 8, 8, 4, "#e8b45c", tr="rotate(%d %s %s)" % (38 * s, f(xx), f(yy + 8)))
        p.path("M799 368C780 330 812 318 825 346C838 318 870 330 851 368M799 368C812 378 836 352 846 330M851 368C838 378 814 352 804 330", stroke="#f6cf7c", sw=8, cap="round")
    # window
    wx, wy, ww, wh = 390, 420, 590, 330
    d = "M%d %dh%dv%dh-%dZ" % (wx, wy, ww, wh, ww)
    with p.g(filter=p.rough(2, .05)):
        p.rect(wx - 14, wy - 14, ww + 28, wh + 28, "#173a3e")
        with p.g(clip=d):
            p.rect(wx, wy, ww, wh, p.lin((0, "#c9853c"), (.4, "#ffc768"), (1, "#ffe3a4"), y1=wy, y2=wy + wh))
            # oven and shelves at the back
            p.rect(wx + 340, wy + 40, 210, 190, "#8a4a2c")
            for _ in range(50):
                p.rect(wx + r.uniform(342, 530), wy + r.uniform(44, 220), 20, 6, r.choice(["#a85f36", "#6d3826"]), op=.7)
            p.path("M%d %dv-50q0 -48 58 -48t58 48v50Z" % (wx + 388, wy + 210), "#3d1c16")
            p.path("M%d %dv-34q0 -40 46 -40t46 40v34Z" % (wx + 400, wy + 206), p.lin((0, "#d8562f"), (1, "#ffe08a"), y1=wy + 130, y2=wy + 206))
            for j in range(3):
                p.rect(wx + 10, wy + 64 + j * 66, 300, 8, "#7d4a2c")
                x = wx + 30
                while x < wx + 300:
                    kk = r.choice((0, 2, 4, 0))
                    loaf(p, x, wy + 64 + j * 66, 46, kk, mix("#c87a38", "#e0a050", r.random()))
                    x += 50
            # the baker with a peel
            x, y = wx + 322, wy + 330
            p.line(x - 16, y - 112, x + 180, y - 142, "#6d3f26", 7, cap="round")
            p.path(smooth([(x - 60, y), (x - 62, y - 110), (x - 40, y - 160), (x, y - 172), (x + 40, y - 160), (x + 58, y - 110), (x + 56, y)], True), "#f6ebd2")
            p.path(smooth([(x + 30, y - 158), (x + 54, y - 140), (x + 70, y - 112), (x + 96, y - 122), (x + 94, y - 140), (x + 74, y - 144), (x + 56, y - 166)], True), "#e3d2b4")
            p.path(smooth([(x - 40, y - 156), (x - 62, y - 120), (x - 40, y - 98), (x + 10, y - 106), (x + 8, y - 122), (x - 26, y - 122)], True), "#e3d2b4")
            p.poly([(x - 34, y), (x - 26, y - 120), (x + 26, y - 120), (x + 34, y)], "#b9c4bd")
            p.rect(x - 13, y - 196, 26, 30, "#9a6246")
            p.ell(x + 2, y - 212, 25, 31, "#b57a58")
            p.path(smooth([(x - 24, y - 226), (x - 36, y - 264), (x - 8, y - 276), (x + 26, y - 270), (x + 32, y - 248), (x + 26, y - 226)], True), "#fbf4e2")
            p.path("M%d %dq14 6 26 -2l-2 -8q-12 6 -22 2Z" % (x + 2, y - 202), "#5d3a2c")
            for bx in (wx + 120, wx + 300, wx + 480):
                p.line(bx, wy, bx, wy + 24, "#5d3a2c", 3)
                p.path("M%d %dl22 22h-44Z" % (bx, wy + 18), "#1f4a4c")
                p.circ(bx, wy + 44, 10, "#fffbe6")
            # display in front
            p.rect(wx, wy + wh - 26, ww, 26, "#8a5530")
            x = wx + 40
            kinds = [1, 0, 3, 4, 2, 0, 1, 3, 4]
            for i, kk in enumerate(kinds):
                if 255 < x - wx < 330:
                    x += 50
                w = (78, 84, 74, 70, 76, 84, 78, 70, 60)[i]
                if kk == 1:
                    p.poly([(x - 34, wy + wh - 26), (x - 40, wy + wh - 92), (x + 40, wy + wh - 92), (x + 34, wy + wh - 26)], "#8c6239")
                    loaf(p, x, wy + wh - 84, 62, 1, "#d8924a")
                    p.poly([(x - 34, wy + wh - 26), (x - 40, wy + wh - 88), (x + 40, wy + wh - 88), (x + 34, wy + wh - 26)], "#8c6239")
                    for q in range(5):
                        p.line(x - 36, wy + wh - 82 + q * 13, x + 36, wy + wh - 82 + q * 13, "#5d3a2c", 2)
                else:
                    loaf(p, x, wy + wh - 26, w, kk, ["#c87a38", "#b8662e", "#d8924a", "#c27a3c", "#d08a44", "#b8662e"][i % 6])
                x += 66
        for x in (wx + ww / 3, wx + 2 * ww / 3):
            p.line(x, wy, x, wy + wh, "#173a3e", 7)
        p.line(wx, wy + 58, wx + ww, wy + 58, "#173a3e", 6)
        p.rect(wx - 18, wy + wh + 8, ww + 36, 14, "#c8924c")
        for i in range(5):
            p.rect(wx + 6 + i * 118, wy + wh + 30, 104, 66, "#173a3e")
            p.rect(wx + 14 + i * 118, wy + wh + 38, 88, 50, "#24555a")
        # door
        p.rect(1030, 410, 210, by - 410, "#173a3e")
        p.rect(1044, 424, 182, by - 424, "#2c6062")
        p.rect(1064, 446, 142, 230, p.lin((0, "#d8913f"), (1, "#ffdd98"), y1=446, y2=676))
        p.line(1135, 446, 1135, 676, "#173a3e", 5)
        p.line(1064, 560, 1206, 560, "#173a3e", 5)
        p.rect(1078, 700, 116, 130, "#24504f")
        p.circ(1214, 690, 7, "#e8b45c")
        p.rect(1020, by - 18, 230, 18, "#6d7a7c")
        p.rect(1005, by - 6, 260, 14, "#4f5e66")
        # awning
        for i in range(14):
            a, b = 370 + i * 64.5, 370 + (i + 1) * 64.5
            A, B = 352 + i * 67.2, 352 + (i + 1) * 67.2
            c = BRICK if i % 2 else "#e9dcc0"
            p.poly([(a, 394), (b, 394), (B, 446), (A, 446)], mix(c, NIGHT, .35))
            p.path("M%s 446H%sV458Q%s 474 %s 458Z" % (f(A), f(B), f((A + B) / 2), f(A)), mix(c, NIGHT, .22))
    p.glow(690, 640, 560, "#ffc464", .5)
    p.glow(1136, 600, 260, "#ffc464", .35)
    # hanging lamp bracket
    with p.g(filter=p.rough(2, .05)):
        p.line(1300, 470, 1372, 452, INK, 5)
        p.poly([(1352, 462), (1344, 500), (1396, 500), (1388, 462)], "#ffe2a0")
        p.poly([(1346, 462), (1370, 444), (1394, 462)], INK)
    p.glow(1370, 484, 220, GLOW, .7)
    # street
    p.rect(0, by, 1600, 220, p.lin((0, "#4a5058"), (.3, "#2a3d4c"), (1, "#101d2a"), y1=by, y2=1067))
    p.poly([(wx, by + 4), (wx + ww, by + 4), (wx + ww + 130, 1067), (wx - 190, 1067)], p.lin((0, "#ffc768", .85), (1, "#ffc768", .08), y1=by, y2=1067), style="mix-blend-mode:screen")
    p.poly([(1064, by + 4), (1206, by + 4), (1290, 1067), (1060, 1067)], p.lin((0, "#ffc768", .6), (1, "#ffc768", .04), y1=by, y2=1067), style="mix-blend-mode:screen")
    with p.g(filter=p.rough(2.4, .05)):
        y, k = by + 12, 0
        while y < 1080:
            s = 6 + (y - by) * .085
            x = -40 + (k % 2) * s * 2.2
            while x < 1640:
                p.ell(x, y, s * 2, s * .72, r.choice(["#0f1b26", "#5d6a72", "#22323f", "#c08a58"]), op="%.2f" % r.uniform(.08, .34))
                x += s * 4.4
            y += s * 1.55
            k += 1
        # bicycle against the wall
        bx, yy = 1410, 850
        for o in (-62, 66):
            p.circ(bx + o, yy - 44, 43, "none", stroke="#0c1620", sw=5)
            for t in range(9):
                a = t * math.pi / 9
                p.line(bx + o - 42 * math.cos(a), yy - 44 - 42 * math.sin(a), bx + o + 42 * math.cos(a), yy - 44 + 42 * math.sin(a), "#0c1620", 1, op=.7)
        p.pl([(bx - 62, yy - 44), (bx - 30, yy - 104), (bx + 42, yy - 108), (bx + 4, yy - 42), (bx - 62, yy - 44)], BRICK, 6, join="round")
        p.pl([(bx - 36, yy - 118), (bx - 26, yy - 96), (bx + 4, yy - 42)], BRICK, 6)
        p.pl([(bx + 66, yy - 44), (bx + 36, yy - 130), (bx + 58, yy - 138)], "#0c1620", 5)
        p.path("M%d %dh38l-6 10h-22Z" % (bx - 54, yy - 128), "#0c1620")
        p.rect(bx + 40, yy - 130, 56, 40, "#8c6239")
        for i in range(3):
            p.ell(bx + 52 + i * 16, yy - 132, 9, 14, "#c87a38")
        # a woman waiting, a cat
        p.lens(290, by + 64, 170, 9, INK, op=.5)
        p.person(262, by + 62, 286, "#0c1620", "#16324a", bag=True, walk=False, head="#5a4238")
        p.path(smooth([(1010, by - 4), (1004, by - 40), (1012, by - 58), (1000, by - 70), (1003, by - 84), (1010, by - 78), (1018, by - 78), (1024, by - 84), (1028, by - 68), (1030, by - 50), (1046, by - 26), (1044, by - 4)], True), "#0c1620")
        p.pl([(1044, by - 8), (1068, by - 4), (1074, by - 20)], "#0c1620", 6, True, cap="round")
    with p.g(filter=p.stipple("#0a131d", k=2)):
        p.rect(0, 0, 1600, 420, p.lin((0, "#000", .5), (1, "#000", 0), y2=420))
        p.rect(0, 0, 330, 1067, p.lin((0, "#000", .5), (1, "#000", 0), x1=0, x2=330, y1=0, y2=0))
        p.rect(1330, 0, 270, 820, p.lin((0, "#000", 0), (1, "#000", .5), x1=1330, x2=1600, y1=0, y2=0))
    p.finish()
    return p


def mosaic():
    p = Pic(seed=84)
    r = p.r
    p.rect(0, 0, 1600, 1067, "#b9a88c")
    # plaster and grout
    with p.g(filter=p.rough(8, .02)):
        for _ in range(70):
            x, y = r.uniform(0, 1600), r.uniform(0, 1067)
            p.blob([(x + r.uniform(30, 120) * math.cos(t), y + r.uniform(20, 70) * math.sin(t)) for t in [i * .785 for i in range(8)]], r.choice(["#c8b899", "#ab9a80", "#a08d76", "#d0c2a2"]), op=.5)
    cx, cy = 1010, 430

    def tone(x, y):
        """The picture the tiles make: a ship with a sun behind it, fish below."""
        d = math.hypot(x - cx, y - cy)
        wave = 640 + 18 * math.sin(x / 62) + 8 * math.sin(x / 23 + 1)
        # ship
        hx, hy = x - 620, y - 640
        if -230 < hx < 250 and -50 + .0006 * hx * hx * -1 < hy < 46 and abs(hx) < 236 - max(0, hy) * 1.3:
            if hy < -30:
                return "#e0a53f"
            return "#6a282d" if int((hx + 400) / 60) % 2 else "#8e3a2c"
        if -8 < hx < 8 and -470 < hy < -40:
            return "#3d2a26"
        s = (hy + 440) / 340
        if 0 < s < 1 and -170 * math.sin(math.pi * min(s * .9 + .12, 1)) < hx < 180 * math.sin(math.pi * min(s * .8 + .2, 1)) and abs(hx) > 12:
            if abs(hx) < 26:
                return "#b9a47c"
            if abs(s - .5) < .09:
                return BRICK
            return "#f3e7c8" if int(s * 12) % 2 else "#e6d3a6"
        if 8 < hx < 70 and -480 < hy < -452:
            return BRICK
        if y < wave:
            a = math.atan2(y - cy, x - cx)
            if d < 120:
                return "#f6c552" if d < 96 else "#e08a35"
            if d < 250 and int((a + math.pi) / (math.pi / 14)) % 2 == 0:
                return "#e9a544" if d < 205 else "#d8743a"
            k = (y / wave)
            ring = int(d / 44) % 2
            base = mix("#2c6a78", "#8fb8ae", k) if ring else mix("#3a7a84", "#b4cdb8", k)
            if k > .86:
                base = mix(base, "#f0d79a", (k - .86) / .14 * .7)
            return base
        # fish
        for fx, fy, fl, c1, c2, dr in ((360, 800, 110, "#e0a53f", "#b2432d", 1), (1120, 770, 92, "#d9dccb", "#7fa5a8", -1), (840, 900, 120, "#c8562f", "#f0c060", -1), (1360, 880, 100, "#e0a53f", "#6a282d", 1)):
            u, v = (x - fx) * dr / fl, (y - fy) / fl
            if (u / 1) ** 2 + (v / .36) ** 2 < 1:
                if (u - .68) ** 2 + (v + .06) ** 2 < .006:
                    return "#16293a"
                return c1 if int((u + 2) * 5) % 2 else c2
            if -1.42 < u < -.9 and abs(v) < (-.86 - u) * .75:
                return c2
        k = (y - wave) / (1067 - wave)
        w = math.sin(x / 62 + int((y - wave) / 40) * 2.1 + math.sin(y / 30)) + ((y - wave) % 40) / 26
        return mix("#e3eadb", "#8fb8b4", k) if w > 1.72 else mix(mix("#2f7482", "#173d52", k), "#4a93a0" if int((y - wave) / 40) % 2 else "#1f5064", .4)

    edge = [(150, 150), (300, 110), (620, 96), (1000, 110), (1320, 92), (1500, 130), (1520, 420), (1508, 700), (1524, 960), (1200, 985), (820, 972), (500, 990), (160, 968), (140, 640), (152, 380)]
    T = 15.5

    def inside(x, y):
        n, c = len(edge), False
        for i in range(n):
            (x1, y1), (x2, y2) = edge[i - 1], edge[i]
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                c = not c
        return c
    p.blob([(x + (x - 800) * .012, y + (y - 533) * .012) for x, y in edge], "#6d5f52")
    tiles = {}
    y = 90
    while y < 1000:
        x = 130 + (int(y) % 2) * 4
        while x < 1540:
            # follow rings round the sun in the sky
            jx, jy = r.uniform(-1.6, 1.6), r.uniform(-1.6, 1.6)
            X, Y = x + jx + 3 * math.sin(y / 70), y + jy + 4 * math.sin(x / 95)
            if inside(X, Y):
                # a missing patch low on the right is being relaid
                hole = ((X - 1380) / 120) ** 2 + ((Y - 640) / 86) ** 2 < 1 + .25 * math.sin(X / 17) * math.cos(Y / 13)
                if not hole:
                    border = not (inside(X - 26, Y) and inside(X + 26, Y) and inside(X, Y - 26) and inside(X, Y + 26))
                    c = (("#e0a53f" if int((x + y) / 31) % 2 else "#6a282d") if border else tone(X, Y))
                    c = mix(c, r.choice([CREAM, INK, CREAM, c]), r.uniform(0, .17))
                    a = r.uniform(-.14, .14)
                    h = T * .43
                    pts = [(X + h * (sx * math.cos(a) - sy * math.sin(a)) + r.uniform(-1, 1), Y + h * (sx * math.sin(a) + sy * math.cos(a)) + r.uniform(-1, 1)) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
                    tiles.setdefault(c[:2] + c[3] + c[5] if 0 else c, []).append(pts)
            x += T
        y += T
    for c, ps in tiles.items():
        p.path("".join(pts_d(q) for q in ps), c)
    # sheen from a work lamp at the left
    p.rect(0, 0, 1600, 1067, p.lin((0, "#ffe2a0", .5), (.5, "#ffe2a0", .06), (1, INK, .0), x1=80, x2=1200, y1=300, y2=700), style="mix-blend-mode:soft-light")
    with p.g(filter=p.stipple("#20161a", k=2)):
        p.rect(0, 0, 1600, 1067, p.lin((0, "#000", 0), (.5, "#000", .04), (1, "#000", .5), x1=700, x2=1600, y1=300, y2=900))
    # scaffold and restorer on the right
    with p.g(filter=p.rough(2.2, .05)):
        S = "#1a232c"
        for x in (1190, 1560):
            p.rect(x, -10, 11, 1090, S)
            p.rect(x + 2, -10, 3, 1090, "#5d6a70")
        for y in (330, 905):
            p.rect(1160, y, 460, 9, S)
        p.rect(1150, 880, 460, 20, "#8c6239")
        p.rect(1150, 896, 460, 8, "#4d3426")
        p.line(1196, 900, 1560, 340, S, 7)
        x, y = 1330, 880
        # figure seen from behind, reaching to the open patch
        P = lambda *q: [(x + a, y - b) for a, b in q]
        p.poly(P((-34, 170), (34, 170), (42, 0), (8, 0), (0, 140), (-10, 0), (-44, 0)), "#16293a")
        p.path(smooth(P((-44, 150), (-48, 230), (-40, 290), (-14, 312), (14, 312), (40, 290), (46, 230), (44, 150)), True), "#d8c9ac")
        p.path(smooth(P((30, 300), (52, 278), (70, 240), (92, 262), (104, 254), (78, 206), (60, 206), (40, 240)), True), "#c4b394")
        p.path(smooth(P((-30, 300), (-54, 270), (-58, 200), (-46, 160), (-36, 164), (-40, 210)), True), "#c4b394")
        p.circ(x + 100, y - 262, 11, "#a8725a")
        p.rect(x + 102, y - 276, 15, 15, "#e0a53f", tr="rotate(14 %d %d)" % (x + 108, y - 268))
        p.rect(x - 12, y - 330, 24, 26, "#a8725a")
        p.ell(x, y - 350, 27, 32, "#33241f")
        p.circ(x - 4, y - 386, 15, "#33241f")
        p.path(smooth(P((-28, 352), (-20, 366), (0, 370), (20, 366), (28, 352), (0, 358)), True), BRICK)
        p.line(x - 22, y - 300, x + 20, y - 170, "#24485a", 7)
        p.line(x + 22, y - 300, x - 20, y - 170, "#24485a", 7)
        # pots of tiles
        for bx, c in ((1440, "#e0a53f"), (1490, "#2f7482"), (1535, BRICK)):
            p.poly([(bx - 20, 840), (bx + 20, 840), (bx + 16, 880), (bx - 16, 880)], "#5d6a70")
            for _ in range(9):
                p.rect(bx + r.uniform(-17, 10), 832 + r.uniform(-4, 6), 8, 8, mix(c, CREAM, r.random() * .4))
        # lamp on a stand at the left
        p.line(70, 1067, 88, 400, S, 8)
        p.poly([(70, 400), (150, 352), (168, 392), (96, 436)], S)
        p.ell(160, 372, 11, 24, "#fff3c8", tr="rotate(-30 160 372)")
    p.glow(170, 376, 420, GLOW, .6)
    p.finish(mottle=.22)
    return p


def chart():
    p = Pic(seed=99)
    r = p.r
    p.sky((0, "#173043"), (.4, "#24505f"), (.75, "#c98f6a"), (1, "#f0bd83"))
    with p.g(filter=p.rough(6, .02)):
        p.circ(1180, 330, 170, "#f4ac3f")
        p.banks(60, 420, 9, "#2c6070", .5)
    p.glow(1180, 330, 420, GLOW, .5)
    for i in range(9):
        y = 120 + i * 104
        p.line(90, y, 1530, y, CREAM, 1.5, op=.22)
    for i in range(17):
        x = 90 + i * 90
        p.line(x, 100, x, 960, CREAM, 1.2, op=.12)

    def series(y0, vol, drift, n=48):
        v, out = y0, []
        for i in range(n + 1):
            out.append((-20 + 1640 * i / n, v))
            v += r.gauss(0, vol) + drift(i / n)
        return out
    mount = [series(470, 22, lambda t: 16 * math.sin(t * 7)), series(600, 26, lambda t: -18 * math.sin(t * 8 + .6)), series(700, 22, lambda t: 15 * math.sin(t * 6.4 + 2))]
    with p.g(filter=p.rough(3, .03)):
        for pts, c, d in zip(mount, ("#5f8f92", "#2f6470", "#1d4354"), ("#2c6070", "#1d4354", "#12303f")):
            p.path(pts_d(pts, False) + "L1640 1100L-40 1100Z", p.lin((0, c), (1, d), y1=380, y2=1000))
            for (xa, ya), (xb, yb) in zip(pts, pts[1:]):
                if yb > ya:
                    p.poly([(xa, ya), (xb, yb), (xb, yb + 150), (xa + 8, ya + 190)], INK, op=.16)
            p.pl(pts, mix(c, CREAM, .35), 3, join="round")
    with p.g(filter=p.stipple("#0f2432", k=1)):
        p.rect(0, 480, 1600, 590, p.lin((0, "#000", 0), (1, "#000", .6), y1=480, y2=1067))
    # candles
    v = 720
    line = []
    with p.g(filter=p.rough(2.4, .045)):
        for i in range(31):
            x = 110 + i * 46.5
            t = i / 30
            target = 700 - 300 * math.exp(-((t - .3) / .14) ** 2) + 120 * math.exp(-((t - .6) / .12) ** 2) - 430 * max(0, t - .66) * 1.25
            o = v
            v = target + r.gauss(0, 26)
            up = v < o
            c = "#f4ac3f" if up else "#b2432d"
            a, b = min(o, v), max(o, v)
            p.line(x, a - r.uniform(12, 46), x, b + r.uniform(12, 46), mix(c, CREAM, .35), 4)
            p.rect(x - 14, a, 28, max(b - a, 10), c)
            p.rect(x + 5, a, 9, max(b - a, 10), INK, op=.2)
            h = r.uniform(30, 130) * (1.5 if abs(o - v) > 60 else 1)
            p.rect(x - 14, 1000 - h, 28, h, "#e9c792" if up else "#7d3a38", op=.8)
            line.append((x, (o + v) / 2))
    sm = [(line[i][0], sum(q[1] for q in line[max(0, i - 2):i + 3]) / len(line[max(0, i - 2):i + 3])) for i in range(len(line))]
    with p.g(filter=p.rough(2, .05)):
        p.pl([(x + 5, y + 9) for x, y in sm], INK, 10, True, op=.35)
        p.pl(sm, CREAM, 8, True, cap="round")
        for i in (8, 18, 30):
            p.circ(sm[i][0], sm[i][1], 17, INK)
            p.circ(sm[i][0], sm[i][1], 12, CREAM)
        p.rect(60, 1000, 1480, 6, CREAM, op=.7)
        # cargo boat on the base line and coins
        for k, (x, n) in enumerate(((200, 4), (262, 7), (324, 5))):
            for j in range(n):
                p.ell(x, 990 - j * 13, 34, 11, "#8a5a2c")
                p.ell(x, 986 - j * 13, 34, 11, "#e8b45c")
                p.ell(x, 985 - j * 13, 24, 7, "#c8924c")
    p.glow(sm[30][0], sm[30][1], 160, GLOW, .7)
    p.finish()
    return p


SCENES = {"market-hall": market_hall, "council-chamber": council_chamber, "library": library, "tram-depot": tram_depot,
          "bakery": bakery, "mosaic": mosaic, "chart": chart}
