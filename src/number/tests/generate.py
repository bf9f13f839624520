"""Writes the tables of independently computed values: python3 generate.py FOLDER (needs mpmath).

A line is `function | arguments | value`; an argument is `p/q` or `p/q,p/q` (real and imaginary part), a value has 50
digits.
"""
import sys
from fractions import Fraction as Q
from mpmath import mp, mpf, mpc
import mpmath as m

mp.dps = 70
folder = sys.argv[1]


def number(text):
    parts = [Q(part) for part in text.split(",")]
    values = [mpf(part.numerator) / part.denominator for part in parts]
    return values[0] if len(values) == 1 else mpc(*values)


def show(value):
    value = mp.mpmathify(value)
    def digits(x):
        return "0" if x == 0 else m.nstr(x, 50, min_fixed=1, max_fixed=0)
    if isinstance(value, mpc):
        return digits(value.real) + "," + digits(value.imag)
    return digits(value)


def table(name, rows):
    with open(f"{folder}/{name}.txt", "w") as out:
        for function, body, cases in rows:
            for case in cases:
                arguments = case.split()
                try:
                    value = body(*[number(a) for a in arguments])
                except Exception as error:
                    print("skipped", function, case, error)
                    continue
                print(f"{function} | {' '.join(arguments)} | {show(value)}", file=out)


REAL = "1 -1 1/2 -7/3 1/3 22/7 100 -100/7 1/1000000 -1/1000000000000 1000001/1000000 355/113 12345678/11 1/123456789012345678901234567890".split()
UNIT = "1/2 -1/3 999999/1000000 -1/1000000 1/1000000000000000000000 1 -1 7/10".split()
POSITIVE = "1 2 1/2 1/3 22/7 1000000 1/1000000 1000001/1000000 999999/1000000 10000000000000000000000".split()
PLANE = "1,1 -1,1 1/2,-3/4 -7/3,2/5 1/3,-1/1000000 -5,1/1000 0,1/2 0,-3/2 10,7 -1/100,-1/100 3/5,4/5 1/1000000000,1/1000000000".split()


def elementary():
    both = [
        ("exp", m.exp, "1 -1 1/2 -7/3 22/7 100 -1000/7 1/1000000 -1/1000000000000 1/123456789012345678901234567890 20000".split() + PLANE),
        ("sin", m.sin, REAL + PLANE), ("cos", m.cos, REAL + PLANE), ("tan", m.tan, REAL[:9] + PLANE),
        ("sinh", m.sinh, REAL[:10] + PLANE), ("cosh", m.cosh, REAL[:10] + PLANE), ("tanh", m.tanh, REAL[:12] + PLANE),
        ("atan", m.atan, REAL + [z for z in PLANE if z != "0,-3/2"]),
        ("asinh", m.asinh, REAL + [z for z in PLANE if z != "0,-3/2"]),
        ("asin", m.asin, UNIT + PLANE), ("acos", m.acos, [x for x in UNIT if x not in ("1",)] + PLANE),
        ("atanh", m.atanh, [x for x in UNIT if abs(Q(x)) < 1] + PLANE),
        ("acosh", m.acosh, POSITIVE[:2] + ["22/7", "1000001/1000000"] + PLANE),
        ("log", m.log, POSITIVE + ["-1", "-22/7"] + PLANE),
        ("log1p", m.log1p, ["1/1000000", "-1/2", "5", "1/100000000000000000000000000"] + PLANE),
        ("expm1", m.expm1, ["1/1000000", "-1/2", "5", "1/100000000000000000000000000", "-20"] + PLANE),
        ("sqrt", m.sqrt, POSITIVE + ["-1", "-22/7", "0"] + PLANE),
        ("sinc", m.sinc, REAL + PLANE),
    ]
    table("elementary", both + [
        ("pow", m.power, [f"{x} {y}" for x in POSITIVE[1:7] for y in ("3", "-2", "1/2", "-5/2", "1/3", "22/7", "1/3,2/5")]
         + [f"{x} {y}" for x in PLANE[:8] for y in ("3", "-4", "1/2", "1/3", "-1/2,2/3")]),
        ("atan2", m.atan2, "1 1,-1 1,1 -1,-1 -1,0 -1,5/3 0,-1/7 0,1/1000000 -1,22/7 1000".split(",")),
        ("sinpi", m.sinpi, "1/3 7/2 100001/7 1/4,1/3 -5/3,2".split()), ("cospi", m.cospi, "1/3 7/2 100001/7 1/4,1/3 -5/3,2".split()),
    ])


