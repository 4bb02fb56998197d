import { describe, expect, it } from 'vitest';
import { readFrame } from './frame.ts';
import { type EmbedOptions, snippetsOf } from './snippets.ts';

const BASE = 'https://school.example/labs/';
const OPTIONS: EmbedOptions = {
  engine: 'step',
  controls: ['step', 'explore'],
  panels: null,
  theme: 'auto',
  height: 480,
};

describe('what is pasted', () => {
  it('is an element with its options as attributes', () => {
    const { element } = snippetsOf(BASE, '#lab=race', 'A race', OPTIONS);
    expect(element).toBe(`<script src="https://school.example/labs/embed.js" async></script>
<interleave-lab lab="race" engine="step" controls="step,explore" height="480"><a href="https://school.example/labs/#lab=race">A race</a></interleave-lab>`);
  });

  it('is a frame whose link has them', () => {
    const { frame, address } = snippetsOf(BASE, '#lab=race&start=4', 'A race', {
      ...OPTIONS,
      panels: ['code', 'timeline'],
      theme: 'dark',
    });
    expect(address).toBe(
      `${BASE}embed.html#lab=race&engine=step&start=4&controls=step,explore&panels=code,timeline&theme=dark`,
    );
    expect(frame).toContain('src="https://school.example/labs/embed.html#lab=race&amp;engine=step');
    expect(readFrame(new URL(address).hash)).toEqual({
      frame: { controls: ['step', 'explore'], panels: ['code', 'timeline'], theme: 'dark' },
      hash: '#lab=race&engine=step&start=4',
    });
  });

  it('names no controls where there is one engine', () => {
    const { element, address } = snippetsOf(BASE, '#lab=race&engine=explore', 'A race', {
      ...OPTIONS,
      controls: [],
    });
    expect(element).not.toContain('controls');
    expect(readFrame(new URL(address).hash).frame.controls).toEqual(['step']);
  });

  it('has all engines where all are wanted', () => {
    const { address } = snippetsOf(BASE, '#lab=race', 'A race', {
      ...OPTIONS,
      engine: 'live',
      controls: ['live', 'step', 'explore'],
    });
    expect(readFrame(new URL(address).hash).frame.controls).toHaveLength(3);
  });

  it('is Python for a notebook', () => {
    const { notebook } = snippetsOf(BASE, '#lab=race', 'A race', OPTIONS);
    expect(notebook).toBe(`from IPython.display import IFrame
IFrame("https://school.example/labs/embed.html#lab=race&engine=step&controls=step,explore", width="100%", height=480)`);
  });

  it('stays text, whatever the link and the title hold', () => {
    const link = `#${new URLSearchParams({ lab: 'race', stages: '"><script>alert(1)</script>' })}`;
    const { element, frame } = snippetsOf(BASE, link, '<b>"A race"</b>', OPTIONS);
    expect(element.match(/<script/g)).toHaveLength(1);
    expect(frame).not.toContain('<script');
    expect(element).toContain('&lt;b&gt;&quot;A race&quot;&lt;/b&gt;');
  });
});
