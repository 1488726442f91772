"""Drawn busts: flat planes, light from the left, one colour of paper behind each."""
import math
from kit import *


def bust(w, h, seed, scale, cx, cy, s):
    p = Pic(w, h, seed)
    r = p.r
    bg, shape = s["bg"], s["shape"]
    p.rect(0, 0, w, h, p.lin((0, mix(bg, CREAM, .12)), (1, mix(bg, INK, .14))))
    with p.g(filter=p.rough(5, .02)):
        p.circ(w * s.get("sx", .62), h * .4, w * .43, shape, op=.55)
    with p.g(filter=p.stipple(mix(bg, INK, .45))):
        p.rect(0, 0, w, h, p.lin((0, "#000", 0), (.55, "#000", .1), (1, "#000", .5), x1=w * .1, y1=0, x2=w, y2=h))
    skin, sh = s["skin"], mix(s["skin"], "#5a2030", s.get("deep", .36))
    li = mix(skin, "#fff0d0", .38)
    W, J, C, t = s.get("W", 116), s.get("J", 92), s.get("chin", 168), s.get("turn", 14)
    hair, hd, hl = s["hair"], mix(s["hair"], INK, .42), mix(s["hair"], CREAM, .22)
    K = mix(INK, skin, .08)
    head = smooth([(-W, -40), (-W * .97, 24), (-J, 94), (-J * .56, 148), (t * .4, C), (J * .56, 148), (J, 94), (W * .97, 24), (W, -40), (W * .93, -118), (W * .55, -176), (0, -192), (-W * .55, -176), (-W * .93, -118)], True)
    style = s["style"]
    with p.g(filter=p.rough(2.6 * scale + .6, .03)), p.g(tr="translate(%s %s) scale(%s)" % (f(cx), f(cy), scale)):
        # hair behind the head
        if style in ("long", "wavy"):
            e = 34 if style == "wavy" else 14
            L = [(-W - 24, -90), (-W - 34 - e, 20), (-W - 26, 110), (-W - 44 - e, 200), (-W - 10, 290), (0, 310), (W + 14, 290), (W + 44 + e, 200), (W + 26, 110), (W + 36 + e, 20), (W + 24, -90), (60, -214), (-60, -214)]
            p.blob(L, hd)
            for k in range(6):
                x = -W - 30 + k * 9
                p.pl([(x, -40), (x - 14, 60), (x + 6, 150), (x - 8, 260)], hl, 3, True, op=.35)
        if style == "bob":
            p.blob([(-W - 20, -100), (-W - 34, 20), (-W - 26, 130), (-W + 30, 150), (W - 30, 150), (W + 26, 130), (W + 34, 20), (W + 20, -100), (60, -212), (-60, -212)], hd)
        if style == "mane":
            p.blob([(-W - 12, -100), (-W - 26, 20), (-W - 20, 120), (-W + 20, 180), (W - 20, 180), (W + 20, 120), (W + 26, 20), (W + 14, -100), (60, -206), (-60, -206)], hd)
        if style == "afro":
            for i in range(60):
                a = math.pi * (.86 + 1.28 * i / 59)
                d = 178 + r.uniform(-8, 12)
                p.circ(math.cos(a) * d * .98, -70 + math.sin(a) * d * .9, 44, hd)
            p.ell(0, -86, 178, 158, hd)
        if style == "bun":
            p.ell(16, -232, 62, 52, hd)
            p.ell(6, -238, 50, 42, hair)
            p.pl([(-34, -246), (0, -262), (44, -240)], hl, 4, True, op=.6)
        if style == "tied":
            p.blob([(W - 10, -60), (W + 44, 20), (W + 58, 120), (W + 30, 220), (W + 4, 250), (W - 12, 180), (W - 20, 60)], hd)
            for k in range(5):
                p.line(W + 8 + k * 3, 60 + k * 38, W + 46 - k * 4, 40 + k * 42, hl, 4, op=.5)
        # neck
        p.poly([(-58, 90), (-62, 210), (-120, 262), (130, 262), (66, 210), (60, 90)], sh)
        p.poly([(-58, 110), (-62, 210), (-110, 262), (-20, 262), (-30, 190)], skin)
        # clothes
        coat, coat2, shirt = s["coat"], mix(s["coat"], INK, .38), s["shirt"]
        cl = s["clothes"]
        body = smooth([(-58, 208), (-130, 236), (-250, 276), (-316, 350), (-352, 520), (-380, 900), (390, 900), (356, 520), (320, 350), (254, 276), (134, 236), (66, 208)])
        if cl in ("jacket", "uniform", "blazer", "cardigan"):
            p.poly([(-70, 206), (-100, 250), (-96, 900), (104, 900), (110, 250), (72, 206), (20, 262), (-16, 262)], shirt)
            p.poly([(8, 262), (20, 262), (72, 206), (110, 250), (104, 900), (8, 900)], mix(shirt, INK, .14))
            p.poly([(-60, 200), (-92, 250), (-40, 300), (0, 262)], mix(shirt, CREAM, .3))
            p.poly([(64, 200), (98, 250), (44, 300), (0, 262)], mix(shirt, INK, .2))
            if s.get("tie"):
                p.poly([(-18, 266), (18, 266), (24, 296), (44, 520), (0, 620), (-40, 520), (-22, 296)], s["tie"])
                p.poly([(4, 266), (18, 266), (24, 296), (44, 520), (0, 620)], mix(s["tie"], INK, .35))
                for k in range(6):
                    p.line(-30, 330 + k * 44, 34, 300 + k * 44, mix(s["tie"], CREAM, .5), 6, op=.7)
            p.path("M-66 204L-130 236Q-220 262 -264 288Q-330 350 -352 520L-380 900H-4Q-20 520 -76 300Z", coat)
            p.path("M70 204L134 236Q226 262 268 288Q336 350 356 520L390 900H-4Q20 520 82 300Z", coat2)
            if cl != "cardigan":
                p.poly([(-76, 204), (-132, 244), (-150, 356), (-104, 372), (-120, 400), (-6, 640), (-40, 430), (-74, 300)], mix(coat, CREAM, .13))
                p.poly([(78, 204), (136, 244), (156, 356), (108, 372), (126, 400), (2, 640), (44, 430), (80, 300)], mix(coat2, CREAM, .1))
            else:
                for k in range(7):
                    p.circ(-12, 420 + k * 70, 9, AMBER)
                for k in range(26):
                    x = -340 + k * 27
                    p.line(x * .7, 270 + abs(x) * .16, x, 900, mix(coat, INK, .3), 2, op=.35)
            if cl == "uniform":
                for k in range(2):
                    for sx in (-1, 1):
                        p.poly([(sx * 190, 262 + k * 22), (sx * 296, 306 + k * 22), (sx * 300, 318 + k * 22), (sx * 188, 275 + k * 22)], "#e8b45c")
                for k in range(4):
                    for sx in (-1, 1):
                        p.circ(sx * 62, 470 + k * 84, 13, "#e8b45c")
                        p.circ(sx * 62 - 3, 467 + k * 84, 6, CREAM, op=.8)
                p.path("M-230 420l20 -14l20 14l-8 24h-24Z", "#e8b45c")
                p.poly([(-14, 262), (14, 262), (18, 290), (30, 480), (0, 540), (-28, 480), (-18, 290)], INK)
        elif cl == "turtle":
            p.path(body + "Z", coat)
            p.path("M20 240Q200 250 262 280Q336 350 356 520L390 900H60Q100 500 20 240Z", coat2)
            p.blob([(-74, 128), (-84, 200), (-78, 248), (0, 266), (80, 248), (86, 200), (76, 128), (0, 172)], coat)
            p.blob([(10, 172), (76, 128), (86, 200), (80, 248), (20, 264)], coat2)
            for k in range(9):
                x = -70 + k * 17
                p.line(x, 168 + 10 * math.cos(x / 46), x * 1.05, 250, mix(coat, INK, .4), 2, op=.5)
        else:
            p.path(body + "Z", coat)
            p.path("M10 262Q200 250 262 280Q336 350 356 520L390 900H60Q110 500 10 262Z", coat2)
            p.poly([(-70, 204), (-104, 240), (0, 330), (110, 240), (72, 204), (0, 256)], sh)
            p.poly([(-70, 204), (-104, 240), (0, 330), (0, 256)], skin)
            if cl == "blouse":
                p.poly([(-74, 200), (-124, 234), (-110, 330), (0, 350), (-20, 300)], mix(coat, CREAM, .2))
                p.poly([(78, 200), (130, 234), (116, 330), (0, 350), (24, 300)], mix(coat2, CREAM, .08))
            if cl == "parka":
                p.poly([(-80, 190), (-140, 232), (-150, 330), (-60, 380), (-6, 900), (-60, 900), (-30, 300)], mix(coat, CREAM, .18))
                p.line(0, 350, 6, 900, INK, 5)
                for k in range(5):
                    p.rect(-8, 400 + k * 90, 18, 40, "#8a6a3c")
        if s.get("scarf"):
            q = s["scarf"]
            p.blob([(-96, 176), (-128, 226), (-104, 286), (0, 312), (110, 286), (132, 226), (98, 176), (0, 214)], q)
            p.blob([(6, 214), (98, 176), (132, 226), (110, 286), (20, 312)], mix(q, INK, .32))
            p.poly([(-60, 280), (20, 296), (10, 540), (-86, 520)], mix(q, INK, .12))
            for k in range(4):
                p.pl([(-110 + k * 8, 220 + k * 22), (-20, 260 + k * 12), (90, 226 + k * 20)], mix(q, CREAM, .35), 3, True, op=.6)
        if s.get("strap"):
            p.poly([(-250, 274), (-222, 264), (96, 900), (40, 900)], "#2b2028")
            p.poly([(-236, 268), (-230, 266), (72, 900), (60, 900)], AMBER)
            p.rect(70, 640, 210, 150, "#16202a")
            p.circ(176, 716, 62, "#2b3a44")
            p.circ(176, 716, 44, "#0f1720")
            p.circ(162, 700, 12, "#7fa5b0")
        # ears
        if style not in ("headscarf", "long", "wavy", "bob"):
            p.ell(-W - 4, 8, 20, 38, skin)
            p.ell(-W - 2, 10, 10, 22, sh)
            p.ell(W + 2, 8, 17, 36, sh)
        # head: light plane, then the shadow plane
        p.path(head, skin)
        with p.g(clip=head):
            p.path(smooth([(t + 44, -220), (t + 30, -120), (t + 4, -54), (t + 12, -20), (t + 14, 20), (t + 34, 54), (t + 16, 74), (t + 12, 96), (t + 24, 112), (t + 10, 140), (t + 16, 220)]) + "L240 220L240 -240Z", sh)
            p.path(smooth([(t + 48, 12), (t + 66, 34), (t + 92, 20), (t + 84, 62), (t + 52, 66)], True), mix(skin, sh, .45))
            p.ell(-62 + t, 52, 34, 24, mix(skin, "#d8503c", .4), op=.42)
            p.ell(-40, -120, 52, 34, li, op=.4)
            p.path(smooth([(-120, 60), (-96, 110), (-50, 152), (0, C + 4), (-20, 190), (-140, 170)], True), mix(skin, sh, .5), op=.45)
        p.path(smooth([(-60, 150), (0, C + 2), (60, 150), (62, 190), (0, 214), (-60, 186)], True), sh, op=.0)
        # beard under the features
        b = s.get("beard")
        if b:
            bc = s.get("beard_colour", hair)
            full = smooth([(-W + 2, 4), (-J - 8, 80), (-J * .8, 142), (-40, 186), (t * .5, 204 if b == "full" else 184), (44, 186), (J * .8, 142), (J + 8, 80), (W - 2, 4), (W - 22, 50), (t + 52, 74), (t + 18, 70), (t, 76), (t - 20, 70), (t - 56, 74), (-W + 24, 50)], True)
            if b in ("full", "trim"):
                p.path(full, bc)
                with p.g(clip=full):
                    p.rect(t + 12, -20, 200, 260, mix(bc, INK, .4))
                    for _ in range(40):
                        x, y = r.uniform(-110, 10), r.uniform(80, 180)
                        p.line(x, y, x + r.uniform(-5, 6), y + r.uniform(8, 18), mix(bc, CREAM, .35), 2, op=.5)
            else:
                with p.g(op=.28):
                    p.path(full, bc)
        # eyes
        ic = s.get("eyes", "#2c5a66")
        for e in (-1, 1):
            x, y = t + e * 47 - (3 if e < 0 else -1), -12
            dark = e > 0
            p.ell(x, y - 4, 34, 21, mix(sh, INK, .12) if dark else mix(skin, sh, .55), op=.55)
            p.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (x - 25, y + 2, x, y - 22, x + 25, y + 1, x, y + 15, x - 25, y + 2))), mix("#f7eedd", sh, .22 if dark else .02))
            p.circ(x + 2, y - 2, 10.5, ic)
            p.circ(x + 2, y - 2, 5.4, INK)
            p.circ(x - 2, y - 6, 3, "#fffaf0")
            p.path("M%s %sQ%s %s %s %s" % tuple(map(f, (x - 28, y + 3, x - 2, y - 25, x + 27, y))), stroke=K, sw=6 if s.get("lash") else 4.4, cap="round")
            if s.get("lash"):
                o = -28 if e < 0 else 27
                p.line(x + o, y + 1, x + o + e * 8, y - 7, K, 4, cap="round")
            p.path("M%s %sQ%s %s %s %s" % tuple(map(f, (x - 24, y - 17, x, y - 33, x + 25, y - 19))), stroke=mix(sh, INK, .25), sw=2.2, cap="round", op=.7)
            age = s.get("age", 40)
            if age > 38:
                p.path("M%s %sq22 14 44 2" % (f(x - 20), f(y + 18)), stroke=mix(sh, INK, .2), sw=2.2, op=.55)
            if age > 50:
                for k in (-1, 0, 1):
                    p.line(x + e * 34, y + k * 7, x + e * 46, y + k * 12 - 2, mix(sh, INK, .2), 2, op=.55)
            bw = s.get("brow", 8)
            p.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (x - e * 32, -46 + s.get("brow_in", 0), x - e * 4, -68, x + e * 36, -46, x - e * 2, -68 + bw * 1.5, x - e * 32, -46 + bw + s.get("brow_in", 0)))), s.get("brow_colour", hd))
        # nose
        n = s.get("nose", 1)
        p.path(smooth([(t + 6, -20), (t + 12, 20), (t + 26 * n, 52), (t + 18 * n, 68), (t + 2, 66), (t - 10, 70), (t - 18 * n, 62)]), stroke=mix(sh, INK, .3), sw=3, op=.55)
        p.path(smooth([(t - 20 * n, 62), (t - 10, 70), (t + 4, 72), (t + 22 * n, 68), (t + 28 * n, 54), (t + 16, 58), (t, 60)], True), mix(sh, INK, .12), op=.75)
        p.ell(t - 5, 44, 9, 13, li, op=.6)
        # mouth
        lip = s.get("lip", mix(skin, "#8e2f2c", .5))
        m, y = s.get("mouth", 40), 108
        if b in ("full", "trim"):
            m *= .9
        sm = s.get("smile", 5)
        p.path("M%s %sQ%s %s %s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (t - m, y - sm, t - 16, y - 13, t, y - 8, t + 16, y - 13, t + m, y - sm, t, y + 4 + sm * .6, t - m, y - sm))), mix(lip, INK, .22))
        p.path("M%s %sQ%s %s %s %sQ%s %s %s %sZ" % tuple(map(f, (t - m, y - sm, t, y + 4 + sm * .5, t + m, y - sm, t + 4, y + 26, t - m, y - sm))), lip)
        p.path("M%s %sQ%s %s %s %s" % tuple(map(f, (t - m - 3, y - sm - 1, t, y + 5 + sm * .5, t + m + 3, y - sm - 1))), stroke=mix(lip, INK, .6), sw=3.4, cap="round")
        p.lens(t - 6, y + 12, 30, 3, mix(lip, CREAM, .6), op=.6)
        p.path("M%s %sq20 10 40 0" % (f(t - 20), f(y + 34)), stroke=mix(sh, INK, .1), sw=4, op=.5, cap="round")
        if age > 44:
            for e in (-1, 1):
                p.path("M%s 62Q%s 84 %s 104" % (f(t + e * 30), f(t + e * 52), f(t + e * 54)), stroke=mix(sh, INK, .25), sw=2.6, op=.5)
        if age > 54:
            for k in (0, 1, 2):
                p.path("M%s %sQ%s %s %s %s" % tuple(map(f, (-58, -104 - k * 18, 0, -112 - k * 18, 62, -102 - k * 18))), stroke=mix(sh, INK, .15), sw=2, op=.4)
        if s.get("freckles"):
            for _ in range(34):
                x = r.uniform(-74, 74) + t
                p.circ(x, 26 + r.gauss(0, 11) + abs(x - t) * .1, r.uniform(1.4, 2.8), mix(skin, "#8a3f20", .6), op=.75)
        if b == "moustache":
            bc = s.get("beard_colour", hair)
            p.path(smooth([(t - 58, 104), (t - 40, 84), (t - 6, 78), (t + 8, 78), (t + 40, 84), (t + 60, 104), (t + 34, 106), (t + 4, 96), (t - 34, 106)], True), bc)
            p.path(smooth([(t + 4, 80), (t + 40, 84), (t + 60, 104), (t + 34, 106), (t + 4, 96)], True), mix(bc, INK, .28))
        if b in ("full", "trim"):
            bc = s.get("beard_colour", hair)
            p.path(smooth([(t - 52, 100), (t - 30, 82), (t, 80), (t + 32, 82), (t + 54, 100), (t + 28, 96), (t, 92), (t - 26, 96)], True), mix(bc, INK, .15))
        # hair in front
        if style == "bob":
            p.blob([(-W - 22, -60), (-W - 26, -140), (-80, -216), (10, -226), (90, -208), (W + 26, -130), (W + 22, -20), (W + 26, 60), (W - 2, 90), (W - 14, 0), (W - 24, -70), (60, -120), (-10, -140), (-44, -134), (-80, -90), (-W + 8, -10), (-W + 6, 90), (-W - 24, 80)], hair)
            p.blob([(20, -222), (90, -208), (W + 26, -130), (W + 22, -20), (W + 26, 60), (W - 2, 90), (W - 14, 0), (W - 24, -70), (66, -124), (30, -170)], hd)
            for k in range(7):
                p.pl([(-30 + k * 5, -214), (-70 - k * 5, -160), (-W - 4 + k * 3, -60), (-W - 14 + k * 3, 50)], hl, 3, True, op=.6)
        elif style in ("long", "wavy"):
            p.blob([(-W - 22, -30), (-W - 24, -130), (-90, -212), (-10, -228), (80, -216), (W + 22, -130), (W + 24, -20), (W + 6, 60), (W - 8, -20), (W - 24, -90), (54, -146), (6, -176), (-34, -140), (-84, -90), (-W + 4, -10), (-W - 4, 70)], hair)
            p.blob([(6, -226), (80, -216), (W + 22, -130), (W + 24, -20), (W + 6, 60), (W - 8, -20), (W - 24, -90), (54, -146), (6, -176)], hd)
            for k in range(7):
                p.pl([(0, -218), (-60 - k * 5, -190 + k * 4), (-W - 6 + k * 4, -90), (-W - 14 + k * 4, 10)], hl, 3, True, op=.5)
        elif style == "mane":
            p.blob([(-W - 16, 40), (-W - 24, -90), (-90, -200), (0, -222), (90, -204), (W + 22, -100), (W + 16, 40), (W - 4, -30), (W - 20, -96), (40, -150), (-20, -130), (-70, -146), (-W + 14, -80), (-W + 4, -10)], hair)
            p.blob([(20, -220), (90, -204), (W + 22, -100), (W + 16, 40), (W - 4, -30), (W - 20, -96), (40, -150)], hd)
            for k in range(6):
                p.pl([(10, -210), (-50 - k * 8, -190 + k * 6), (-W + k * 4, -100), (-W - 8 + k * 3, 0)], hl, 3, True, op=.4)
        elif style == "side":
            p.blob([(-W - 10, -20), (-W - 14, -110), (-W + 6, -176), (-60, -222), (30, -232), (104, -206), (W + 16, -130), (W + 8, -20), (W - 6, -60), (W - 16, -110), (70, -140), (0, -146), (-60, -150), (-80, -122), (-W + 10, -84)], hair)
            p.blob([(40, -230), (104, -206), (W + 16, -130), (W + 8, -20), (W - 6, -60), (W - 16, -110), (60, -140)], hd)
            for k in range(6):
                p.pl([(-78 + k * 6, -150 - k * 6), (-20 + k * 8, -196 - k * 3), (60 + k * 6, -196 + k * 4)], hl, 3, True, op=.55)
        elif style == "crop":
            p.blob([(-W - 4, -40), (-W - 6, -120), (-70, -198), (0, -208), (76, -198), (W + 8, -120), (W + 4, -40), (W - 12, -100), (60, -140), (0, -148), (-62, -140), (-W + 12, -100)], hair)
            p.blob([(20, -207), (76, -198), (W + 8, -120), (W + 4, -40), (W - 12, -100), (60, -140), (26, -148)], hd)
        elif style == "curly":
            for i in range(90):
                a = math.pi * (1.0 + r.random())
                d = r.uniform(.84, 1.1)
                x, y = math.cos(a) * (W + 8) * d, -84 + math.sin(a) * 124 * d
                if y < -108 or abs(x) > W - 12:
                    p.circ(x, y, r.uniform(14, 25), mix(hair if x < 30 else hd, hl, r.random() * .4))
            for i in range(30):
                x = r.uniform(-W, W * .6)
                y = -84 - 112 * math.sqrt(max(0, 1 - (x / (W + 12)) ** 2)) + r.uniform(0, 30)
                p.path("M%s %sq8 -12 16 0" % (f(x), f(y)), stroke=hl, sw=3, op=.7)
        elif style == "afro":
            for i in range(44):
                a = math.pi * (1.06 + .88 * i / 43)
                x, y = math.cos(a) * W * 1.04, -70 + math.sin(a) * 108
                p.circ(x, y, r.uniform(24, 34), hair if x < 20 else hd)
            for i in range(60):
                a, d = math.pi * (.95 + .75 * r.random()), r.uniform(120, 176)
                p.circ(math.cos(a) * d, -74 + math.sin(a) * d * .88, r.uniform(3, 8), hl, op=.4)
        elif style in ("bun", "tied"):
            p.blob([(-W - 8, -20), (-W - 10, -120), (-70, -204), (10, -218), (84, -202), (W + 12, -120), (W + 8, -20), (W - 10, -90), (70, -142), (10, -166), (-50, -148), (-W + 12, -90)], hair)
            p.blob([(20, -217), (84, -202), (W + 12, -120), (W + 8, -20), (W - 10, -90), (70, -142), (20, -164)], hd)
            for k in range(8):
                p.pl([(-W + 4 + k * 14, -86 - k * 9), (-80 + k * 16, -160 - k * 5), (0 + k * 5, -208)], hl, 2.6, True, op=.5)
            if style == "tied":
                p.pl([(-W + 2, -80), (-W - 18, -20), (-W - 6, 50)], hair, 6, True, cap="round")
        elif style == "bald":
            for e in (-1, 1):
                c = hair if e < 0 else mix(hair, INK, .3)
                p.blob([(e * (W - 12), -84), (e * (W + 10), -90), (e * (W + 26), -30), (e * (W + 20), 40), (e * (W + 2), 30), (e * (W - 2), -30)], c)
            p.ell(-46, -150, 34, 16, "#fff6e0", op=.5, tr="rotate(-24 -46 -150)")
        elif style == "headscarf":
            q = s["scarf_head"]
            qd, ql = mix(q, INK, .36), mix(q, CREAM, .3)
            ring = smooth([(-W - 2, 10), (-W - 30, -60), (-W - 16, -160), (-60, -228), (10, -240), (80, -226), (W + 26, -150), (W + 34, -40), (W + 22, 60), (W + 36, 170), (150, 280), (60, 350), (-30, 356), (-140, 300), (-W - 40, 180), (-W - 24, 80)], True)
            hole = smooth([(-W + 8, -30), (-W + 14, 40), (-J + 6, 96), (-J * .5, 146), (t * .4, C - 2), (J * .54, 146), (J - 4, 96), (W - 14, 36), (W - 8, -40), (W - 22, -110), (50, -148), (0, -156), (-54, -146), (-W + 24, -104)], True)
            p.path(ring + hole, q, fill_rule="evenodd")
            half = "M%s -240L400 -240V420H%sQ%s 260 %s 170L%s -150Z" % (f(t + 20), f(t - 30), f(t + 30), f(t + 6), f(t + 20))
            with p.g(clip=half):
                p.path(ring + hole, qd, fill_rule="evenodd")
            for k in range(5):
                p.pl([(-W - 22 + k * 6, -60), (-W - 14 + k * 5, 60), (-90 + k * 12, 180), (20 + k * 12, 230 + k * 16)], ql if k % 2 else qd, 3.4, True, op=.55)
            p.pl([(-W + 6, -100), (-54, -158), (0, -168), (50, -160), (W - 16, -116)], ql, 4, True, op=.6)
            p.path("M-150 210Q-20 300 140 190Q150 240 60 330Q-60 350 -150 210Z", mix(q, INK, .15))
            for k in range(3):
                p.path("M-140 %dQ-10 %d 130 %d" % (230 + k * 22, 310 + k * 16, 214 + k * 26), stroke=ql, sw=3, op=.45)
        elif style == "beanie":
            p.blob([(-W - 4, 0), (-W - 8, -60), (-W + 8, -90), (-W + 8, -20)], hair)
            p.blob([(W + 4, 0), (W + 8, -60), (W - 8, -90), (W - 10, -20)], hd)
            q = s["cap"]
            p.blob([(-W - 18, -96), (-W - 12, -190), (-70, -250), (6, -264), (84, -248), (W + 18, -186), (W + 20, -96), (0, -84)], q)
            p.blob([(30, -260), (84, -248), (W + 18, -186), (W + 20, -96), (44, -88)], mix(q, INK, .35))
            for k in range(11):
                x = -W + 4 + k * 23
                p.pl([(x, -110), (x * .86, -200), (x * .4 + 4, -256)], mix(q, INK, .3), 3, True, op=.5)
            p.blob([(-W - 24, -74), (-W - 20, -124), (0, -128), (W + 24, -124), (W + 28, -74), (0, -84)], mix(q, CREAM, .16))
            p.blob([(30, -128), (W + 24, -124), (W + 28, -74), (36, -82)], mix(q, INK, .2))
        # glasses, earrings
        g = s.get("glasses")
        if g:
            for e in (-1, 1):
                x = t + e * 50
                if g == "round":
                    p.circ(x, -8, 39, "#fff6e0", op=.16)
                    p.circ(x, -8, 39, "none", stroke=s.get("frame", INK), sw=5)
                else:
                    p.path("M%s -38h78q4 0 3 8l-6 34q-4 20 -36 20t-36 -20l-6 -34q-1 -8 3 -8Z" % f(x - 39), "#fff6e0", op=.16)
                    p.path("M%s -38h78q4 0 3 8l-6 34q-4 20 -36 20t-36 -20l-6 -34q-1 -8 3 -8Z" % f(x - 39), stroke=s.get("frame", INK), sw=8)
                p.line(x - 22, -26, x - 4, -30, CREAM, 4, op=.7, cap="round")
            p.path("M%s -18q10 -10 20 0" % f(t - 10), stroke=s.get("frame", INK), sw=6)
            p.line(t - 89, -18, -W - 2, -14, s.get("frame", INK), 6)
            p.line(t + 89, -18, W + 2, -14, s.get("frame", INK), 6)
        if s.get("earring"):
            for e in (-1, 1):
                if s["earring"] == "hoop":
                    p.circ(e * (W + 6), 74, 24, "none", stroke="#e8b45c", sw=6)
                else:
                    p.circ(e * (W + 4), 54, 10, "#f7eedd")
        if s.get("brooch"):
            p.circ(-176, 380, 20, "#e8b45c")
            p.circ(-176, 380, 11, "#24485a")
        # rim of light on the left shoulder
        p.pl([(-132, 240), (-252, 280), (-316, 352), (-350, 520)], mix(s["coat"], CREAM, .55), 5, True, op=.7, cap="round")
    with p.g(filter=p.stipple(mix(sh, INK, .55), k=4)), p.g(tr="translate(%s %s) scale(%s)" % (f(cx), f(cy), scale)):
        with p.g(clip=head):
            p.rect(t + 20, -200, 220, 420, p.lin((0, "#000", 0), (1, "#000", .46), x1=t + 10, x2=W, y1=0, y2=0))
        p.path("M10 300Q200 250 262 280Q336 350 356 520L390 900H20Z", p.lin((0, "#000", 0), (1, "#000", .45), x1=20, x2=380, y1=0, y2=0))
    p.finish(grain=.08, mottle=.26, vignette=.22)
    return p


P = {
    "portrait-brandt": dict(bg="#2c5a66", shape="#4b8087", skin="#e3b594", hair="#cfc9bd", style="bob", coat="#b2432d", shirt=CREAM, clothes="blazer", age=58, earring="pearl", lip="#a8433c", lash=1, eyes="#3d6a78", brow_colour="#8a8378", brooch=1, smile=6, seed=301, W=112, J=86),
    "portrait-falk": dict(bg="#d9a155", shape="#f0c987", skin="#e0ac86", hair="#8a5f34", style="side", coat="#22384a", shirt="#dfe5e0", clothes="jacket", age=45, beard="stubble", beard_colour="#4a3020", turn=-10, sx=.36, eyes="#4a6a50", brow=10, brow_in=4, smile=-1, mouth=38, seed=302, W=118, J=102, chin=176),
    "portrait-bensaid": dict(bg="#9dbdba", shape="#d6dfd3", skin="#b9825c", hair="#3d3634", style="curly", coat="#d08a34", shirt=NAVY, clothes="parka", scarf="#24485a", age=52, beard="trim", beard_colour="#5a504a", glasses="round", frame="#3a2a24", eyes="#3d2a20", nose=1.12, smile=6, seed=303),
    "portrait-storm": dict(bg="#d8693a", shape="#f0a058", skin="#e6b898", hair="#d9b26a", style="tied", coat="#1b2f45", shirt=CREAM, clothes="uniform", age=43, freckles=1, eyes="#4b8087", brow_colour="#8a6434", turn=-14, sx=.36, smile=2, lash=1, lip="#b0564a", seed=304, W=112, J=90),
    "staff-ines-calder": dict(bg="#e9c792", shape="#f6ebd2", skin="#c99470", hair="#8f8a86", style="crop", coat="#16293a", shirt=CREAM, clothes="blouse", scarf="#d79a3d", glasses="square", age=61, lip="#a23c3a", lash=1, eyes="#3d2a20", earring="pearl", seed=311, W=110, J=84),
    "staff-tomas-rehn": dict(bg="#4b8087", shape="#8fb3b0", skin="#edc3a0", hair="#a8552c", style="side", coat="#5d7350", shirt="#e9dcc0", clothes="jacket", age=29, freckles=1, eyes="#5d7350", turn=12, smile=8, seed=312, W=110, J=86),
    "staff-maud-okafor": dict(bg="#b2432d", shape="#d8744c", skin="#7a4a34", deep=.5, hair="#1d1718", style="afro", coat="#e0a53f", shirt=CREAM, clothes="blouse", age=42, earring="hoop", eyes="#2b1a14", lip="#8e2f34", lash=1, nose=1.2, smile=6, turn=-10, sx=.38, seed=313, W=112, J=88),
    "staff-piet-lindqvist": dict(bg="#75864f", shape="#a9b27c", skin="#e3b096", hair="#e9e3d6", style="bald", coat="#6a282d", shirt="#dfe5e0", clothes="cardigan", tie="#24485a", age=63, beard="moustache", beard_colour="#e3dccd", glasses="round", frame="#8a6434", brow_colour="#cfc8ba", eyes="#4b8087", seed=314, W=120, J=100),
    "staff-salma-rahimi": dict(bg="#e5a48b", shape="#f3cdb4", skin="#cc9670", hair="#2b201c", style="headscarf", scarf_head="#2c6a74", coat="#24384a", shirt=CREAM, clothes="blouse", age=33, eyes="#3d2418", lash=1, lip="#a8484a", brow=9, smile=7, turn=-12, sx=.38, seed=315, W=112, J=84),
    "staff-yegor-sorin": dict(bg="#9a9a8c", shape="#c9c5b0", skin="#dca884", hair="#3a2a26", style="mane", coat="#1a2028", shirt=INK, clothes="turtle", age=49, beard="full", eyes="#4a5a4a", brow=11, brow_in=3, smile=1, seed=316),
    "staff-nadia-haddad": dict(bg="#24485a", shape="#3d7080", skin="#d6a480", hair="#221a1c", style="wavy", coat="#c2623c", shirt="#f3e3bd", clothes="blazer", age=44, eyes="#3a2a1c", lash=1, lip="#a23c3a", brow=9, smile=5, turn=12, seed=317, W=110, J=84),
    "staff-jonas-weil": dict(bg="#f0b054", shape="#f8d594", skin="#e2b08c", hair="#6a4a34", style="beanie", cap="#b2432d", coat="#2f4a52", shirt=INK, clothes="turtle", strap=1, age=37, beard="trim", beard_colour="#7d573a", eyes="#3d6a78", smile=7, turn=-10, sx=.4, seed=318),
}


def maker(key, s):
    if key.startswith("staff"):
        return lambda: bust(600, 600, s["seed"], .78, 300, 292, s)
    return lambda: bust(800, 1000, s["seed"], 1.12, 400, 430, s)


SCENES = {k: maker(k, v) for k, v in P.items()}
