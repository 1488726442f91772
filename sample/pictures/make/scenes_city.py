"""Scenes of the city: bridge, trams, town hall, market, streets."""
import math
from kit import *


def iron_bridge():
    p = Pic(seed=41)
    r = p.r
    hor = 640
    p.sky((0, "#27536a"), (.3, "#6f9aa0"), (.48, "#e6b48f"), (.58, AMBER), (.62, "#ffe0a0"))
    sx, sy = 330, 556
    p.glow(sx, sy, 620, "#ffd98e", .75)
    with p.g(filter=p.rough(7, .02)):
        p.banks(90, 470, 17, "#f0b994", .42)
        p.banks(180, 520, 10, "#4f7f8a", .33)
        p.banks(380, 560, 8, "#ffe6b8", .5, h=(8, 22))
    p.circ(sx, sy, 62, "#fff0c4")
    with p.g(filter=p.rough(4)):
        p.skyline(hor + 2, "#c98d73", hmin=12, hmax=46, spires=5)
    p.mist(hor - 30, 60, "#ffdca6", .75)
    with p.g(filter=p.rough(4)):
        p.skyline(hor + 4, "#7d6a6a", x0=-20, x1=760, hmin=16, hmax=60, spires=3)
        p.skyline(hor + 4, "#6a5f67", x0=1180, hmin=30, hmax=110, spires=3)
    p.mist(hor, 46, "#ffd9a3", .8)
    # water
    p.rect(0, hor, 1600, 430, p.lin((0, "#f6c887"), (.2, "#c9977c"), (.55, "#54757c"), (1, "#1b3546"), y1=hor, y2=1067))
    cam = Cam((-32, 7.6, 0), yaw=14, pitch=0, focal=1350, cx=800, cy=hor)
    hz = lambda z: min(.72, max(0, (z - 26) / 300))

    def truss(x, up, base, far=False):
        t = lambda z, c=base: mix(c, "#d99b76", hz(z) + (.12 if far else 0))
        y0, k = 9.0 * up, up
        for s in range(5, -1, -1):
            a, n, L = 26 + s * 48 - 48, 8, 48
            st = L / n
            tops = [0, 6.0, 8.2, 9.2, 9.6, 9.2, 8.2, 6.0, 0]
            Y = lambda i: y0 + k * (tops[i] + .9)
            for i in range(n):
                za, zb = a + i * st, a + (i + 1) * st
                c = t(za)
                if 0 < i < n - 1:
                    lo, hi = ((x, y0, za), (x, Y(i + 1), zb)), ((x, Y(i), za), (x, y0, zb))
                    p.beam(cam, *lo, .15, c)
                    p.beam(cam, *hi, .15, c)
                p.beam(cam, (x, y0 if tops[i] == 0 else Y(i), za), (x, y0 if tops[i + 1] == 0 else Y(i + 1), zb), .75, c)
                if i:
                    p.beam(cam, (x, y0, za), (x, Y(i), za), .34, c)
                    q = cam.at(x, Y(i), za)
                    if q and not far:
                        p.circ(q[0], q[1], cam.scale(x, y0, za) * .62, c)
                p.beam(cam, (x, y0 + .3 * k, za), (x, y0 + .3 * k, zb), .9, c)
                if not far and up > 0 and za < 150:
                    for j in range(14):
                        for yy in (.02, .55):
                            zz = za + st * j / 14
                            q = cam.at(x, y0 + yy, zz)
                            if q:
                                p.circ(q[0], q[1], max(.6, cam.scale(x, y0, zz) * .06), mix(AMBER, c, .45))

    def whole(up):
        truss(7.5, up, "#2c4452", True)
        for s in range(6, -1, -1):
            for i in range(1, 8):
                z = 26 + (s - 1) * 48 + i * 6
                tops = [0, 6.0, 8.2, 9.2, 9.6, 9.2, 8.2, 6.0, 0]
                if 2 <= i <= 6:
                    p.beam(cam, (0, up * (9.9 + tops[i]), z), (7.5, up * (9.9 + tops[i]), z), .3, mix("#22394a", "#d99b76", hz(z)))
        p.face(cam, [(0, up * 8.6, 2), (7.5, up * 8.6, 2), (7.5, up * 8.6, 320), (0, up * 8.6, 320)], "#2b3a45")
        if up > 0:
            tram3(p, cam, .5, 42, 13, y=9.75, cars=2, body="#cf4a2e", skirt=CREAM, shade=.04, roof="#7c2f2a", glass="#fff0b8", people=True)
            q = cam.at(.5, 11.5, 53)
            p.glow(q[0], q[1], 190, "#ffc864", .5)
            for z in range(20, 300, 24):
                p.beam(cam, (3.7, 15.5, z), (3.7, 15.6, z + 24), .07, "#26323c")
        truss(0, up, "#14232f")
        for s in range(7, -1, -1):
            z = 26 + (s - 1) * 48
            c = mix("#1c2a33", "#c48d72", hz(z) * 1.1)
            p.face(cam, [(-1.2, 0, z - 2.4), (-1.2, up * 8.3, z - 1.8), (-1.2, up * 8.3, z + 1.8), (-1.2, 0, z + 2.4)], c)
            p.face(cam, [(-1.2, 0, z - 2.4), (8.7, 0, z - 2.4), (8.7, up * 8.3, z - 1.8), (-1.2, up * 8.3, z - 1.8)], mix(c, INK, .25))
            for j in range(1, 8):
                p.beam(cam, (-1.25, up * j, z - 2.3), (-1.25, up * j, z + 2.3), .07, mix(c, INK, .4))
            p.face(cam, [(-1.6, up * 8, z - 2.6), (-1.6, up * 8.7, z - 2.6), (-1.6, up * 8.7, z + 2.6), (-1.6, up * 8, z + 2.6)], mix(c, INK, .2))

    with p.g(filter=p.wobble(34, .003, .05), op=.5):
        whole(-1)
    with p.g(filter=p.rough(2.2, .05)):
        p.waves(hor + 8, 1067, 150, ["#f7cf94", "#e7a775", "#6f9193", "#23424f"], op=(.15, .55))
    p.shimmer(sx, hor + 4, 1060, "#ffe9b4", 30, 150, 64)
    q = cam.at(0, 11, 58)
    p.shimmer(q[0] + 40, hor + 120, 1000, "#ffd27c", 20, 70, 26, op=(.2, .6))
    with p.g(filter=p.rough(2.4, .05)):
        whole(1)
    # steam tug and barge
    with p.g(filter=p.rough(2.5, .05)):
        p.poly([(180, 742), (330, 742), (318, 770), (196, 770)], "#22323c")
        p.poly([(120, 748), (184, 742), (198, 770), (150, 770)], "#22323c")
        p.poly([(206, 742), (206, 712), (268, 712), (272, 742)], "#9c4a35")
        p.windows(208, 716, 60, 20, 4, 1, p=1)
        p.rect(284, 694, 18, 48, "#22323c")
        p.rect(284, 702, 18, 8, AMBER)
        p.line(152, 742, 152, 690, "#22323c", 3)
        p.blob([(292, 690), (300, 660), (340, 640), (420, 622), (470, 632), (400, 650), (340, 664), (306, 692)], "#f3d3ae", op=.75)
    with p.g(filter=p.wobble(20, .01, .06), op=.55):
        p.poly([(130, 772), (322, 772), (300, 826), (170, 826)], "#1b2b36")
    # quay in the foreground
    with p.g(filter=p.rough(3)):
        p.poly([(0, 1067), (0, 962), (560, 1010), (700, 1067)], "#13222d")
        p.poly([(0, 962), (560, 1010), (566, 1022), (0, 976)], "#3c4d55")
        for x in (70, 210, 350, 480):
            y = 964 + x * .085
            p.poly([(x - 12, y + 8), (x - 9, y - 34), (x + 9, y - 34), (x + 12, y + 8)], "#0f1b26")
            p.ell(x, y - 36, 14, 7, "#22323d")
            p.ell(x - 3, y - 38, 7, 3, "#c98d6a", op=.8)
        p.pl([(70, 948), (140, 978), (210, 960), (280, 990), (350, 973), (415, 1000), (480, 983)], "#0f1b26", 5, True)
        p.gull(350, 926, .9, CREAM, -8)
    for x, y, s in ((620, 300, .9), (700, 262, .6), (560, 240, .5), (250, 330, .7), (330, 372, .45)):
        p.gull(x, y, s, "#3b4c57", r.uniform(-20, 20))
    p.finish()
    return p


