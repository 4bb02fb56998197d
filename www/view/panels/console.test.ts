// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { Printed } from '../../shared/derived.ts';
import { Console, commonPrefix } from './console.ts';

afterEach(() => document.body.replaceChildren());

const print = (actor: number, text: string, index: number): Printed => ({ actor, text, index });
const first = print(0, '(Both threads have started)\n', 3);
const second = print(1, '1', 5);
const third = print(2, '2.', 8);

describe('what two outputs begin with', () => {
  test('all of the shorter one', () => {
    expect(commonPrefix([first], [first, second])).toBe(1);
    expect(commonPrefix([first, second], [first])).toBe(1);
  });
  test('by value: the same print may be another object', () => {
    expect(commonPrefix([first], [{ ...first }])).toBe(1);
  });
  test('up to a print that came late', () => {
    expect(commonPrefix([first, third], [first, second, third])).toBe(1);
  });
});

describe('the log', () => {
  const open = async () => {
    const element = new Console();
    document.body.append(element);
    await element.updateComplete;
    const show = async (...printed: Printed[]) => {
      element.printed = printed;
      await element.updateComplete;
      return element.querySelector('#console')?.textContent;
    };
    return { element, show };
  };

  test('is exactly what was printed, forwards, backwards and with a late print', async () => {
    const { show } = await open();
    expect(await show()).toBe('');
    expect(await show(first, third)).toBe('(Both threads have started)\n2.');
    expect(await show(first, second, third)).toBe('(Both threads have started)\n12.');
    expect(await show(first)).toBe('(Both threads have started)\n');
    expect(await show()).toBe('');
  });

  test('names the actor of each segment and takes markup as text', async () => {
    const { element, show } = await open();
    expect(await show(print(2, '<b>2</b>', 1))).toBe('<b>2</b>');
    const segments = [...element.querySelectorAll<HTMLElement>('#console > *')];
    expect(segments.map(({ dataset }) => dataset.actor)).toEqual(['2']);
  });
});
