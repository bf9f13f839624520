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


def hypergeometric():
    gauss = "1/2 1/3 7/5", "1/2 1/2 1", "1 1 2", "1/3 -3 5/2", "1,1 1/2 7/3", "1/4 3/4 5/4", "2 3 4"
    where = "1/5 -1/2 9/10 -7 1/2,1/3 -3,2 99/100 3/2,1/5".split()
    table("hypergeometric", [
        ("2F1", m.hyp2f1, [f"{p} {z}" for p in gauss for z in where]),
        ("1F1", m.hyp1f1, [f"{p} {z}" for p in ("1/2 3/2", "1 2", "-3 5/2", "1,1 1/3") for z in "1/3 -20 30 1,1 0,40".split()]),
        ("0F1", m.hyp0f1, ["1/2 1/3", "2 -50", "1,1 3,4"]),
        ("3F2", m.hyp3f2, ["1/2 1/3 1 3/2 5/2 1/3", "1 1 1 2 2 -1/2", "1 1,1 2 3 1/2 1/4,1/4", "-4 1 1 1/2 2 3"]),
        ("1F1r", lambda a, b, z: m.hyp1f1(a, b, z) * m.rgamma(b), ["1/2 3/2 1/3", "1 7/3 -2"]),
        ("1F1rpole", lambda a, b, z: a * (a + 1) * z**2 / 2 * m.hyp1f1(a + 2, 3, z), ["1/2 -1 1/3"]),
        ("U", m.hyperu, ["1/2 1/3 2", "1 1 1/2", "1/2 2 3", "-2 1/3 5", "1,1 1 2", "1/3 0 20", "2 5/2 1,1"]),
        ("erf", m.erf, "1/2 -3 1/1000000 5 1,1 -2,3 0,2 10,1".split()),
        ("erfc", m.erfc, "1/2 -3 5 15 1,1 2,3 0,2".split()),
        ("erfi", m.erfi, "1/2 3 1,1".split()),
        ("upper", m.gammainc, ["1/2 1/3", "3 7", "0 1", "-1 1/2", "-2 3", "1/3 40", "1,1 2", "5/2 1,2", "-1/2 2", "1 300"]),
        ("lower", lambda s, z: m.gammainc(s, 0, z), ["1/2 1/3", "3 7", "1/3 40", "1,1 2", "5/2 1,2"]),
        ("betainc", lambda x, a, b: m.betainc(a, b, 0, x), ["1/3 1/2 3", "9/10 2 5/2", "1/2 1/3 1/4", "1/5 1,1 2"]),
        ("betareg", lambda x, a, b: m.betainc(a, b, 0, x, regularized=True), ["1/3 1/2 3", "9/10 2 5/2", "1/2 1/3 1/4"]),
    ])


def bessel():
    cases = [f"{n} {z}" for n in "0 1 -2 1/2 -1/3 7/2 5 1,1".split() for z in "1/3 2 10 30 1,2 -1,3".split()]
    jy = [f"{n} {z}" for n in ("0", "1/2", "-2", "-1/3") for z in ("1/3", "2", "1,2")]
    table("bessel", [
        ("J", m.besselj, cases), ("Y", m.bessely, jy), ("I", m.besseli, cases), ("K", m.besselk, jy),
        ("J2", lambda n, z: m.diff(lambda t: m.besselj(n, t), z, 2), ["0 2", "1/3 5", "2 1,1"]),
        ("K1", lambda n, z: m.diff(lambda t: m.besselk(n, t), z, 1), ["0 2", "1/3 5", "2 1,1"]),
        ("Ai", m.airyai, "0 1/2 -7/2 5 1,2 -3,1".split()), ("Bi", m.airybi, "0 1/2 -7/2 5 1,2".split()),
        ("Ai1", lambda z: m.airyai(z, derivative=1), "0 1/2 -7/2 5 1,2".split()),
        ("Bi3", lambda z: m.airybi(z, derivative=3), "1/2 -7/2 1,2".split()),
        ("P", m.legendre, ["0 1/3", "3 1/2", "10 -7/3", "1/2 1/3", "7 1,1", "-4 2"]),
        ("T", m.chebyt, ["0 1/3", "3 1/2", "10 -7/3", "7 1,1", "1/2 1/3", "-4 2"]),
        ("Ucheb", m.chebyu, ["0 1/3", "3 1/2", "10 -7/3", "7 1,1", "1/2 1/3", "-4 2"]),
        ("P2", lambda n, z: m.diff(lambda t: m.legendre(n, t), z, 2), ["3 1/2", "5 1,1"]),
        ("H", m.hermite, ["0 1/3", "3 1/2", "10 -7/3", "1/2 1/3", "7 1,1", "-2 1"]),
        ("F", m.coulombf, ["0 1/2 3", "1 -1 5", "1/2 2 1"]),
    ])


