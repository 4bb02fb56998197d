// Where memory cannot be shared, all stages are in one worker.
import assert from 'node:assert/strict';
import { test } from 'node:test';

delete globalThis.SharedArrayBuffer;
const { add, coroutine, divide, pipeline, stage, sum, systolic } = await import(
  'interleave-coroutine'
);

const LIMIT = { timeout: 60_000 };

test('the answers are the same', LIMIT, async () => {
  for (const fill of [false, true]) {
    const make = () =>
      pipeline(
        divide(3),
        add(1),
        stage((value) => value * 2),
        sum(),
        { fill },
      );
    const row = systolic(make());
    const alone = make();
    assert.equal(row.transport, 'messages');
    assert.equal(row.workers, 1);
    const values = Float64Array.from({ length: 100_000 }, (_, index) => Math.sin(index));
    assert.equal(await row.send(7), alone.send(7));
    assert.deepEqual(await row.sendMany(values), alone.sendMany(values));
    await row.close();
  }
});

test('errors and the end pass along', LIMIT, async () => {
  const row = systolic(
    pipeline(
      add(1),
      coroutine(function* () {
        for (let value = yield; ; value = yield value) if (value === 3) throw new Error('three');
      }),
      sum(),
    ),
  );
  const results = await Promise.allSettled([0, 1, 2, 3].map((value) => row.send(value)));
  assert.deepEqual(
    results.map(({ value, reason }) => value ?? reason.message),
    [1, 3, 'three', 'three'],
  );
  await row.close();
  await assert.rejects(row.send(1), /three/);

  const aborted = systolic(pipeline(add(1)));
  const batch = aborted.sendMany(new Float64Array(1_000_000));
  aborted.abort(new Error('enough'));
  await assert.rejects(batch, /enough/);
});
