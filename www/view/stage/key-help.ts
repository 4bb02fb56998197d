import { html, type TemplateResult } from 'lit';
import { KEY_TEXTS as TEXTS } from '../../texts/stage.ts';

/** A dialog that lists the stage's keys. Open it with `showModal`. */
export function keyHelp(): TemplateResult {
  return html`<dialog class="key-help" aria-labelledby="keys-heading" @click=${closeOutside}>
    <form method="dialog">
      <h2 id="keys-heading">${TEXTS.heading}</h2>
      <dl>${TEXTS.rows.map(
        ([keys, does]) =>
          html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${does}</dd></div>`,
      )}</dl>
      <p class="empty">${TEXTS.note}</p>
      <button type="submit" class="primary">${TEXTS.close}</button>
    </form>
  </dialog>`;
}

/** A click beside the dialog is one on its backdrop, and closes it. */
function closeOutside(event: Event): void {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
}
