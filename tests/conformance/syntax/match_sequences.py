def shape(value):
    match value:
        case []: return "empty"
        case [x]: return f"one: {x}"
        case [x, y] if x == y: return f"equal pair {x}"
        case (0, y): return f"zero and {y}"
        case [x, [y, z]]: return f"nested {x} {y} {z}"
        case [x, y]: return f"pair {x} {y}"
        case ["move", *steps, "stop"]: return f"moves {steps}"
        case [first, *_, last] if isinstance(first, int): return f"ints {first}..{last}"
        case [*everything]: return f"all {everything}"
        case str(): return "text is no sequence"
        case _: return "no sequence"
for value in ([], [1], (2, 2), (0, 7), [1, (2, 3)], [1, 2], ["move", "up", "left", "stop"], ["move", "stop"], [1, 2, 3, 4], ["a", "b", "c"], "ab", b"ab", {1, 2}, range(2), 5, {"a": 1}):
    print(value, "->", shape(value))
def command(line):
    match line.split():
        case ["quit" | "exit"]: return "bye"
        case ["go", ("north" | "south") as direction]: return f"going {direction}"
        case ["go", other]: return f"cannot go {other}"
        case ["get", item, *rest] if not rest: return f"got {item}"
        case ["drop", *items]: return f"dropped {len(items)}: {items}"
        case [verb, *_]: return f"what is {verb}?"
        case _: return "say something"
for line in ("quit", "exit", "go north", "go up", "get lamp", "get big lamp", "drop a b c", "dance", ""):
    print(command(line))
