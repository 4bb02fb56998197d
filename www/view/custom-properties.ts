import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Sets custom properties of an element. Lit's `styleMap` begins with a style attribute, which the page's policy forbids. */
class CustomProperties extends Directive {
  override render(_values: Readonly<Record<`--${string}`, number>>): typeof noChange {
    return noChange;
  }

  override update(
    { element }: ElementPart,
    [values]: [Readonly<Record<`--${string}`, number>>],
  ): typeof noChange {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(values)) style.setProperty(name, String(value));
    return noChange;
  }
}

export const customProperties = directive(CustomProperties);
