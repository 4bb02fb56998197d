import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import { type Lab, modesOf, type Parameter } from '../shared/lab.ts';
import { checkTexts } from './check.ts';
import { encodeCode } from './code-link.ts';
import { Controller } from './controller.ts';
import { initialState, type State, shownStatus } from './state.ts';
import { Store } from './store.ts';

/** Together with those of `code`, ten thousand. */
const LINKS = 9_000;
const CODES = 1_000;

const MARKUP = [
  '<img src=x onerror=hacked=1>',
  '</script><script>hacked=1</script>',
  '"><b>',
  '&lt;',
  'javascript:hacked=1',
];
const NASTY = [
  '',
  ' ',
  '%',
  '%zz',
  '%00',
  '\u0000',
  '\ud800',
  'NaN',
  '-0',
  '1e999',
  '0x10',
  '٣',
  '𝟙',
  ...MARKUP,
];

/** Names that mean something in a link, here or in another version. */
const RESERVED = ['lab', 'engine', 'code', 'schedule', 'step', 'switch', 'time'];
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

const parameters = labs.flatMap((lab) => lab.parameters);

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 200 }),
  fc.double().map(String),
  fc.bigInt().map(String),
);

const name = fc.oneof(
  fc.constantFrom(...RESERVED, ...INHERITED),
  fc.constantFrom(...parameters.map((parameter) => parameter.name)),
  text,
);

const value = fc.oneof(
  fc.constantFrom('live', 'step', 'explore', ...labs.map(({ id }) => id)),
  fc.constantFrom(...parameters.flatMap(valuesOf)),
  fc.string({ unit: fc.constantFrom(...'0123456789abcxyzABC-_~.,:;*'), maxLength: 60 }),
  text,
);

function valuesOf(parameter: Parameter): string[] {
  if (parameter.type === 'choice') return parameter.choices.map((choice) => choice.value);
  return [String(parameter.default)];
}

/** As a program writes it, and as a person who knows no escapes. */
const written = (part: fc.Arbitrary<string>) =>
  fc.oneof(
    part,
    part.map((text) => encodeURIComponent(text.toWellFormed())),
  );

const entry = fc
  .tuple(written(name), fc.constantFrom('=', '=', '=', '', '=='), written(value))
  .map(([name, sign, value]) => `${name}${sign}${value}`);

const link = fc.oneof(
  fc
    .tuple(fc.constantFrom(...labs), fc.array(entry, { maxLength: 8 }))
    .map(([lab, entries]) => [`lab=${lab.id}`, ...entries].join('&')),
  fc.array(entry, { maxLength: 8 }).map((entries) => entries.join('&')),
  text,
);

/** One that was written here, and lost or changed something on its way. */
const code = fc
  .tuple(
    fc.string({ maxLength: 300 }),
    fc.nat(),
    fc.constantFrom('', 'A', '-', '%', '=', '<b>'),
    fc.nat(3),
  )
  .map(([source, at, put, gone]) => {
    const whole = encodeCode(source) ?? '';
    const from = at % (whole.length + 1);
    return whole.slice(0, from) + put + whole.slice(from + gone);
  });

interface Page {
  readonly store: Store;
  readonly controller: Controller;
  readonly written: string[];
}

/** The page without a document: what a link changes is all there. */
function page(): Page {
  const store = new Store(initialState(labs));
  const written: string[] = [];
  const controller = new Controller(store, {
    nextFrame: () => undefined,
    writeHash: (hash) => written.push(hash),
    useNewVersion: () => undefined,
    after: () => () => undefined,
    recall: () => null,
    keep: () => true,
    address: (hash) => hash,
    copy: async () => true,
  });
  return { store, controller, written };
}

function labOf({ route }: State): Lab | null {
  return route.page === 'lab' ? route.lab : null;
}

/** What must be so after any link. */
function check(state: State, hash: string): void {
  expect(['home', 'lab', 'unknown']).toContain(state.route.page);
  expect(shownStatus(state)).toBe('idle');
  const lab = labOf(state);
  if (lab === null) return;
  expect(labs).toContain(lab);
  const { values } = checkTexts(lab, state.texts);
  for (const { name } of lab.parameters) expect(values[name], `${name} in ${hash}`).toBeDefined();
  expect(Object.keys(values)).toHaveLength(lab.parameters.length);
}

/** A lab opened by a link can be used: what its visitor changes is written, and read again as it was. */
function use({ store, controller, written }: Page): void {
  const lab = labOf(store.state);
  if (lab === null) return;
  controller.handle({ type: 'defaults' });
  const [mode] = modesOf(lab);
  if (mode === undefined) throw new Error('a lab can be run in some way');
  controller.handle({ type: 'mode', mode });
  const hash = written.at(-1) ?? '';
  const before = store.state;
  controller.navigate(hash);
  expect(labOf(store.state)).toBe(lab);
  expect(store.state.mode).toBe(mode);
  expect(checkTexts(lab, store.state.texts)).toEqual(checkTexts(lab, before.texts));
}

describe('a link', () => {
  it('never breaks the page, whatever is in it', () => {
    // One page follows them all, as a visitor's does.
    const visited = page();
    fc.assert(
      fc.property(link, fc.constantFrom('', '#'), (hash, sign) => {
        visited.controller.navigate(sign + hash);
        check(visited.store.state, hash);
        use(visited);
      }),
      { numRuns: LINKS },
    );
  }, 120_000);

  it('never breaks the page by a program that was damaged on its way', () => {
    const visited = page();
    fc.assert(
      fc.property(
        fc.constantFrom(...labs),
        fc.constantFrom('live', 'step', 'explore'),
        code,
        text,
        (lab, mode, code, rest) => {
          const hash = `#lab=${lab.id}&engine=${mode}&code=${code}&schedule=${rest}&step=${rest}`;
          visited.controller.navigate(hash);
          expect(labOf(visited.store.state)?.id).toBe(lab.id);
          check(visited.store.state, hash);
          use(visited);
        },
      ),
      { numRuns: CODES },
    );
  }, 60_000);
});
