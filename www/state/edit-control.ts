/** Between the visitor who edits a program, what the browser keeps of it, and the link. */
import { programFault, readKept, writeKept } from './edits.ts';
import type { Linked, Route } from './link.ts';
import { linkNow } from './share.ts';
import type { Store } from './store.ts';
import type { Intent } from './update.ts';

/** What this needs of a browser. */
export interface EditEnvironment {
  /** Puts this hash into the address, without a new entry in the history. */
  writeHash(hash: string): void;
  /** Calls back once, after so many milliseconds; the result takes that back. */
  after(delay: number, callback: () => void): () => void;
  /** What was kept under this name; null if nothing was, or nothing can be. */
  recall(name: string): string | null;
  /** Keeps a text, or forgets it. Says whether that could be done. */
  keep(name: string, text: string | null): boolean;
  /** The whole address of this hash. */
  address(hash: string): string;
  /** Puts a text where a visitor pastes from. Says whether that could be done. */
  copy(text: string): Promise<boolean>;
}

/** Who types is not disturbed at every key, and browsers take only so many addresses in a time. In milliseconds. */
const PAUSE = 400;

type Pending = 'program' | 'reload' | 'link';

export class EditControl {
  readonly #store: Store;
  readonly #environment: EditEnvironment;
  /** Has the machine load the program again, if it is another one. */
  readonly #reload: () => void;
  readonly #pending = new Map<Pending, () => void>();

  constructor(store: Store, environment: EditEnvironment, reload: () => void) {
    this.#store = store;
    this.#environment = environment;
    this.#reload = reload;
  }

  /** A link was opened, after `leave`. */
  navigated(from: Route, linked: Linked): void {
    const { route } = this.#store.state;
    if (route.page !== 'lab') return;
    const { code, schedule } = linked;
    const asked = { code, scheduled: schedule !== null };
    const same = from.page === 'lab' && from.lab === route.lab;
    const kept = same ? null : readKept(this.#environment.recall(keyOf(route.lab.id)));
    this.#store.dispatch({ type: 'program-begun', kept, asked });
  }

  handle(intent: Extract<Intent, { type: EditIntent }>): void {
    if (intent.type === 'copy-link') {
      void this.#copy();
      return;
    }
    this.#store.dispatch(intent);
    // What is typed waits for a pause; what one press does is done at once.
    if (intent.type === 'edit-program') this.#later('program', PAUSE, () => this.#settle());
    else this.#settle();
  }

  /** The address follows, as soon as there is time. */
  link(): void {
    this.#later('link', PAUSE, () => this.writeNow());
  }

  writeNow(): void {
    this.#done('link');
    const link = linkNow(this.#store.state);
    if (link === null) return;
    this.#environment.writeHash(link.hash);
    this.#store.dispatch({ type: 'link-written' });
  }

  /** The lab's own program may have become another one. */
  follow(): void {
    if (!this.#pending.has('program')) this.#later('reload', PAUSE, () => this.#reloadNow());
  }

  /** The lab or the page is left: what was typed last is kept. */
  leave(): void {
    if (this.#pending.has('program')) this.#keep();
    for (const what of [...this.#pending.keys()]) this.#done(what);
  }

  #settle(): void {
    this.#done('program');
    this.#keep();
    this.#reloadNow();
    this.writeNow();
  }

  #keep(): void {
    const { route, edits } = this.#store.state;
    // What is too long stays where it is typed, and what was kept before stays kept.
    if (route.page !== 'lab' || (edits.own !== null && programFault(edits.own) !== null)) return;
    const kept = this.#environment.keep(keyOf(route.lab.id), writeKept(edits));
    this.#store.dispatch({ type: 'program-kept', kept });
  }

  #reloadNow(): void {
    this.#done('reload');
    this.#reload();
  }

  async #copy(): Promise<void> {
    if (this.#pending.has('program')) this.#settle();
    this.#done('link');
    const { state } = this.#store;
    const link = linkNow(state);
    if (link === null) return;
    this.#environment.writeHash(link.hash);
    const address = this.#environment.address(link.hash);
    const copied = await this.#environment.copy(address);
    if (this.#store.state.route !== state.route) return;
    const status = copied ? 'copied' : 'by-hand';
    this.#store.dispatch({ type: 'link-copied', share: { ...link, status, link: address } });
  }

  #later(what: Pending, delay: number, callback: () => void): void {
    this.#done(what);
    this.#pending.set(what, this.#environment.after(delay, callback));
  }

  #done(what: Pending): void {
    this.#pending.get(what)?.();
    this.#pending.delete(what);
  }
}

export type EditIntent =
  | 'edit-program'
  | 'reset-program'
  | 'swap-program'
  | 'open-program'
  | 'copy-link';

function keyOf(lab: string): string {
  return `interleave:program:${lab}`;
}
