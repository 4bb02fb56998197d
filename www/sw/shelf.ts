/** The caches: one for each version of the site, each holding only files of its version. */
import { findFile, isHashed, isOf, type SiteFile } from './files.ts';

/** How many files are asked for at once. */
const AT_ONCE = 6;

export class Shelf {
  readonly #scope: string;
  readonly #files: readonly SiteFile[];
  readonly #caches: CacheStorage;
  readonly #fetch: typeof fetch;
  /** An origin may hold several sites, each in its folder. */
  readonly #prefix: string;
  readonly #name: string;

  constructor(
    scope: string,
    version: string,
    files: readonly SiteFile[],
    browser: { readonly caches: CacheStorage; readonly fetch: typeof fetch },
  ) {
    this.#scope = scope;
    this.#files = files;
    this.#caches = browser.caches;
    this.#fetch = browser.fetch;
    this.#prefix = `interleave ${scope} `;
    this.#name = this.#prefix + version;
  }

  /** What is kept under this name: of this version, or, where the name says which content it is, of the one before. */
  async find(name: string): Promise<Response | null> {
    const file = findFile(this.#files, name);
    if (file !== null) return (await (await this.#own()).match(this.#address(file.name))) ?? null;
    if (!isHashed(name)) return null;
    for (const cache of await this.#all()) {
      const found = await cache.match(this.#address(name));
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Keeps what the network answered, if it is a file of this version. Says whether it is kept. */
  async put(name: string, response: Response): Promise<boolean> {
    const file = findFile(this.#files, name);
    if (file === null || !(await isOf(file, response.clone()))) return false;
    await (await this.#own()).put(this.#address(file.name), response);
    return true;
  }

  /** Gets whatever is missing. Says whether all is there. */
  async fill(): Promise<boolean> {
    const missing = [...this.#files];
    let whole = true;
    const work = async () => {
      for (let file = missing.shift(); file !== undefined; file = missing.shift()) {
        if (!(await this.#get(file))) whole = false;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return whole;
  }

  /**
   * Drops all versions but this one and the one before it: a page that was opened under that one may still be asking for parts
   * that it has not needed so far.
   */
  async clear(): Promise<void> {
    const names = await this.#names();
    const before = names.filter((name) => name !== this.#name);
    await Promise.all(before.slice(0, -1).map((name) => this.#caches.delete(name)));
  }

  async #get(file: SiteFile): Promise<boolean> {
    const own = await this.#own();
    if ((await own.match(this.#address(file.name))) !== undefined) return true;
    if (isHashed(file.name)) {
      for (const cache of await this.#all()) {
        const same = await cache.match(this.#address(file.name));
        if (same !== undefined) {
          await own.put(this.#address(file.name), same);
          return true;
        }
      }
    }
    try {
      // What the browser's own cache has under a name without a hash may be of another version.
      const cache = isHashed(file.name) ? 'default' : 'no-cache';
      return await this.put(file.name, await this.#fetch(this.#address(file.name), { cache }));
    } catch {
      return false;
    }
  }

  /** A page that is the folder's own is asked for as such: some hosts redirect its name. */
  #address(name: string): string {
    return this.#scope + (name === 'index.html' ? '' : name);
  }

  #own(): Promise<Cache> {
    return this.#caches.open(this.#name);
  }

  /** In the order in which they were made. */
  async #names(): Promise<readonly string[]> {
    return (await this.#caches.keys()).filter((name) => name.startsWith(this.#prefix));
  }

  async #all(): Promise<readonly Cache[]> {
    const names = [...(await this.#names())].reverse();
    return Promise.all(names.map((name) => this.#caches.open(name)));
  }
}
