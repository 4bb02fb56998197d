// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Actor, Space, Variable } from '../../shared/derived.ts';
import { actorsOf, Variables } from './variables.ts';

afterEach(() => document.body.replaceChildren());

const actors: readonly Actor[] = ['main', 'task 1', 'task 2'].map((name, id) => ({
  id,
  name,
  worker: id + 1,
}));
const variable = (parts: Partial<Variable>): Variable => ({
  name: 'a',
  class: 'variable',
  value: '',
  writer: 1,
  index: 4,
  ...parts,
});
const space = (id: number, ...variables: Variable[]): Space => ({
  id,
  name: id === 0 ? 'shared memory' : `memory of ${actors[id - 1]?.name}`,
  variables,
});

async function shown(...spaces: Space[]): Promise<Variables> {
  const element = new Variables();
  element.spaces = spaces;
  element.actors = actors;
  element.changed = 4;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

test('who can reach a memory', () => {
  const shared = space(0);
  const ids = (one: Space, ...all: Space[]) => actorsOf(one, all, actors).map(({ id }) => id);
  expect(ids(shared, shared)).toEqual([0, 1, 2]);
  expect(ids(space(2), space(1), space(2), space(3))).toEqual([1]);
  expect(ids(shared, shared, space(3))).toEqual([0, 1]);

  const coroutine = { id: 3, name: 'minimize', worker: 2 };
  const hosts = actorsOf(space(2), [space(1), space(2)], [...actors, coroutine]);
  expect(hosts.map(({ id }) => id)).toEqual([1, 3]);
});

test('each memory has its own variable of the same name', async () => {
  const element = await shown(
    space(2, variable({ value: '.' })),
    space(3, variable({ value: '-' })),
  );
  const values = [2, 3].map((id) =>
    element
      .querySelector(`section[data-space="${id}"] [data-variable="a"]`)
      ?.getAttribute('data-value'),
  );
  expect(values).toEqual(['.', '-']);
  expect([...element.querySelectorAll('h3')].map((heading) => heading.textContent)).toEqual([
    'memory of task 1',
    'memory of task 2',
  ]);
});

test('an empty text can be seen, and so can its writer and that it has just been written', async () => {
  const element = await shown(space(0, variable({})));
  const cell = element.querySelector<HTMLElement>('[data-variable="a"]');
  expect(cell?.querySelector('.cell-value')?.textContent).toBe('""');
  expect(cell?.dataset.writer).toBe('1');
  expect(cell?.textContent).toContain('task 1');
  expect(cell?.classList.contains('just-written')).toBe(true);
});

test('a lock says who has it', async () => {
  const lock = { name: 'lock', class: 'lock' } as const;
  const held = await shown(space(0, variable({ ...lock, value: 'task 2' })));
  expect(held.querySelector('.cell-value')?.textContent).toBe('held by task 2');
  const free = await shown(space(0, variable({ ...lock, value: null })));
  expect(free.querySelector('.cell-value')?.textContent).toBe('free');
});
