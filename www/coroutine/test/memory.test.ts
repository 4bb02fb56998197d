import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { add, mean, minimize, pipeline, stage, sum, window } from '../index.ts';
import { wasm } from '../wasm.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const MILLION = 1_000_000;
const bytes = () => wasm.memory.buffer.byteLength;

/** One of each kind of thing that has something in Wasm. */
function use(index: number) {
  switch (index % 4) {
    case 0: {
      const p = minimize();
      p.send(index);
      return p;
    }
    case 1: {
      const p = pipeline(add(1), sum(), mean(4));
      p.send(index);
      return p;
    }
    case 2: {
      const p = pipeline(window(3));
      p.send(index);
      return p;
    }
    default: {
      const p = pipeline(
        sum(),
        stage((value: number) => value),
        add(1),
      );
      p.send(index);
      return p;
    }
  }
}

test('a million coroutines that are closed leave the memory as it was', {
  timeout: 120_000,
}, () => {
  for (let index = 0; index < 100; index++) use(index).close();
  const before = bytes();
  for (let index = 0; index < MILLION; index += 2) {
    use(index).close();
    using _block = use(index + 1);
  }
  expect(bytes()).toBe(before);
});

test('a million coroutines that are dropped leave it as it was', { timeout: 240_000 }, async () => {
  const ROUND = 50_000;
  const round = async () => {
    for (let index = 0; index < ROUND; index++) use(index);
    collect();
    // What is to be done for collected objects is done as a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
  };
  for (let i = 0; i < 5; i++) await round();
  const before = bytes();
  for (let i = 0; i < MILLION / ROUND; i++) await round();
  expect(bytes()).toBe(before);
});

test('a coroutine that was never sent anything has nothing in Wasm', () => {
  const before = bytes();
  const made = Array.from({ length: 100_000 }, () => pipeline(add(1), mean(100)));
  expect(made.length).toBe(100_000);
  expect(bytes()).toBe(before);
});

test('stages that were sent something before they were composed are freed with the pipeline', () => {
  const turn = () => {
    const parts = [sum(), mean(100), window(50)] as const;
    for (const part of parts) part.send(1);
    const p = pipeline([...parts]);
    p.send(1);
    p.close();
  };
  for (let i = 0; i < 100; i++) turn();
  const before = bytes();
  for (let i = 0; i < 50_000; i++) turn();
  expect(bytes()).toBe(before);
});
