// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Listing } from './listing.ts';

describe('a source to read', () => {
  it('is shown line by line, as text', () => {
    const host = document.createElement('div');
    new Listing(host, 'a = "<b>"\n\nprint(a)\n', 'python');
    const rows = [...host.children].map((row) => row.textContent);
    expect(rows).toEqual(['a = "<b>"', '\n', 'print(a)']);
    expect(host.querySelector('b')).toBeNull();
    expect(host.querySelector('.code-function')?.textContent).toBe('print');
  });

  it('marks where the actors are, and nothing else any more', () => {
    const host = document.createElement('div');
    const listing = new Listing(host, 'a\nb\nc', 'rust');
    const marks = () =>
      [...host.children].map((row) => row.querySelector('.code-actors')?.textContent);
    listing.setLines(
      new Map([
        [2, 1],
        [0, 3],
        [1, 3],
        [4, 99],
      ]),
    );
    expect(marks()).toEqual(['2', '', '01']);
    expect(host.children[2]?.className).toBe('code-line here actor-0');
    listing.setLines(new Map([[1, 2]]));
    expect(marks()).toEqual(['', '1', '']);
    expect(host.querySelectorAll('.here')).toHaveLength(1);
    listing.setText('d');
    expect(marks()).toEqual(['']);
  });
});