def turned_rj(x, y, z, p):
    """3/2 int dt / (sqrt(t+x) sqrt(t+y) sqrt(t+z) (t+p)) along the ray that stays off the cuts, closed from above."""
    angles = [m.arg(v) for v in (x, y, z, p) if v != 0]
    turn = m.expj((max(angles) + min(angles)) / 2)
    f = lambda r: turn / (m.sqrt(turn * r + x) * m.sqrt(turn * r + y) * m.sqrt(turn * r + z) * (turn * r + p))
    # r = e^s, so that the ends are regular.
    g = lambda s: f(m.exp(s)) * m.exp(s)
    return 3 * m.quad(g, range(-400, 260, 4)) / 2


def elliptic():
    with_branch = "1 0,1 2,1 -1,1/1000".split()
    table("elliptic", [
        ("agm", m.agm, ["1 1/2", "1 1/1000000000000", "3 22/7", "1 1,1", "1 -1,1/100", "2,1 0,3"]),
        ("K", m.ellipk, "0 1/2 -3 999999/1000000 1,1 -100 2,-1/3".split()),
        ("E", m.ellipe, "0 1/2 -3 1 999999/1000000 1,1 -100 2,-1/3".split()),
        ("Pi", m.ellippi, ["1/3 1/2", "-2 1/2", "1/2 -5", "-1/3 0", "1/2,1/3 1/4"]),
        ("Fi", m.ellipf, ["1/2 1/3", "3 1/2", "-7 -2", "1,1 1/2", "1/1000 9/10"]),
        ("Ei", m.ellipe, ["1/2 1/3", "3 1/2", "-7 -2", "1,1 1/2", "1/1000 9/10"]),
        ("Pii", m.ellippi, ["1/3 1/2 1/3", "-2 1 1/2", "1/2 5 -2"]),
        ("RF", m.elliprf, ["1 2 3", "0 1 2", "1,1 2 1,-1", "1/3 0,1 5", "0 1,1 3", "1 1 1"]),
        ("RC", m.elliprc, ["1 2", "0 1/3", "2 1,1", "3 1/1000"]),
        ("RD", m.elliprd, ["1 2 3", "0 1 2", "1,1 2 1,-1", "3 2 1/10", "0 0,1 2"]),
        ("RJ", m.elliprj, ["1 2 3 4", "0 1 2 1/3", "1,1 2 1,-1 3", "1 1 1 1", "1 2 3 0,1"]),
        ("RJ", turned_rj, ["0 -1 1 1", "0 -1 -1 -1", "1 1 -1 -1", "1 -1 -1 1", "1 -1 -1 -1", "2 -3 0,1 -1,1", "-1,1 2 1,1 -1/2,1", "-2,-1 1,-1 1/3 -1,-3"]),
        ("RG", m.elliprg, ["1 2 3", "0 1 2", "0 0 5", "1,1 2 1,-1", "1 1 1"]),
        ("W", lambda z, k: m.lambertw(z, int(k)), ["1 0", "1/2 0", "-1/3 0", "-1/3 -1", "-1/100 -1", "1000000 0", "1,1 0", "-1,1 0", "-1,-1/10 0",
            "1 1", "1 -1", "-5,2 2", "1/3,-1/7 -3", "-1/2,1/1000 0", "-3/8 0", "-2 0", "-2 1", "-36/100 -1"]),
    ])


