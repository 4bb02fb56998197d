"""Writes what CPython 3.11.7 makes of each program beside it. Run it with that version: python3.11 regenerate.py [--check] [AREA/NAME ...]

name.out is what it printed, name.err what it wrote to stderr, if anything, and name.code its exit code, unless that is 0.
In a traceback the program's file is called as it is in its folder, and frames of CPython's own modules are left out.
Each program runs twice, with different hashes of texts: what differs between the two runs cannot be compared with.
With --check nothing is written, and what would change is named."""

import os
import re
import subprocess
import sys
from pathlib import Path

VERSION = (3, 11, 7)
SECONDS = 30
HERE = Path(__file__).resolve().parent
FRAME = re.compile(r'  File "(.*)", line \d+, in ')


def own_frames(text, path):
    """Stderr with the program's name for its path, and without the frames of other files."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        if frame := FRAME.match(line):
            inside = Path(frame[1]).name != path.name or Path(frame[1]).parent not in (path.parent, Path())
        elif not line.startswith('    '):
            inside = False
        if not inside:
            kept.append(line.replace(str(path), path.name))
    return ''.join(kept)


def run(path, seed):
    """What the program printed, what it wrote to stderr, and its exit code as a line, or nothing for 0."""
    environment = {**os.environ, 'PYTHONHASHSEED': seed, 'PYTHONIOENCODING': 'utf-8', 'PYTHONDONTWRITEBYTECODE': '1'}
    # -P: a program called queue.py is not the module queue. -u: processes and threads write at once. -W: no warnings.
    done = subprocess.run(
        [sys.executable, '-P', '-u', '-W', 'ignore', path.name], cwd=path.parent, env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    out, err = done.stdout.decode(), done.stderr.decode()
    return {'.out': out, '.err': own_frames(err, path), '.code': f'{done.returncode}\n' if done.returncode else ''}


def regenerate(path, check):
    """Writes the program's files, or only compares them; gives what is wrong, as text."""
    try:
        first, second = run(path, '1'), run(path, '2')
    except subprocess.TimeoutExpired:
        return f'takes longer than {SECONDS} s'
    if first != second:
        return 'does not do the same twice'
    for ending, text in first.items():
        file = path.with_suffix(ending)
        before = file.read_bytes() if file.exists() else None
        # Only what a program prints is there also where it is empty.
        after = text.encode() if text or ending == '.out' else None
        if before == after:
            continue
        if check:
            return f'{file.name} would change'
        if after is None:
            file.unlink()
        else:
            file.write_bytes(after)
    return None


def main():
    if sys.version_info[:3] != VERSION or sys.implementation.name != 'cpython':
        sys.exit(f'this is {sys.version.split()[0]}; the outputs are those of CPython {".".join(map(str, VERSION))}')
    arguments = sys.argv[1:]
    check = '--check' in arguments
    named = [HERE / f'{name}.py' for name in arguments if name != '--check']
    programs = named or sorted(path for path in HERE.glob('*/*.py') if path.parent.name != 'explore')
    failed = 0
    for path in programs:
        if wrong := regenerate(path, check):
            failed += 1
            print(f'{path.relative_to(HERE)} {wrong}', file=sys.stderr)
    print(f'{len(programs)} programs, {failed} failed')
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
