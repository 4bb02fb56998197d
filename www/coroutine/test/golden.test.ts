import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { native, type Written } from './native.ts';
import { pipelineOf } from './written.ts';

/** As tests/golden/coroutine.py writes them. */
interface Case {
  readonly stages: readonly (readonly [name: string, x?: string])[];
  readonly fill: boolean;
  readonly sent: readonly string[];
  readonly answers: readonly (string | readonly string[])[];
}

const file = new URL('../../../tests/golden/coroutine.json', import.meta.url);
const cases: readonly Case[] = JSON.parse(readFileSync(file, 'utf8'));

function number(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

function written({ stages }: Case): Written[] {
  return stages.map(([name, x]) => (x === undefined ? [name] : [name, number(x)]));
}

function expected({ answers }: Case): unknown[] {
  return answers.map((answer) =>
    typeof answer === 'string' ? number(answer) : answer.map(number),
  );
}

const plain = (answer: unknown) => (answer instanceof Float64Array ? [...answer] : answer);

// `toEqual` compares as Object.is does: it tells the zeros apart, and takes every NaN for the same.

test('there are cases', () => {
  expect(cases.length).toBeGreaterThan(50);
});

test('the package answers what Python’s generators answer', () => {
  for (const each of cases) {
    const name = JSON.stringify(each);
    const values = each.sent.map(number);
    const single = pipelineOf(written(each), each.fill);
    expect(
      values.map((value) => plain(single.send(value))),
      name,
    ).toEqual(expected(each));
    const stepped = pipelineOf(written(each), each.fill);
    expect(
      values.map((value) => plain(stepped.next(value).value)),
      name,
    ).toEqual(expected(each));
    if (each.stages.some(([stage]) => stage === 'window')) continue;
    const batch = pipelineOf(written(each), each.fill);
    expect([...batch.sendMany(Float64Array.from(values))], name).toEqual(expected(each));
  }
});

test('the JavaScript generators answer what Python’s answer', () => {
  for (const each of cases) {
    const generator = native(written(each), each.fill);
    const answers = each.sent.map((value) => generator.next(number(value)).value);
    expect(answers, JSON.stringify(each)).toEqual(expected(each));
  }
});
