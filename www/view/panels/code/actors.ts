/** The actors at their lines, in a gutter and as tints, for CodeMirror. */
import { type Range, RangeSet, StateEffect, StateField, Transaction } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutter } from '@codemirror/view';
import { actorClass } from '../actor.ts';
import { actorsByLine } from './lines.ts';

class ActorsMarker extends GutterMarker {
  constructor(private readonly actors: readonly number[]) {
    super();
  }

  override eq(other: ActorsMarker): boolean {
    return other.actors.join() === this.actors.join();
  }

  override toDOM(): HTMLElement {
    const markers = document.createElement('span');
    for (const actor of this.actors) {
      const marker = document.createElement('span');
      marker.className = `at ${actorClass(actor)}`;
      marker.textContent = String(actor);
      markers.append(marker);
    }
    return markers;
  }
}

/** The actors are on these lines now. */
export const moveActors = StateEffect.define<ReadonlyMap<number, number>>();

const NOBODY = { markers: RangeSet.empty, tints: Decoration.none };

/** The markers of the gutter, and the tint of their lines. */
const lines = StateField.define<{
  readonly markers: RangeSet<GutterMarker>;
  readonly tints: RangeSet<Decoration>;
}>({
  create: () => NOBODY,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(moveActors)) continue;
      const markers: Range<GutterMarker>[] = [];
      const tints: Range<Decoration>[] = [];
      for (const [line, actors] of actorsByLine(effect.value)) {
        // A line that the text does not have: a trace of another version of it.
        if (line < 1 || line > transaction.state.doc.lines) continue;
        const { from } = transaction.state.doc.line(line);
        markers.push(new ActorsMarker(actors).range(from));
        tints.push(Decoration.line({ class: `here ${actorClass(actors[0] ?? 0)}` }).range(from));
      }
      return { markers: RangeSet.of(markers, true), tints: RangeSet.of(tints, true) };
    }
    if (!transaction.docChanged) return value;
    // What is typed moves them along; another text has them elsewhere.
    if (transaction.annotation(Transaction.userEvent) === undefined) return NOBODY;
    const { changes } = transaction;
    return { markers: value.markers.map(changes), tints: value.tints.map(changes) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ tints }) => tints),
});

const actorGutter = gutter({
  class: 'actor-gutter',
  markers: (view) => view.state.field(lines).markers,
});

export const actorLines = [lines, actorGutter];