GAMMA = "1/2 1/3 -1/2 -7/3 5 22/7 100/3 -41/2 1/1000000 -1999999/1000000 1000001/1000000 300/7 1000/3".split()
GAMMA_PLANE = "1,1 -1,1 1/2,-3/4 -7/3,2/5 1/3,-1/1000000 0,1/2 10,7 -20,3 3,60 1/2,-200 -1/100,-1/100".split()


def falling(z, k):
    return m.gamma(z + 1) / m.gamma(z - k + 1)


def gamma():
    table("gamma", [
        ("gamma", m.gamma, GAMMA + GAMMA_PLANE),
        ("rgamma", m.rgamma, GAMMA + ["0", "-3"] + GAMMA_PLANE),
        ("loggamma", m.loggamma, GAMMA + GAMMA_PLANE + ["100000", "1,1000"]),
        ("digamma", m.digamma, GAMMA + GAMMA_PLANE + ["100000", "1,1000"]),
        ("polygamma", lambda n, z: m.polygamma(int(n), z), [f"{k} {z}" for k in (1, 2, 5) for z in "1 1/3 -7/3 22/7 1,1 -7/3,2/5 0,1/2 40,3".split()]),
        ("beta", m.beta, ["1/2 1/3", "-1/2 7/3", "3 5", "1,1 1/2,-3/4", "22/7 100"]),
        ("rising", m.rf, ["1/2 5", "-7/3 4", "1/3 22/7", "1,1 1/2", "3 0"]),
        ("falling", falling, ["1/2 5", "-7/3 4", "1/3 22/7", "1,1 1/2"]),
        ("binomial", m.binomial, ["5 2", "1/2 3", "-1/2 4", "22/7 1/3", "1,1 2", "-7/3 1/2"]),
        ("fac2", m.fac2, ["5", "8", "1/2", "-1/3", "1,1"]),
        ("bernpoly", lambda n, x: m.bernpoly(int(n), x), ["0 1/3", "1 1/3", "5 22/7", "12 -1/2", "8 1,1"]),
    ])


def zeta():
    points = "2 3 1/2 -1/2 22/7 11/10 -13/2 -25/3 50 0 -3 1/2,14 -1/2,3 3,-20 -15/2,2".split()
    table("zeta", [
        ("zeta", m.zeta, points),
        ("hurwitz", m.zeta, [f"{s} {a}" for s in "2 3 1/2 -1/2 22/7 -3 0 1/2,3 -5/2,1".split() for a in "1/3 5/2 20".split()]
         + ["2 1,1", "1/2 1/3,2", "3 5/2,-1", "-1/2 2,1", "1/2,3 1,1"]),
        ("zetader", lambda s, r: m.zeta(s, 1, int(r)), ["2 1", "-1 1", "0 1", "1/2 1", "3 2", "1/2,5 1"]),
        ("hurwitzder", lambda s, a, r: m.zeta(s, a, int(r)), ["2 1/3 1", "-1 5/2 1", "0 1/3 1", "1/2 22/7 2"]),
        ("stieltjes", lambda n: m.stieltjes(int(n)), "0 1 2 3 5".split()),
        ("stieltjesa", lambda n, a: m.stieltjes(int(n), a), ["0 1/3", "1 1/2", "2 5/2"]),
        ("eta", m.altzeta, "1 2 1/2 -1/2 0 1/2,3".split()),
        ("catalan", lambda x: +m.catalan, ["0"]), ("glaisher", lambda x: +m.glaisher, ["0"]), ("euler", lambda x: +m.euler, ["0"]),
    ])


if __name__ == "__main__":
    wanted = sys.argv[2:] or ["elementary", "gamma", "zeta"]
    for name in wanted:
        globals()[name]()
