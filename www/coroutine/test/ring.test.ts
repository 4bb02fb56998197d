import { describe, expect, test } from 'vitest';
import { createRing, endRing, RingReader, RingWriter } from '../systolic/ring.ts';

const numbers = (...values: number[]) => Float64Array.from(values);

function read(reader: RingReader, room = 100): number[] {
  const into = new Float64Array(room);
  return [...into.subarray(0, reader.read(into))];
}

describe('a ring', () => {
  test('hands numbers over in order, round its end, as many as there is room for', () => {
    const buffer = createRing(4);
    const writer = new RingWriter(buffer);
    const reader = new RingReader(buffer);
    expect(read(reader)).toEqual([]);
    expect(writer.write(numbers(1, 2, 3))).toBe(3);
    expect(read(reader, 2)).toEqual([1, 2]);
    expect(writer.write(numbers(4, 5, 6, 7))).toBe(3);
    expect(read(reader)).toEqual([3, 4, 5, 6]);
    for (let i = 0; i < 1000; i++) {
      expect(writer.write(numbers(i, -i, i))).toBe(3);
      expect(read(reader)).toEqual([i, -i, i]);
    }
  });

  test('goes on where its counts of bytes wrap', () => {
    const buffer = createRing(4);
    const words = new Int32Array(buffer);
    // Both have counted 8 bytes less than 2^32.
    words[0] = -8;
    words[16] = -8;
    const writer = new RingWriter(buffer);
    const reader = new RingReader(buffer);
    expect(writer.write(numbers(1, 2, 3, 4, 5))).toBe(4);
    expect(read(reader)).toEqual([1, 2, 3, 4]);
    expect(writer.write(numbers(6))).toBe(1);
    expect(read(reader)).toEqual([6]);
  });

  test('is laid out as src/queue/README.md says', () => {
    const buffer = createRing(8);
    const words = new Uint32Array(buffer, 0, 48);
    const writer = new RingWriter(buffer);
    const reader = new RingReader(buffer);
    writer.write(numbers(Math.PI, 2, 3));
    read(reader, 1);
    expect(buffer.byteLength).toBe(192 + 8 * 8);
    expect([words[0], words[16], words[32]]).toEqual([24, 8, 0b0011]);
    expect(new DataView(buffer).getFloat64(192, true)).toBe(Math.PI);
    writer.close();
    reader.close();
    expect(words[32]).toBe(0b1111);
  });

  test('tells each end when the other has gone, the reader only after what is left', async () => {
    const buffer = createRing(4);
    const writer = new RingWriter(buffer);
    const reader = new RingReader(buffer);
    writer.write(numbers(1));
    writer.close();
    expect(reader.isClosed).toBe(false);
    expect(read(reader)).toEqual([1]);
    expect(reader.isClosed).toBe(true);
    await reader.ready();
    reader.wait();
    expect(writer.isClosed).toBe(false);
    reader.close();
    expect(writer.isClosed).toBe(true);
  });

  test('has each end once', () => {
    const buffer = createRing(4);
    new RingReader(buffer);
    new RingWriter(buffer);
    expect(() => new RingReader(buffer)).toThrow('taken');
    expect(() => new RingWriter(buffer)).toThrow('taken');
  });

  test('wakes whoever waits by a promise', async () => {
    const buffer = createRing(2);
    const writer = new RingWriter(buffer);
    const reader = new RingReader(buffer);
    const order: string[] = [];
    const something = reader.ready().then(() => order.push('something to read'));
    await Promise.resolve();
    expect(new Int32Array(buffer)[33], 'the reader sleeps').toBe(1);
    order.push('write');
    writer.write(numbers(1, 2));
    await something;
    const room = writer.ready().then(() => order.push('room'));
    order.push('read');
    read(reader, 1);
    await room;
    expect(order).toEqual(['write', 'something to read', 'read', 'room']);
  });

  test('can be ended from outside, which wakes both ends', async () => {
    const buffer = createRing(2);
    const writer = new RingWriter(buffer);
    const empty = createRing(2);
    const reader = new RingReader(empty);
    writer.write(numbers(1, 2));
    const waiting = [writer.ready(), reader.ready()];
    endRing(buffer);
    endRing(empty);
    await Promise.all(waiting);
    expect(writer.isClosed && reader.isClosed).toBe(true);
  });
});
