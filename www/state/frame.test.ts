import { describe, expect, it } from 'vitest';
import { readFrame, WHOLE_FRAME, writeFrame } from './frame.ts';

describe('the options of a frame', () => {
  it('are all that there is, unless the link says otherwise', () => {
    expect(readFrame('#lab=race&additions=5')).toEqual({
      frame: WHOLE_FRAME,
      hash: '#lab=race&additions=5',
    });
  });

  it('leave the rest of the link to the lab', () => {
    const { frame, hash } = readFrame(
      '#lab=race&engine=step&controls=step,explore&panels=code,timeline&theme=dark&start=4',
    );
    expect(frame).toEqual({
      controls: ['step', 'explore'],
      panels: ['code', 'timeline'],
      theme: 'dark',
    });
    expect(hash).toBe('#lab=race&engine=step&start=4');
  });

  it('show one engine where one is named', () => {
    expect(readFrame('#lab=race&engine=explore').frame.controls).toEqual(['explore']);
  });

  it('begin with an engine that can be chosen', () => {
    expect(readFrame('#lab=race&controls=explore,step').hash).toBe('#lab=race&engine=step');
    const both = readFrame('#lab=race&engine=live&controls=step');
    expect(both.frame.controls).toEqual(['live', 'step']);
  });

  it('are their defaults where they mean nothing', () => {
    const { frame } = readFrame('#lab=race&controls=fly&panels=,&theme=<b>');
    expect(frame).toEqual(WHOLE_FRAME);
  });

  it('come back as they were written', () => {
    const frame = { controls: ['step'], panels: ['code', 'console'], theme: 'light' } as const;
    const written = `#${writeFrame(frame, 'lab=race&engine=step')}`;
    expect(readFrame(written)).toEqual({ frame, hash: '#lab=race&engine=step' });
  });
});
