// Each stage on a worker of its own, over rings in shared memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import {
  add,
  coroutine,
  delay,
  divide,
  minimize,
  multiply,
  pipeline,
  StopIteration,
  stage,
  sum,
  systolic,
  tap,
  window,
} from 'interleave-coroutine';

const LIMIT = { timeout: 60_000 };
const upTo = (length) => Float64Array.from({ length }, (_, index) => index);

test('the answers are those of the same pipeline in one thread', LIMIT, async () => {
  for (const fill of [false, true]) {
    const make = () => pipeline(divide(3), sum(), minimize(), delay(2), add(1), { fill });
    const row = systolic(make(), { capacity: 64 });
    assert.equal(row.transport, 'rings');
    assert.equal(row.workers, 5);
    const values = upTo(5000).map((value) => Math.sin(value));
    const alone = make();
    const answers = await Promise.all([...values.subarray(0, 20)].map((value) => row.send(value)));
    assert.deepEqual(
      answers,
      [...values.subarray(0, 20)].map((value) => alone.send(value)),
    );
    assert.deepEqual(await row.sendMany(values), alone.sendMany(values));
    await row.close();
  }
});

test('batches that are on their way at the same time keep their order', LIMIT, async () => {
  const row = systolic(pipeline(add(1), multiply(2)), { capacity: 4 });
  const batches = await Promise.all(
    [1, 0, 50, 3, 0, 7].map((length) => row.sendMany(upTo(length))),
  );
  for (const batch of batches)
    assert.deepEqual(
      batch,
      upTo(batch.length).map((value) => (value + 1) * 2),
    );
  assert.deepEqual(
    batches.map((batch) => batch.length),
    [1, 0, 50, 3, 0, 7],
  );
  await row.close();
});

test('JavaScript stages stay here, between rows of workers', LIMIT, async () => {
  const seen = [];
  const row = systolic(
    pipeline(
      add(1),
      tap((value) => seen.push(value)),
      stage((value) => value * 2),
      sum(),
      window(2),
      stage((values) => [...values]),
    ),
  );
  assert.equal(row.workers, 2);
  assert.deepEqual(await Promise.all([1, 2, 3].map((value) => row.send(value))), [
    [4],
    [4, 10],
    [10, 18],
  ]);
  assert.deepEqual(seen, [2, 3, 4]);
  await row.close();
});

test('filling stages in both languages take one beat each', LIMIT, async () => {
  const make = () =>
    pipeline(
      add(1),
      stage((value) => value * 10),
      divide(2),
      window(2),
      { fill: true },
    );
  const row = systolic(make());
  const alone = make();
  const values = [1, 2, 3, 4, 5, 6];
  assert.deepEqual(
    await Promise.all(values.map((value) => row.send(value))),
    values.map((value) => alone.send(value)),
  );
  await row.close();
});

test('a stage without Rust neighbours needs no worker', LIMIT, async () => {
  const row = systolic(pipeline(stage((text) => text.length)));
  assert.equal(row.transport, 'none');
  assert.equal(row.workers, 0);
  assert.equal(await row.send('four'), 4);
  await row.close();
});

test('a full row holds back its source', LIMIT, async () => {
  const row = systolic(pipeline(add(1), add(1)), { capacity: 8 });
  let taken = 0;
  async function* source() {
    for (;;) yield taken++;
  }
  const answers = row.pipe(source());
  assert.equal((await answers.next()).value, 2);
  await after(300);
  assert.ok(taken < 500, `${taken} values were taken for one answer`);
  assert.equal((await answers.next()).value, 3);
  await answers.return();
});

test('a consumer that stops ends the source and the workers', LIMIT, async () => {
  const row = systolic(pipeline(add(1), sum()));
  let ended = false;
  async function* source() {
    try {
      for (let value = 0; ; value++) yield value;
    } finally {
      ended = true;
    }
  }
  const answers = [];
  for await (const answer of row.pipe(source())) {
    answers.push(answer);
    if (answers.length === 4) break;
  }
  assert.deepEqual(answers, [1, 3, 6, 10]);
  assert.ok(ended);
  await assert.rejects(row.send(1));
});

