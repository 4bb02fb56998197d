import { describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import type { StagesParameter } from '../shared/lab.ts';
import { encodeStages, pipelineCall, readStages } from '../shared/stages.ts';
import { problemWords } from '../texts/page.ts';
import { check, checkTexts } from './check.ts';
import { readLink, writeLink } from './link.ts';
import { stageRows, stagesText } from './stages.ts';

const lab = labs.find(({ id }) => id === 'pipeline');
const parameter = lab?.parameters[0] as StagesParameter;

/** What is told of a text that is no good. */
function told(text: string): string {
  const fault = check(parameter, text);
  if (typeof fault !== 'object') throw new Error(`${text} is good`);
  return problemWords({ parameter, text, fault });
}

describe('stages as text', () => {
  it('are checked and put into their shortest form', () => {
    expect(check(parameter, 'divide:2,add:1')).toBe('divide:2,add:1');
    expect(check(parameter, ' divide : 2.0 , sum,add:+.5e1 ')).toBe('divide:2,sum,add:5');
    expect(check(parameter, 'multiply:0,minimize,maximize')).toBe('multiply:0,minimize,maximize');
  });

  it('that are no good are told of by their place, with what would be right', () => {
    expect(told('')).toContain('There is no stage here. There can be 1 to 6 stages.');
    expect(told('sum,sum,sum,sum,sum,sum,sum')).toContain('more than 6 stages');
    expect(told('add:1,half:2')).toMatch(/Stage 2: “half” is no operation\. .*add, subtract/);
    expect(told('add:1,divide:0')).toMatch(/Stage 2: nothing can be divided by 0.*but 0/);
    expect(told('divide:two')).toMatch(/Stage 1, divide by: “two” is not a number/);
    expect(told('add:1001')).toMatch(/Stage 1, add: “1001” is too large.*−1,000 to 1,000/);
    expect(told('add:-1e9')).toContain('too small');
    expect(told('add')).toMatch(/Stage 1, add: a number is missing/);
    expect(told('add:1,,add:1')).toContain('Stage 2: “” is no operation');
    expect(told('sum:3')).toMatch(/Stage 1, sum so far: it takes no number, and “3”/);
    expect(told('__proto__')).toContain('no operation');
    expect(told('a,b,c,d,e')).toContain('2 more stages cannot be read');
    expect(told('add')).toContain('The default, divide(2), add(1), stands in.');
  });

  it('lose nothing when they are taken apart and put together', () => {
    for (const text of ['divide:2,add:1', 'foo', ':', 'a:b:c', ',,', 'sum:', 'add:2%2C5', 'ä%']) {
      const rows = stageRows(text);
      expect(stageRows(stagesText(rows))).toEqual(rows);
    }
    const typed = [{ operation: 'add', number: '2,5:%2C %' }];
    expect(stageRows(stagesText(typed))).toEqual(typed);
  });

  it('go to the engine as numbers, and to JavaScript as calls', () => {
    expect(encodeStages(parameter, 'divide:2,sum,add:-0.5')).toEqual([3, 3, 2, 6, 0, 0, -0.5]);
    expect(pipelineCall(readStages('divide:2,sum'), true)).toBe(
      'pipeline(divide(2), sum(), { fill: true })',
    );
    expect(pipelineCall(readStages('add:1'), false)).toBe('pipeline(add(1))');
  });

  it('stand in a link that can be read, and come back from it', () => {
    if (lab === undefined) throw new Error('there is no lab');
    const { values } = checkTexts(lab, { stages: 'add:1,multiply:-2.5,sum', fill: 'no' });
    const link = writeLink(lab, values);
    expect(link).toBe('#lab=pipeline&stages=add:1,multiply:-2.5,sum&fill=no');
    expect(checkTexts(lab, readLink(link, labs).texts).values).toEqual(values);
    expect(writeLink(lab, checkTexts(lab, { stages: 'divide:2,add:1' }).values)).toBe(
      '#lab=pipeline',
    );
  });
});
