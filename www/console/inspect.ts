/** Values as a browser's console shows them: short, and on one line. Always text. */
import { Coroutine } from '../coroutine/index.ts';

/** How many items of a collection are shown, at the outside and within another value. */
const ITEMS = [100, 10] as const;
/** How deep objects are shown within one another. */
const DEPTH = 3;
/** The longest text that is shown for one value. */
const LONGEST = 10_000;

/** `value` as an expression's result. */
export function inspect(value: unknown): string {
  return shortened(show(value, 0, []));
}

/** What `console.log` writes: texts as they are. */
export function logged(values: readonly unknown[]): string {
  return shortened(
    values.map((value) => (typeof value === 'string' ? value : show(value, 0, []))).join(' '),
  );
}

/** What was thrown. */
export function thrown(error: unknown): string {
  return shortened(`Uncaught ${show(error, 0, [])}`);
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}… (${text.length - LONGEST} more characters)`;
}

function show(value: unknown, depth: number, around: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return String(value);
    case 'function':
      return guarded(() => showFunction(value));
    case 'object':
      if (value === null) return 'null';
      if (around.includes(value)) return '[Circular]';
      return guarded(() => showObject(value, depth, [...around, value]));
    default:
      return String(value);
  }
}

/** Getters, proxies and the like can throw whatever they want. */
function guarded(describe: () => string): string {
  try {
    return describe();
  } catch {
    return '[cannot be shown]';
  }
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${escaped.replaceAll("'", "\\'")}'`;
}

function showFunction(value: object): string {
  const source = Function.prototype.toString.call(value);
  const name = ownText(value, 'name');
  if (/^class\b/.test(source)) return `class ${name || '(anonymous)'}`;
  const kind = /^async\b/.test(source) ? 'async ƒ' : 'ƒ';
  const star = /^(async\s+)?function\s*\*/.test(source) ? '*' : '';
  return `${kind}${star} ${name}()`;
}

function ownText(value: object, key: string): string {
  const text: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof text === 'string' ? text : '';
}

function showObject(value: object, depth: number, around: readonly object[]): string {
  const inner = (item: unknown) => show(item, depth + 1, around);
  if (value instanceof Coroutine) {
    const stages = value.stages.map(({ name }) => name).join(' → ');
    return `Coroutine {${stages}${stages === '' ? '' : ', '}${value.state}}`;
  }
  if (value instanceof Error) return showError(value);
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  }
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return 'Promise {}';
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength}) {}`;
  const name = nameOf(value);
  if (depth >= DEPTH) return Array.isArray(value) ? `[…]` : `${name === '' ? '' : `${name} `}{…}`;
  if (Array.isArray(value)) return showArray(value, depth, inner);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const numbers = value as Float64Array;
    return `${name}(${numbers.length}) ${listed('[', numbers, numbers.length, depth, inner, ']')}`;
  }
  if (value instanceof Map) {
    const pair = (entry: unknown) => (entry as unknown[]).map(inner).join(' => ');
    return `Map(${value.size}) ${listed('{', value, value.size, depth, pair, '}')}`;
  }
  if (value instanceof Set) {
    return `Set(${value.size}) ${listed('{', value, value.size, depth, inner, '}')}`;
  }
  const properties = showProperties(value, depth, inner);
  return name === '' ? properties : `${name} ${properties}`;
}

function showError(error: Error): string {
  const { name, message } = error;
  return message === '' ? name : `${name}: ${message}`;
}

/** The name of its class; empty for a plain object. */
function nameOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return '[no prototype]';
  const tag: unknown = (value as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  const maker: unknown = (value as { readonly constructor?: unknown }).constructor;
  const name = typeof maker === 'function' ? ownText(maker, 'name') : '';
  if (name === 'Object') return '';
  return name !== '' ? name : typeof tag === 'string' ? tag : '';
}

function showArray(
  array: readonly unknown[],
  depth: number,
  inner: (item: unknown) => string,
): string {
  return listed('[', array, array.length, depth, inner, ']');
}

/** The first items of a collection. */
function listed(
  open: string,
  items: Iterable<unknown>,
  count: number,
  depth: number,
  inner: (item: unknown) => string,
  close: string,
): string {
  const most = depth === 0 ? ITEMS[0] : ITEMS[1];
  const shown: string[] = [];
  if (count > 0) {
    for (const item of items) {
      if (shown.length === most) break;
      shown.push(inner(item));
    }
  }
  if (count > shown.length) shown.push(`… ${count - shown.length} more`);
  return `${open}${shown.join(', ')}${close}`;
}

function showProperties(value: object, depth: number, inner: (item: unknown) => string): string {
  const keys = Reflect.ownKeys(value).filter((key) =>
    Object.prototype.propertyIsEnumerable.call(value, key),
  );
  const entry = (key: unknown) => {
    const name = key as string | symbol;
    const property = Object.getOwnPropertyDescriptor(value, name);
    // Looking at a value must not run its program's code.
    const text = property?.get !== undefined ? '(…)' : inner(property?.value);
    return `${keyText(name)}: ${text}`;
  };
  return listed('{', keys, keys.length, depth, entry, '}');
}

function keyText(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${String(key)}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : quoted(key);
}