def theta():
    points = ["0,1", "0,1/3", "1/3,1/2", "-2/5,3", "1/2,1/10"]
    def jt(j, z, tau, r=0):
        return m.jtheta(int(j), m.pi * z, m.exp(1j * m.pi * tau), int(r)) * m.pi**int(r) if r else m.jtheta(int(j), m.pi * z, m.exp(1j * m.pi * tau))
    q = lambda tau: m.exp(2j * m.pi * tau)
    eta = lambda tau: m.exp(1j * m.pi * tau / 12) * m.qp(q(tau))
    def eis(k, tau):
        k = int(k)
        return 1 - 2 * k / m.bernoulli(k) * sum(n**(k - 1) * q(tau)**n / (1 - q(tau)**n) for n in range(1, 600))
    def wp_sum(z, tau):
        # sum over rows: pi^2 / sin^2
        total = (m.pi / m.sin(m.pi * z))**2 - m.pi**2 / 3
        for n in range(1, 80):
            total += (m.pi / m.sin(m.pi * (z + n * tau)))**2 + (m.pi / m.sin(m.pi * (z - n * tau)))**2 - 2 * (m.pi / m.sin(m.pi * n * tau))**2
        return total
    def wzeta(z, tau):
        e2 = eis(2, tau)
        total = m.pi**2 / 3 * e2 * z + m.pi * m.cot(m.pi * z)
        for n in range(1, 80):
            total += m.pi * (m.cot(m.pi * (z + n * tau)) + m.cot(m.pi * (z - n * tau)))
        return total
    def wsigma(z, tau):
        value = m.exp(m.pi**2 / 6 * eis(2, tau) * z * z) * m.sin(m.pi * z) / m.pi
        w = m.exp(2j * m.pi * z)
        for n in range(1, 200):
            value *= (1 - q(tau)**n * w) * (1 - q(tau)**n / w) / (1 - q(tau)**n)**2
        return value
    table("theta", [
        ("theta", jt, [f"{j} {z} {tau}" for j in "1234" for z in ("0", "1/3", "1/5,1/7") for tau in points if (j, z) != ("1", "0")]),
        ("thetad", jt, [f"{j} {z} {tau} {r}" for j in "1234" for z in ("1/3", "1/5,1/7") for tau in points[:3] for r in (1, 2, 3)]),
        ("eta", eta, points), ("eisenstein", eis, [f"{k} {tau}" for k in (2, 4, 6, 10) for tau in points if (k, tau) not in ((6, "0,1"), (10, "0,1"))]),
        ("lambda", lambda tau: (jt(2, 0, tau) / jt(3, 0, tau))**4, points),
        ("j", lambda tau: 1728 * eis(4, tau)**3 / (eis(4, tau)**3 - eis(6, tau)**2), points),
        ("wp", wp_sum, [f"{z} {tau}" for z in ("1/3", "1/5,1/7") for tau in points[:4]]),
        ("wzeta", wzeta, [f"{z} {tau}" for z in ("1/3", "1/5,1/7") for tau in points[:4]]),
        ("wsigma", wsigma, [f"{z} {tau}" for z in ("1/3", "1/5,1/7") for tau in points[:4]]),
        ("polylog", m.polylog, ["2 1/2", "1/2 1/3", "-2 1/3", "2 3/2,1", "1/3 -1", "-1 3", "0 -4"]),
        ("Si", m.si, "1 -1/2 22/7 30 1,1 -7/3,2/5 10,7 1/1000000".split()),
        ("barnesg", m.barnesg, ["1/2", "7/3", "5", "-1/2", "1,1", "10"]),
    ])


if __name__ == "__main__":
    wanted = sys.argv[2:] or ["elementary", "gamma", "zeta", "hypergeometric", "bessel", "elliptic", "theta"]
    for name in wanted:
        globals()[name]()
