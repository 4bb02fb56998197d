values = [0.0, -0.0, 1.0, -1.5, 123.456, 1e-7, 1e16, 123456789.0, 1e100, float("inf"), float("-inf"), float("nan"), 0.1, 2.5, 999999.5]
for value in values:
    print(f"{value} {value:.0f} {value:.3f} {value:e} {value:.2e} {value:g} {value:.10g} {value:G} {value:10.2f}| {value:<12}| {value:+.1f} {value:,.1f} {value:%} {value:010.3f} {value:.3}")
for precision in range(0, 8):
    print(format(2 / 3, f".{precision}f"), format(2 / 3, f".{precision}e"), format(2 / 3, f".{precision}g"), format(1e5 / 3, f".{precision}"))
