import { beforeEach, describe, expect, it } from 'vitest';
import { isOf, nameOf, type SiteFile } from './files.ts';
import { isolated } from './headers.ts';
import { Shelf } from './shelf.ts';

const SCOPE = 'https://school.example/course/';
const MARK = '0123456789abcdef';
const FILES: readonly SiteFile[] = [
  { name: 'index.html', mark: MARK },
  { name: 'embed.html', mark: MARK },
  { name: 'assets/index-AAAA.js' },
  { name: 'assets/same-CCCC.wasm' },
];

/** As much of the caches as the shelf uses. */
class Caches {
  readonly all = new Map<string, Map<string, Response>>();

  async open(name: string) {
    const cache = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, cache);
    return {
      match: async (address: string) => cache.get(address)?.clone(),
      put: async (address: string, response: Response) => void cache.set(address, response),
    };
  }
  async keys() {
    return [...this.all.keys()];
  }
  async delete(name: string) {
    return this.all.delete(name);
  }
}

let caches: Caches;
let asked: string[];
/** What the host has, by address. */
let host: Map<string, () => Response>;

const page = (mark: string) => () =>
  new Response(`<meta name="version" content="${mark}">`, {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
const script = (text: string) => () =>
  new Response(text, { headers: { 'content-type': 'text/javascript' } });

function shelf(version: string, files = FILES): Shelf {
  const fetch = async (address: RequestInfo | URL) => {
    asked.push(String(address).slice(SCOPE.length));
    return host.get(String(address))?.() ?? new Response('none', { status: 404 });
  };
  return new Shelf(SCOPE, version, files, { caches: caches as unknown as CacheStorage, fetch });
}

beforeEach(() => {
  caches = new Caches();
  asked = [];
  host = new Map([
    [SCOPE, page(MARK)],
    [`${SCOPE}embed.html`, page(MARK)],
    [`${SCOPE}assets/index-AAAA.js`, script('one')],
    [`${SCOPE}assets/same-CCCC.wasm`, script('same')],
  ]);
});

describe('an address', () => {
  it('means a file of the folder', () => {
    expect(nameOf(SCOPE, SCOPE)).toBe('index.html');
    expect(nameOf(`${SCOPE}?inner#lab=race`, SCOPE)).toBe('index.html');
    expect(nameOf(`${SCOPE}embed.html?inner`, SCOPE)).toBe('embed.html');
    expect(nameOf(`${SCOPE}assets/a.js`, SCOPE)).toBe('assets/a.js');
  });
  it('outside of the folder means none', () => {
    expect(nameOf('https://school.example/', SCOPE)).toBeNull();
    expect(nameOf('https://school.example/courses/', SCOPE)).toBeNull();
    expect(nameOf('https://elsewhere.example/?https://school.example/course/', SCOPE)).toBeNull();
  });
});

describe('what the network answers', () => {
  const of = (file: SiteFile, response: Response) => isOf(file, response);
  it('is of this version only with its mark', async () => {
    expect(await of({ name: 'index.html', mark: MARK }, page(MARK)())).toBe(true);
    expect(await of({ name: 'index.html', mark: MARK }, page('another')())).toBe(false);
  });
  it('is not of this site if a page comes for a script', async () => {
    expect(await of({ name: 'assets/a.js' }, script('')())).toBe(true);
    expect(await of({ name: 'assets/a.js' }, page(MARK)())).toBe(false);
  });
  it('is nothing if it failed', async () => {
    expect(await of({ name: 'assets/a.js' }, new Response('', { status: 500 }))).toBe(false);
  });
});

describe('the shelf', () => {
  it('gets each file once', async () => {
    expect(await shelf('1').fill()).toBe(true);
    expect(asked.sort()).toEqual([
      '',
      'assets/index-AAAA.js',
      'assets/same-CCCC.wasm',
      'embed.html',
    ]);
    expect(await shelf('1').fill()).toBe(true);
    expect(asked).toHaveLength(4);
  });

  it('shows a page also under its name without .html', async () => {
    await shelf('1').fill();
    expect(await (await shelf('1').find('embed'))?.text()).toContain(MARK);
    expect(await shelf('1').find('elsewhere')).toBeNull();
  });

  it('keeps no page of another version', async () => {
    host.set(SCOPE, page('of the next version'));
    expect(await shelf('1').fill()).toBe(false);
    expect(await shelf('1').find('index.html')).toBeNull();
    expect(await (await shelf('1').find('assets/index-AAAA.js'))?.text()).toBe('one');
  });

  it('takes what has not changed from the version before, and asks for the rest', async () => {
    await shelf('1').fill();
    asked = [];
    const next: SiteFile[] = [{ name: 'assets/index-BBBB.js' }, { name: 'assets/same-CCCC.wasm' }];
    host.set(`${SCOPE}assets/index-BBBB.js`, script('two'));
    expect(await shelf('2', next).fill()).toBe(true);
    expect(asked).toEqual(['assets/index-BBBB.js']);
  });

  it('never has a page of the version before, but its parts', async () => {
    await shelf('1').fill();
    const next = shelf('2', [{ name: 'index.html', mark: 'next' }]);
    expect(await next.find('index.html')).toBeNull();
    expect(await (await next.find('assets/index-AAAA.js'))?.text()).toBe('one');
  });

  it('drops all but the version before, and nothing of a neighbour', async () => {
    const neighbour = 'interleave https://school.example/other/ 7';
    await caches.open(neighbour);
    for (const version of ['1', '2', '3']) await shelf(version).fill();
    await shelf('3').clear();
    expect(await caches.keys()).toEqual([
      neighbour,
      `interleave ${SCOPE} 2`,
      `interleave ${SCOPE} 3`,
    ]);
  });

  it('says when the network is gone, and has what it had', async () => {
    await shelf('1').fill();
    const gone = new Shelf(SCOPE, '1', [...FILES, { name: 'assets/more.js' }], {
      caches: caches as unknown as CacheStorage,
      fetch: () => Promise.reject(new TypeError('no network')),
    });
    expect(await gone.fill()).toBe(false);
    expect(await gone.find('index.html')).not.toBeNull();
  });
});

describe('the headers', () => {
  const of = (destination: RequestDestination, given: HeadersInit = {}) => {
    const response = isolated(new Response('x', { headers: given }), destination);
    return (name: string) => response.headers.get(name);
  };
  it('isolate a page by its opener, and a frame by itself', () => {
    expect(of('document')('cross-origin-opener-policy')).toBe('same-origin');
    expect(of('document')('document-isolation-policy')).toBeNull();
    expect(of('iframe')('document-isolation-policy')).toBe('isolate-and-require-corp');
    expect(of('iframe')('cross-origin-opener-policy')).toBeNull();
    for (const each of ['document', 'iframe', 'worker', 'script'] as const) {
      expect(of(each)('cross-origin-embedder-policy')).toBe('require-corp');
    }
  });
  it('let another site show a frame, and nothing else', () => {
    expect(of('iframe')('cross-origin-resource-policy')).toBe('cross-origin');
    expect(of('document')('cross-origin-resource-policy')).toBe('same-origin');
    expect(of('script')('cross-origin-resource-policy')).toBe('same-origin');
  });
  it('say whom the page owes it', () => {
    expect(of('document')('server-timing')).toBe('isolated-by-service-worker');
    const host = { 'cross-origin-opener-policy': 'same-origin' };
    expect(of('document', host)('server-timing')).toBeNull();
  });
  it('leave alone what may not be changed', () => {
    const opaque = Response.error();
    expect(isolated(opaque, 'document')).toBe(opaque);
  });
});
