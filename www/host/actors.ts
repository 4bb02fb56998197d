/** Who lives in a run, by its trace: to say which actor broke, or does not answer. */
import type { TraceEvent } from '../shared/trace.ts';

interface Life {
  name: string;
  worker: number;
  ended: boolean;
}

export class ActorBook {
  readonly #lives = new Map<number, Life>();

  add(events: readonly TraceEvent[]): void {
    for (const event of events) {
      switch (event.kind) {
        case 'spawn':
          this.#life(event.object).name = String(event.value);
          break;
        case 'start':
          this.#life(event.actor).worker = Number(event.value);
          break;
        case 'exit':
          this.#life(event.actor).ended = true;
          break;
        default:
      }
    }
  }

  /** The actor that runs on this worker. */
  onWorker(worker: number): string | undefined {
    return [...this.#lives.values()].find((life) => life.worker === worker && !life.ended)?.name;
  }

  /** The actors that began and have not ended, but for those that only wait for the others: main, if there are others. */
  unfinished(): string[] {
    const living = [...this.#lives.values()].filter((life) => life.worker >= 0 && !life.ended);
    const others = living.filter((life) => life !== this.#lives.get(0));
    return (others.length > 0 ? others : living).map((life) => life.name);
  }

  #life(actor: number): Life {
    let life = this.#lives.get(actor);
    if (!life) {
      life = { name: actor === 0 ? 'main' : `actor ${actor}`, worker: -1, ended: false };
      this.#lives.set(actor, life);
    }
    return life;
  }
}
