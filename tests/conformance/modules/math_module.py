import math
print(math.pi, math.e, math.tau, math.inf, math.nan, -math.inf)
print(math.sqrt(2), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.7), math.fabs(-3), math.factorial(20), math.gcd(48, 36), math.lcm(4, 6), math.gcd(), math.gcd(12, 18, 27))
print(math.pow(2, 0.5), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(1e-10), math.expm1(1e-10))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0.5), math.atan(1), math.atan2(1, -1), math.hypot(3, 4), math.hypot(1, 2, 2), math.degrees(math.pi), math.radians(180))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.5), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.05, rel_tol=0.1), math.copysign(3, -0.0))
print(math.isqrt(99), math.isqrt(10 ** 40), math.comb(5, 2), math.perm(5, 2), math.perm(4), math.prod([1, 2, 3, 4]), math.prod([2.0], start=3), math.fsum([0.1] * 10), math.dist((0, 0), (3, 4)))
print(math.modf(3.25), math.modf(-1.5), math.frexp(8.0), math.ldexp(0.5, 4), math.fmod(-7, 3), math.remainder(7, 2), math.sinh(1), math.cosh(1), math.tanh(0.5))
print(math.floor(10 ** 20), math.ceil(1e20), math.floor(True), math.log(10 ** 400), math.sqrt(10 ** 40))
for attempt in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.exp(1000), lambda: math.floor("x"), lambda: math.sqrt("x"), lambda: math.acos(2), lambda: math.floor(math.nan), lambda: math.ceil(math.inf), lambda: math.isqrt(-1), lambda: math.gcd(1.5), lambda: math.fmod(1, 0)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
