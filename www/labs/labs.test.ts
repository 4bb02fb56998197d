import { describe, expect, it } from 'vitest';
import { checkTexts } from '../state/check.ts';
import { labs } from './index.ts';

describe.each(labs)('the lab $id', (lab) => {
  it('has defaults within its own bounds, and names each parameter once', () => {
    expect(checkTexts(lab, {}).problems).toEqual([]);
    const names = lab.parameters.map((parameter) => parameter.name);
    expect(new Set(names).size).toBe(names.length);
    // Such a parameter could not be told from the lab in a link.
    expect(names).not.toContain('lab');
  });

  it('has a text of three sections, its programs, and words for each of its parts', () => {
    expect(lab.textHtml.match(/<h2>/g)).toHaveLength(3);
    expect(lab.textHtml).not.toMatch(/<script|<style| style=| on\w+=/);
    if (lab.opens !== true) expect(lab.python).toMatch(/^def \w+\(/m);
    if (lab.engine === undefined) expect(lab.rust).toBe('');
    else expect(lab.rust).toMatch(/pub\(super\) (async )?fn \w+\(me: &/);
    for (const words of [lab.title, lab.summary, ...lab.parameters.map(({ label }) => label)]) {
      expect(words).not.toBe('');
    }
  });
});
