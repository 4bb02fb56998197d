data = {"items": [1, 2, {"deep": None}]}

def total(values):
    return sum(value + 1 for value in values)

def convert(text):
    return [int(part) for part in text.split(",")]

print(total([1, 2]), convert("1,2"))
try:
    convert("1,x")
except ValueError as error:
    print(error)
print((lambda d: d["items"][2]["deep"].attribute)(data))