test('a source that ends closes the row', LIMIT, async () => {
  const row = systolic(pipeline(add(1)));
  const answers = [];
  for await (const answer of row.pipe([1, 2, 3])) answers.push(answer);
  assert.deepEqual(answers, [2, 3, 4]);
  await assert.rejects(row.send(1), StopIteration);
});

test('a source that fails passes its error along', LIMIT, async () => {
  const row = systolic(pipeline(add(1)));
  async function* source() {
    yield 1;
    throw new Error('the source broke');
  }
  await assert.rejects(async () => {
    for await (const _ of row.pipe(source()));
  }, /the source broke/);
  await assert.rejects(row.send(1));
});

test('an error of a stage comes after the answers to what was sent before', LIMIT, async () => {
  let closed = false;
  const row = systolic(
    pipeline(
      add(1),
      stage((value) => {
        if (value === 4) throw new RangeError('four');
        return value;
      }),
      multiply(2),
      coroutine(function* () {
        try {
          for (let value = yield; ; ) value = yield value;
        } finally {
          closed = true;
        }
      }),
    ),
  );
  const results = await Promise.allSettled([1, 2, 3, 4].map((value) => row.send(value)));
  assert.deepEqual(
    results.map(({ status, value, reason }) => (status === 'fulfilled' ? value : reason.message)),
    [4, 6, 'four', 'four'],
  );
  await assert.rejects(row.send(1), RangeError);
  await row.close();
  assert.ok(closed);
});

test('a value that is no number names its stage', LIMIT, async () => {
  const first = systolic(pipeline(divide(2)));
  await assert.rejects(first.send('two'), { name: 'TypeError', message: /divide\(2\).*"two"/ });
  const behind = systolic(
    pipeline(
      stage(() => 1n),
      sum(),
    ),
  );
  await assert.rejects(behind.send(0), { name: 'TypeError', message: /sum\(\).*1n/ });
  await Promise.all([first.close(), behind.close()]);
});

test('a generator that returns ends the row', LIMIT, async () => {
  const row = systolic(
    pipeline(
      add(1),
      coroutine(function* () {
        const first = yield;
        const second = yield first;
        yield second;
      }),
      multiply(2),
    ),
  );
  assert.deepEqual(await row.sendMany(upTo(5)), Float64Array.of(2, 4));
  await assert.rejects(row.send(1), StopIteration);
  await row.close();
});

test('abort ends it at once, close after the answers', LIMIT, async () => {
  const aborted = systolic(pipeline(add(1), sum()), { capacity: 2 });
  const batch = aborted.sendMany(upTo(100_000));
  aborted.abort(new Error('enough'));
  await assert.rejects(batch, /enough/);
  await aborted.close();

  const closed = systolic(pipeline(add(1), sum()), { capacity: 2 });
  const answers = closed.sendMany(upTo(1000));
  await closed.close();
  assert.equal((await answers).at(-1), 500_500);
});

test('a stream of batches is piped through', LIMIT, async () => {
  const chunks = new ReadableStream({
    start(controller) {
      for (let chunk = 0; chunk < 5; chunk++) controller.enqueue(upTo(100));
      controller.close();
    },
  });
  const row = systolic(pipeline(add(1), sum()));
  const answers = [];
  for await (const batch of chunks.pipeThrough(row.transform({ batch: true }))) answers.push(batch);
  assert.equal(answers.length, 5);
  assert.equal(answers.at(-1).at(-1), 5 * 5050);
});

test('only what nobody has sent anything can move to workers', () => {
  const used = pipeline(add(1));
  used.send(1);
  assert.throws(() => systolic(used), TypeError);
  assert.equal(used.send(1), 2, 'it goes on');
  assert.throws(() => systolic((value) => value), /systolic\(\) takes a coroutine, not a function/);
  for (const capacity of [0, 3, 2.5, -8, '8']) {
    assert.throws(() => systolic(pipeline(add(1)), { capacity }), RangeError, String(capacity));
  }
});
