def careful(path):
    try:
        value = path.read()
    except (OSError, ValueError) as error:
        raise RuntimeError('no value') from error
    else:
        return value
    finally:
        path.close()


def first(items):
    for item in items:
        try:
            if item:
                break
            continue
        finally:
            print(item)
    assert item, 'nothing'
