from multiprocessing import Pool, cpu_count
from time import perf_counter

WIDTH, HEIGHT, TILE = 192, 128, 16
ITERATIONS = 1000


def draw_tile(tile):
    """The pixels of a tile: after how many iterations each is far away."""
    left = tile % (WIDTH // TILE) * TILE
    top = tile // (WIDTH // TILE) * TILE
    return bytes(
        shade(x, y) for y in range(top, top + TILE) for x in range(left, left + TILE)
    )


def shade(x, y):
    c = complex(3.3 * (x - WIDTH / 2) / WIDTH - 0.65, 3.3 * (y - HEIGHT / 2) / WIDTH)
    z = 0
    for iteration in range(ITERATIONS):
        if abs(z) > 2:
            return min(iteration, 255)
        z = z * z + c
    return 0


def draw(processes):
    tiles = range((WIDTH // TILE) * (HEIGHT // TILE))
    with Pool(processes) as pool:
        pool.map(abs, range(processes))  # all of them have started
        start = perf_counter()
        # One tile at a time, because some take far longer than others.
        picture = pool.map(draw_tile, tiles, chunksize=1)
        return picture, perf_counter() - start


if __name__ == '__main__':
    _, alone = draw(1)
    for processes in range(1, cpu_count() + 1):
        _, seconds = draw(processes)
        print(f'{processes} processes: {seconds:.2f} s, {alone / seconds:.2f} times as fast')
