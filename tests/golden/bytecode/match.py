match command:
    case 'stop' | None:
        pass
    case [1, x, *rest] if x:
        print(rest)
    case Point(0, y=z) as p:
        print(p)
    case {'key': value}:
        print(value)
    case _:
        print()
