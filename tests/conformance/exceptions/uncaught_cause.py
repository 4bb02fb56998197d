def read(settings, name):
    try:
        return settings[name]
    except KeyError as error:
        raise ValueError(f"setting {name} is missing") from error

print("start")
read({}, "colour")
