for value in (0, 1, -1, 42, -255, 10 ** 6, -(10 ** 15), 2 ** 64):
    print(f"{value:d}|{value:10}|{value:<10}|{value:^10}|{value:>10}|{value:=10}|{value:+}|{value: }|{value:x}|{value:#X}|{value:#b}|{value:o}|{value:,}|{value:_}|{value:012}|{value:012,}|{value:*>+12,}|{value:#018x}|{value:_b}|{value:.1f}|{value:e}|{value:g}|{value:.0%}")
print(f"{True:5}|{False:<7}|{True:>5d}|{True:x}|{65:c}|{8364:c}|{65:>5c}|{65:<5c}|")
