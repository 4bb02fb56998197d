import { beforeEach, describe, expect, it } from 'vitest';
import { readStages } from '../shared/stages.ts';
import { canEvaluate, Session } from './session.ts';

const COURSE = { stages: readStages('divide:2,add:1'), fill: true };
let lines: string[];
let session: Session;

beforeEach(() => {
  lines = [];
  session = new Session((level, text) => lines.push(`${level}: ${text}`));
  session.prepare(COURSE);
});

async function value(code: string): Promise<string> {
  const evaluated = await session.evaluate(code);
  return evaluated.type === 'nothing' ? '' : `${evaluated.type}: ${evaluated.text}`;
}

describe('a session', () => {
  it('has the pipeline as p, and what it answers', async () => {
    const answers = [];
    for (let i = 0; i < 10; i += 1) answers.push(await value(`p.send(${i})`));
    expect(answers.map((answer) => answer.replace('value: ', ''))).toEqual(
      [0, 0.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5].map(String),
    );
    expect(lines).toEqual(['notice: p is pipeline(divide(2), add(1), { fill: true })']);
    expect(canEvaluate()).toBe(true);
  });

  it('makes p anew when it is to be another one, and only then', async () => {
    await value('p.send(8)');
    session.prepare(COURSE);
    expect(await value('p.send(8)')).toBe('value: 4');
    session.prepare({ stages: readStages('multiply:3,sum'), fill: false });
    expect(lines.at(-1)).toBe('notice: p is now pipeline(multiply(3), sum())');
    expect([await value('p.send(1)'), await value('p.send(2)')]).toEqual(['value: 3', 'value: 9']);
  });

  it('remembers what was declared', async () => {
    expect(await value('let x = 1; const y = 2')).toBe('');
    expect(await value('const { z, ...rest } = { z: 3, a: 4 }, [u, v = 6] = [5]')).toBe('');
    expect(await value('function f(n) { return n === 0 ? x : f(n - 1) } class A { b = y }')).toBe(
      '',
    );
    expect(await value('[x, y, z, rest, u, v, f(3), new A().b]')).toBe(
      'value: [1, 2, 3, {a: 4}, 5, 6, 1, 2]',
    );
    await value('x += 10; let y = 20');
    expect(await value('var x; [f(1), y]')).toBe('value: [11, 20]');
    await value('const g = () => counter++; let counter = 0; g(); g()');
    expect(await value('counter')).toBe('value: 2');
    expect(await value('early(2); function early(n) { return n * 2 }; early(4)')).toBe('value: 8');
  });

  it('has the names of the package', async () => {
    expect(await value('pipeline(divide(2), add(1)).send(3)')).toBe('value: 2.5');
    expect(
      await value('coroutine(function* () { let a; for (;;) a = (yield a) + 1 }).send(1)'),
    ).toBe('value: 2');
    expect(await value('[typeof systolic, typeof stage, typeof minimize, typeof nothing]')).toBe(
      "value: ['function', 'function', 'function', 'undefined']",
    );
    await value('let add = 5');
    expect(await value('add')).toBe('value: 5');
  });

  it('waits, and does not unwrap promises', async () => {
    expect(await value('await Promise.resolve(4) + 1')).toBe('value: 5');
    expect(await value('const w = await new Promise((r) => setTimeout(r, 5, 7)); w')).toBe(
      'value: 7',
    );
    expect(await value('Promise.resolve(1)')).toBe('value: Promise {}');
    expect(await value('for await (const a of p.pipe([1])) console.log(a)')).toBe('');
    expect(lines.at(-1)).toBe('log: 1');
  });

  it('tells what was thrown and what is wrong', async () => {
    expect(await value('nothing.here')).toBe(
      'error: Uncaught ReferenceError: nothing is not defined',
    );
    expect(await value('throw { a: 1 }')).toBe('error: Uncaught {a: 1}');
    expect(await value('await Promise.reject(new Error("late"))')).toBe(
      'error: Uncaught Error: late',
    );
    expect(await value('p.send("a")')).toMatch(
      /^error: Uncaught TypeError: divide\(2\) takes numbers/,
    );
    expect(await value('a b')).toMatch(/^error: SyntaxError: Unexpected token/);
    expect(await value('let q = 1; throw 2')).toBe('error: Uncaught 2');
    expect(await value('q')).toBe('value: 1');
  });

  it('takes braces at the beginning for an object where it is one', async () => {
    expect(await value('{ a: 1, b: [2] }')).toBe('value: {a: 1, b: [2]}');
    expect(await value('{ let t = 1; console.log(t) }')).toBe('');
    expect(await value('{}')).toBe('value: {}');
  });

  it('writes what is logged', async () => {
    await value(
      'console.log("a", 1, {b: "c"}); console.warn(-0); console.error("<b>"); console.info()',
    );
    expect(lines.slice(1)).toEqual(["log: a 1 {b: 'c'}", 'warn: -0', 'error: <b>', 'log: ']);
  });

  it('knows when there should be another line', () => {
    expect(Session.isUnfinished('for (;;) {')).toBe(true);
    expect(Session.isUnfinished('for (;;) {}')).toBe(false);
    expect(Session.isUnfinished('a b')).toBe(false);
  });
});
