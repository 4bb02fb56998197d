import { describe, expect, it } from 'vitest';
import { labs as realLabs } from '../labs/index.ts';
import { checkTexts } from './check.ts';
import { lab, START } from './fixtures.ts';
import { readLink, writeLink } from './link.ts';

const race = lab('race', [
  START,
  {
    name: 'lock',
    label: 'Lock',
    type: 'choice',
    choices: [
      { value: 'mutex', label: 'Mutex' },
      { value: 'a b&c', label: 'Odd' },
    ],
    default: 'mutex',
  },
]);
const labs = [lab('threads'), race];

describe('readLink', () => {
  it('opens the home page without a lab', () => {
    for (const hash of ['', '#', '#lab=']) {
      expect(readLink(hash, labs)).toEqual({
        route: { page: 'home' },
        mode: 'live',
        texts: {},
        unknown: [],
      });
    }
  });

  it('finds the lab and keeps the texts as they stand', () => {
    const link = readLink('#lab=race&start=ten&lock=a%20b%26c', labs);
    expect(link.route).toEqual({ page: 'lab', lab: race });
    expect(link.texts).toEqual({ start: 'ten', lock: 'a b&c' });
  });

  it('names an unknown lab as it was asked for', () => {
    expect(readLink('#lab=%3Cimg%20src%3Dx%3E', labs).route).toEqual({
      page: 'unknown',
      asked: '<img src=x>',
    });
  });

  it('lists names that mean nothing, each once', () => {
    expect(readLink('#lab=race&speed=4&speed=5&start=1&__proto__=1', labs)).toMatchObject({
      texts: { start: '1' },
      unknown: ['speed', '__proto__'],
    });
    expect(readLink('#start=1', labs).unknown).toEqual(['start']);
  });

  it('finds the engine, and names one that there is not', () => {
    expect(readLink('#lab=race&engine=step', labs)).toMatchObject({ mode: 'step', unknown: [] });
    expect(readLink('#lab=race&engine=<b>', labs)).toMatchObject({
      mode: 'live',
      unknown: ['engine=<b>'],
    });
    expect(readLink('#engine=step', labs)).toMatchObject({ mode: 'live', unknown: ['engine'] });
  });

  it('survives broken escapes', () => {
    expect(readLink('#lab=race&start=%E0%A4%A', labs).route.page).toBe('lab');
  });
});

describe('writeLink', () => {
  it('leaves out what has its default', () => {
    expect(writeLink(race, { start: 10, lock: 'mutex' })).toBe('#lab=race');
    expect(writeLink(race, { start: -3, lock: 'mutex' })).toBe('#lab=race&start=-3');
  });

  it('has the engine, unless it is the one that a link without it means', () => {
    expect(writeLink(race, { start: 10 }, 'live')).toBe('#lab=race');
    expect(writeLink(race, { start: -3 }, 'explore')).toBe('#lab=race&engine=explore&start=-3');
  });

  it('writes what readLink reads, for every lab and every bound', () => {
    for (const each of [race, ...realLabs]) {
      const extremes = each.parameters.map((parameter) =>
        parameter.type === 'choice'
          ? parameter.choices.map((choice) => choice.value)
          : parameter.type === 'stages'
            ? ['sum', 'divide:-1000,add:0.5,minimize', parameter.default]
            : [parameter.min, parameter.max, parameter.default],
      );
      for (const pick of [0, 1, 2]) {
        const values = Object.fromEntries(
          each.parameters.map(({ name }, index) => {
            const some = extremes[index] ?? [];
            return [name, some[pick % some.length] ?? ''];
          }),
        );
        const link = readLink(writeLink(each, values), [each]);
        expect(link.unknown).toEqual([]);
        expect(checkTexts(each, link.texts)).toEqual({ values, problems: [] });
      }
    }
  });
});
