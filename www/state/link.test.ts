import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labs as realLabs } from '../labs/index.ts';
import { checkTexts } from './check.ts';
import { encodeCode } from './code-link.ts';
import { lab, START } from './fixtures.ts';
import { MOST_SCHEDULE, NOT_LINKED, readLink, writeLink } from './link.ts';

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
        linked: NOT_LINKED,
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

describe('a program and its steps in a link', () => {
  const code = encodeCode('x = "<img src=x onerror=alert(1)>"\n') ?? '';

  it('are read as they were written', () => {
    const run = { code, schedule: '1.k3f9z.0x153-1-2x12', step: 4 };
    const hash = writeLink(race, { start: 3 }, 'explore', run);
    expect(hash).toBe(
      `#lab=race&engine=explore&start=3&code=${code}&schedule=1.k3f9z.0x153-1-2x12&step=4`,
    );
    expect(readLink(hash, labs)).toMatchObject({
      mode: 'explore',
      linked: { ...run, code: 'x = "<img src=x onerror=alert(1)>"\n' },
      unknown: [],
    });
  });

  it('go by rules', () => {
    const rules = { switching: 'gil', time: 'virtual' } as const;
    const hash = writeLink(race, {}, 'step', { rules, schedule: '1.k.0' });
    expect(hash).toBe('#lab=race&engine=step&switch=gil&time=virtual&schedule=1.k.0');
    expect(readLink(hash, labs).linked).toEqual({ ...NOT_LINKED, rules, schedule: '1.k.0' });
    expect(readLink('#lab=race&switch=x&time=', labs).unknown).toEqual(['switch=x', 'time=']);
  });

  it('are stepped unless the link says otherwise', () => {
    expect(readLink('#lab=race&schedule=1.k.0', labs).mode).toBe('step');
    expect(readLink('#lab=race&schedule=1.k.0&engine=live', labs).mode).toBe('live');
    expect(readLink(`#lab=race&code=${code}`, labs).mode).toBe('live');
  });

  it('are told of where they cannot be read', () => {
    expect(readLink('#lab=race&code=%3Cb%3E', labs).linked.code).toEqual({ kind: 'damaged' });
    for (const entry of ['step=-1', 'step=x', 'step=1e3', 'step=', 'schedule=']) {
      expect(readLink(`#lab=race&${entry}`, labs)).toMatchObject({
        linked: NOT_LINKED,
        unknown: [entry],
      });
    }
    const long = 'x'.repeat(MOST_SCHEDULE + 1);
    expect(readLink(`#lab=race&schedule=${long}`, labs).linked.schedule).toBe(null);
    expect(readLink(`#code=${code}`, labs).unknown).toEqual(['code']);
  });

  it('never throw, whatever stands there', () => {
    const name = fc.constantFrom('lab', 'engine', 'code', 'schedule', 'step', 'start', '__proto__');
    const entry = fc.tuple(name, fc.oneof(fc.string(), fc.constantFrom('race', 'step', code, '1')));
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const hash = entries.map(([key, value]) => `${key}=${value}`).join('&');
        const { route, linked } = readLink(`#${hash}`, labs);
        if (route.page !== 'lab') expect(linked).toEqual(NOT_LINKED);
      }),
      { numRuns: 1000 },
    );
  });
});
