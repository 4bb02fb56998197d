/** Makes shared memories, sparingly. */

const PAGE = 65_536;
/** What the threads build is linked with (xtask): its memory may grow up to this, in bytes. */
const MAXIMUM = 1 << 30;
/** What it begins with: the module's own data and room for some stacks, in bytes. */
const INITIAL = 4 << 20;

/** Tries, and the first pause between them in milliseconds; each further one is twice as long. */
const TRIES = 7;
const FIRST_PAUSE = 100;

/**
 * A new shared memory, of so many bytes at first. Chromium refuses one while it still holds on to too many dropped ones, so this tries again for some
 * seconds before it gives up.
 */
export async function sharedMemory(bytes = INITIAL): Promise<WebAssembly.Memory> {
  for (let attempt = 1; ; attempt++) {
    try {
      return new WebAssembly.Memory({
        shared: true,
        initial: bytes / PAGE,
        maximum: MAXIMUM / PAGE,
      });
    } catch (error) {
      if (attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * 2 ** (attempt - 1)));
    }
  }
}