def town_hall():
    p = Pic(seed=17)
    r = p.r
    p.sky((0, "#183449"), (.35, "#3f7583"), (.6, "#b9c1a6"), (.72, "#f0bd83"))
    with p.g(filter=p.rough(8, .02)):
        p.banks(60, 420, 16, "#e9b08b", .4)
        p.banks(60, 520, 9, "#2e5d6f", .45)
    p.circ(1330, 170, 26, CREAM)
    p.glow(1330, 170, 150, CREAM, .3)
    gy = 792
    with p.g(filter=p.rough(4)):
        p.skyline(gy, "#57707a", hmin=190, hmax=290, spires=4)
    p.mist(640, 160, "#f0c795", .55)
    wall, shade, deep = "#a8492f", "#7c3229", "#4f2429"
    # side houses
    with p.g(filter=p.rough(3)):
        x = -30
        for i, (w, h, c) in enumerate(((150, 330, "#2f5560"), (128, 380, "#b9794f"), (140, 310, "#38505c"))):
            p.poly([(x, gy), (x, gy - h), (x + w * .18, gy - h), (x + w * .18, gy - h - 34), (x + w * .34, gy - h - 34), (x + w * .34, gy - h - 70), (x + w * .66, gy - h - 70), (x + w * .66, gy - h - 34), (x + w * .82, gy - h - 34), (x + w * .82, gy - h), (x + w, gy - h), (x + w, gy)], c)
            p.rect(x + w * .8, gy - h, w * .2, h, mix(c, INK, .3))
            p.windows(x + 10, gy - h + 10, w - 24, h - 90, 3, 4, p=.35, dark=mix(c, INK, .65))
            p.rect(x + 8, gy - 64, w - 16, 64, mix(c, INK, .55))
            p.windows(x + 8, gy - 62, w - 16, 56, 3, 1, p=1, gx=.15, gy=.2)
            p.poly([(x + 4, gy - 68), (x + w - 4, gy - 68), (x + w + 6, gy - 48), (x - 6, gy - 48)], [BRICK, "#d9a655", TEAL][i])
            x += w
        x = 1290
        for i, (w, h, c) in enumerate(((120, 340, "#c28a5a"), (130, 300, "#34525e"), (120, 390, "#8d4a3c"))):
            p.poly([(x, gy), (x, gy - h), (x + w / 2, gy - h - w * .75), (x + w, gy - h), (x + w, gy)], c)
            p.poly([(x, gy), (x, gy - h), (x + w * .22, gy - h - w * .33), (x + w * .22, gy)], mix(c, INK, .3))
            p.windows(x + 12, gy - h + 6, w - 24, h - 90, 3, 4, p=.3, dark=mix(c, INK, .65))
            p.rect(x + 8, gy - 62, w - 16, 62, mix(c, INK, .6))
            p.windows(x + 8, gy - 60, w - 16, 54, 2, 1, p=1, gx=.15, gy=.2)
            x += w
    SC = "translate(80 %s) scale(.9)" % f(gy * .1)
    # the hall: main block and tower
    with p.g(filter=p.rough(2.6, .04)), p.g(tr=SC):
        L, R, top = 440, 1190, 400
        p.poly([(L - 8, top), (L + 44, top - 116), (R - 44, top - 116), (R + 8, top)], "#2b5f5c")
        for i in range(40):
            x = L + 50 + i * 16.6
            p.line(x, top - 114, x + (i - 20) * 1.6, top, "#1f4a4b", 1.6, op=.6)
        for x in range(L + 90, R - 60, 92):
            p.poly([(x - 18, top - 30), (x - 18, top - 62), (x, top - 90), (x + 18, top - 62), (x + 18, top - 30)], shade)
            p.rect(x - 8, top - 60, 16, 28, GLOW if r.random() < .6 else INK)
        p.rect(L, top, R - L, gy - top, wall)
        p.rect(L - 10, top - 8, R - L + 20, 18, "#e2c08c")
        # stepped centre gable
        gx = 980
        p.poly([(gx - 130, top + 10), (gx - 130, top - 20), (gx - 100, top - 20), (gx - 100, top - 66), (gx - 70, top - 66), (gx - 70, top - 112), (gx - 38, top - 112), (gx - 38, top - 154), (gx + 38, top - 154), (gx + 38, top - 112), (gx + 70, top - 112), (gx + 70, top - 66), (gx + 100, top - 66), (gx + 100, top - 20), (gx + 130, top - 20), (gx + 130, top + 10)], wall)
        for a, b, w in ((-100, -66, 200), (-70, -112, 140), (-38, -154, 76)):
            p.rect(gx + a - 5, top + b - 5, w + 10, 9, "#e2c08c")
        p.rect(gx - 135, top - 24, 35, 8, "#e2c08c")
        p.rect(gx + 100, top - 24, 35, 8, "#e2c08c")
        p.circ(gx, top - 78, 26, "#e2c08c")
        p.circ(gx, top - 78, 20, INK)
        for i in range(8):
            a = i * math.pi / 4
            p.line(gx, top - 78, gx + 20 * math.cos(a), top - 78 + 20 * math.sin(a), "#e2c08c", 2.4)
        p.windows(gx - 90, top - 36, 180, 50, 5, 1, p=.8, arch=True, gx=.5, gy=.1)
        # brick courses
        for _ in range(420):
            x, y = r.uniform(L, R - 20), r.uniform(top + 14, gy - 150)
            p.rect(x, y, r.uniform(8, 20), 3, r.choice([shade, "#c26343", "#8d3b2c"]), op=.5)
        for i in range(11):
            x = L + 8 + i * 67.6
            p.rect(x, top + 10, 10, gy - top - 140, "#c26343")
            p.rect(x + 8, top + 10, 5, gy - top - 140, shade)
        for row, (y, h) in enumerate(((top + 30, 96), (top + 156, 78))):
            for i in range(10):
                x = L + 26 + i * 67.6
                p.path("M%s %sV%sQ%s %s %s %sQ%s %s %s %sV%sZ" % tuple(map(f, (x, y + h, y + 20, x + 2, y, x + 21, y - 8, x + 40, y, x + 42, y + 20, y + h))), "#e2c08c")
                c = mix(GLOW, ORANGE, r.random() * .35) if (row == 0 and i > 2) or r.random() < .3 else NIGHT
                p.path("M%s %sV%sQ%s %s %s %sQ%s %s %s %sV%sZ" % tuple(map(f, (x + 5, y + h - 3, y + 22, x + 8, y + 5, x + 21, y, x + 34, y + 5, x + 37, y + 22, y + h - 3))), c)
                p.line(x + 21, y, x + 21, y + h - 3, deep, 3)
                p.line(x + 5, y + h * .45, x + 37, y + h * .45, deep, 3)
        # arcade
        p.rect(L, gy - 128, R - L, 14, "#e2c08c")
        p.rect(L, gy - 114, R - L, 114, deep)
        for i in range(11):
            x = L + 6 + i * 68
            p.path("M%s %sV%sQ%s %s %s %sQ%s %s %s %sV%sZ" % tuple(map(f, (x, gy, gy - 66, x, gy - 104, x + 28, gy - 106, x + 56, gy - 104, x + 56, gy - 66, gy))), p.lin((0, "#ffd98c"), (1, "#c06a38"), y1=gy - 110, y2=gy))
            p.rect(x + 17, gy - 62, 22, 62, WINE, op=.8)
            p.rect(x + 56, gy - 114, 12, 114, "#c8855c")
        # tower
        tx, tw = 560, 118
        p.rect(tx - tw / 2, 130, tw, gy - 130, mix(wall, "#c86a45", .35))
        p.rect(tx + tw / 2 - 34, 130, 34, gy - 130, shade)
        for y in (130, 268, 520):
            p.rect(tx - tw / 2 - 8, y - 8, tw + 16, 13, "#e2c08c")
            for i in range(8):
                p.rect(tx - tw / 2 - 4 + i * 16.4, y + 5, 8, 9, "#e2c08c")
        for _ in range(150):
            p.rect(r.uniform(tx - tw / 2, tx + tw / 2 - 16), r.uniform(150, gy - 130), r.uniform(7, 16), 3, r.choice([shade, "#d27c55"]), op=.5)
        p.circ(tx, 206, 44, "#e2c08c")
        p.circ(tx, 206, 37, "#fff1c8")
        p.glow(tx, 206, 110, GLOW, .55)
        for i in range(12):
            a = i * math.pi / 6
            p.line(tx + 30 * math.cos(a), 206 + 30 * math.sin(a), tx + 35 * math.cos(a), 206 + 35 * math.sin(a), INK, 3)
        p.line(tx, 206, tx - 14, 190, INK, 5, cap="round")
        p.line(tx, 206, tx + 3, 176, INK, 3.4, cap="round")
        for y, n in ((300, 2), (410, 2), (556, 2)):
            p.windows(tx - 46, y, 92, 84, n, 1, p=.6, arch=True, gx=.55, gy=.05)
        p.path("M%s %sV%sQ%s %s %s %sQ%s %s %s %sV%sZ" % tuple(map(f, (tx - 34, gy, gy - 66, tx - 34, gy - 110, tx, gy - 114, tx + 34, gy - 110, tx + 34, gy - 66, gy))), "#ffcf7c")
        cop = "#3f8077"
        p.poly([(tx - 66, 124), (tx - 50, 78), (tx - 30, 60), (tx - 30, 22), (tx - 38, 22), (tx, -40), (tx + 38, 22), (tx + 30, 22), (tx + 30, 60), (tx + 50, 78), (tx + 66, 124)], cop)
        p.poly([(tx + 14, 124), (tx + 12, 60), (tx + 12, 22), (tx + 4, -30), (tx + 38, 22), (tx + 30, 22), (tx + 30, 60), (tx + 50, 78), (tx + 66, 124)], "#28595a")
        p.windows(tx - 28, 24, 56, 36, 3, 1, lit=AMBER, p=1, gx=.5, gy=.1)
        # flag
        p.line(gx, top - 154, gx, top - 236, INK, 4)
        p.path("M%d %dq26 -12 44 0t40 -2v40q-20 10 -42 2t-42 0Z" % (gx, top - 232), "#24485a")
        p.path("M%d %dq26 -12 44 0t40 -2v12q-20 10 -42 2t-42 0Z" % (gx, top - 219), AMBER)
    with p.g(filter=p.stipple("#2b1620")):
        p.rect(476, 448, 677, 346, p.lin((0, "#000", .05), (.55, "#000", .1), (1, "#000", .52), x1=476, x2=1153, y1=0, y2=0))
        p.rect(-30, 480, 418, 312, p.lin((0, "#000", .5), (1, "#000", 0), x1=-30, x2=400, y1=0, y2=0))
    # square
    cam = Cam((0, 3.2, -4), focal=1050, cx=800, cy=640)
    p.rect(0, gy - 2, 1600, 280, p.lin((0, "#c98f66"), (.25, "#7d6f6c"), (1, "#22323f"), y1=gy, y2=1067))
    with p.g(filter=p.rough(3)):
        for i in range(44):
            z = 18 - i * .36
            for j in range(int(18 + z)):
                x = r.uniform(-13, 13) * (z + 5) / 15
                q, k = cam.at(x, 0, max(z, 2)), cam.scale(x, 0, max(z, 2))
                if q[1] > gy:
                    p.lens(q[0], q[1], k * .34, k * .055, r.choice(["#f2c48b", "#51626c", "#2b3c48", "#a37e6c"]), op="%.2f" % r.uniform(.25, .7))
        for xa, xb in ((-2.6, -9.2), (-1.3, -7.6)):
            p.poly(cam.bar((xa + 9, 0, 20), (xb + 5, 0, .5), .07), "#0f1b26", op=.85)
            p.poly(cam.bar((xa + 9.05, 0, 20), (xb + 5.05, 0, .5), .02), "#f5cf92", op=.8)
    for i in range(11):
        p.rect(481 + i * 61.2, gy, 50, 90, p.lin((0, "#ffc873", .6), (1, "#ffc873", 0), y1=gy, y2=gy + 90), style="mix-blend-mode:screen")
    with p.g(filter=p.rough(2, .05)):
        # fountain
        fx, fy = 1090, 880
        p.ell(fx, fy, 150, 26, "#16242f")
        p.ell(fx, fy - 12, 150, 26, "#5d6f74")
        p.ell(fx, fy - 14, 134, 20, "#2c5a66")
        p.lens(fx - 30, fy - 14, 160, 5, "#f2c48b", op=.7)
        p.poly([(fx - 18, fy - 14), (fx - 10, fy - 90), (fx + 10, fy - 90), (fx + 18, fy - 14)], "#3a4d56")
        p.ell(fx, fy - 92, 44, 9, "#4d6268")
        p.person(fx, fy - 96, 84, "#24404a", walk=False)
        for x, y, h, c, k in ((210, 880, 82, "#13222d", "#7c3229"), (262, 884, 78, "#13222d", "#2c5a66"), (486, 850, 60, "#1b2a35", "#1b2a35"), (640, 838, 54, "#1b2a35", "#803a30"), (668, 838, 52, "#1b2a35", "#1b2a35"), (830, 846, 58, "#1b2a35", "#31545e"), (930, 826, 46, "#22303a", "#22303a"), (1300, 850, 60, "#1b2a35", "#c08a50"), (1350, 930, 108, "#0f1b26", "#1d3a48"), (1410, 936, 112, "#0f1b26", "#8e3c2d"), (1490, 846, 56, "#1b2a35", "#1b2a35"), (740, 1000, 150, "#0c1620", "#17303f")):
            p.ell(x + h * .5, y, h * .6, h * .05, INK, op=.45)
            p.person(x, y, h, c, k, bag=r.random() < .3)
        for _ in range(26):
            x, y = r.gauss(420, 90), r.uniform(930, 1030)
            s = (y - 760) / 220
            p.ell(x, y, 11 * s, 6 * s, r.choice(["#4d6268", "#a9b0a6", "#2b3c48"]))
            p.circ(x + 9 * s, y - 6 * s, 3.6 * s, "#2b3c48")
        p.lamp(360, 905, 250, INK)
        p.lamp(1255, 905, 230, INK)
    for x, y, s in ((760, 150, .8), (820, 120, .6), (700, 190, .5), (330, 210, .6), (1130, 130, .5)):
        p.gull(x, y, s, "#14242f", r.uniform(-20, 20))
    p.finish()
    return p


SCENES = {"iron-bridge": iron_bridge, "town-hall": town_hall}
