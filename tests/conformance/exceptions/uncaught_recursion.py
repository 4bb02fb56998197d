def countdown(n):
    if n == 0:
        return missing_name
    return countdown(n - 1)

countdown(6)
