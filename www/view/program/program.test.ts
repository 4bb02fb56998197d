// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Problem } from '../../shared/stepper.ts';
import { MOST_CODE } from '../../state/code-link.ts';
import { type Edits, UNEDITED } from '../../state/edits.ts';
import type { Share } from '../../state/share.ts';
import { brokenWords } from '../../texts/edit.ts';
import { Program } from './program.ts';
import { ShareLink } from './share.ts';

const MARKUP = '<img src=x onerror=alert(1)>';

afterEach(() => document.body.replaceChildren());

async function shown(properties: Partial<Program>) {
  const element = new Program();
  Object.assign(element, properties);
  const asked: unknown[] = [];
  element.addEventListener('il-action', (action) => asked.push((action as CustomEvent).detail));
  document.body.append(element);
  await element.updateComplete;
  return { element, asked, text: element.textContent ?? '' };
}

const edits = (rest: Partial<Edits>): Edits => ({ ...UNEDITED, ...rest });

test('before the editor is there, a field takes what is typed', async () => {
  const { element, asked } = await shown({ source: MARKUP });
  const field = element.querySelector('textarea');
  expect(field?.value).toBe(MARKUP);
  if (field !== null) field.value = 'x';
  field?.dispatchEvent(new Event('input'));
  expect(asked).toEqual([{ type: 'edit-program', source: 'x' }]);
});

test('whose program it is, and what can be done with it', async () => {
  const own = await shown({ source: 'x' });
  expect(own.text).toContain('The lab’s program.');
  expect(own.element.querySelector('button')).toBe(null);
  const theirs = await shown({
    source: 'y',
    edits: edits({ own: 'y', earlier: 'x' }),
    parameters: true,
  });
  expect(theirs.text).toContain('Your version.');
  expect(theirs.text).toContain('The parameters belong to the lab’s own program.');
  for (const type of ['reset-program', 'swap-program']) {
    theirs.element.querySelector<HTMLButtonElement>(`[data-button="${type}"]`)?.click();
    expect(theirs.asked.pop()).toEqual({ type });
  }
});

test('what is wrong is told, as text', async () => {
  const problem: Problem = { line: 3, column: 7, message: MARKUP, instead: null, text: MARKUP };
  const { element, text } = await shown({ source: MARKUP, problems: [problem] });
  expect(text).toContain('Line 3, column 7');
  expect(text).toContain(`${MARKUP}.`);
  expect(element.querySelector('img')).toBe(null);
});

test('what was not kept, not read or not run is told', async () => {
  const told = await shown({
    source: 'x'.repeat(MOST_CODE + 1),
    edits: edits({ own: 'x', kept: false, fault: { kind: 'version', version: 9 } }),
  });
  expect(told.text).toContain('another version of this page (9)');
  expect(told.text).toContain('65,537 bytes, and 64 KiB is the most');
  expect(told.text).toContain('Copy the link to keep it.');
});

test('what brought the machine down is told in words', () => {
  expect(brokenWords('Uncaught RuntimeError: unreachable')).toContain('more memory');
  expect(brokenWords('too much recursion')).toContain('nested too deeply');
  expect(brokenWords('the worker did not start')).toBe(
    'The machine could not go on: the worker did not start.',
  );
});

test('keys that are typed in the program are nobody else’s', async () => {
  const { element } = await shown({ source: 'x' });
  let heard = 0;
  document.body.addEventListener('keydown', () => heard++);
  const key = new KeyboardEvent('keydown', { key: 'p', bubbles: true, composed: true });
  element.querySelector('textarea')?.dispatchEvent(key);
  expect(heard).toBe(0);
});

test('the link is copied, or shown to be copied by hand', async () => {
  const element = new ShareLink();
  document.body.append(element);
  const become = async (share: Share) => {
    element.share = share;
    await element.updateComplete;
    return element.textContent ?? '';
  };
  const link = `https://example.org/#lab=${MARKUP}`;
  expect(await become({ status: 'copied', link, missing: [] })).toContain('The link is copied.');
  expect(await become({ status: 'copied', link, missing: ['program'] })).toContain('too long');
  await become({ status: 'by-hand', link, missing: ['schedule'] });
  expect(element.querySelector('input')?.value).toBe(link);
  expect(element.textContent).toContain('too many steps');
});
