/** What the JavaScript console shows. */
import type { ConsoleEnd, ConsoleReport, Setup } from '../shared/console.ts';
import type { ParameterValues } from '../shared/lab.ts';
import { readStages } from '../shared/stages.ts';

/** A line of the console. What has ended its worker is told as data: the view words it. */
export type ScriptEntry =
  | {
      readonly type: 'input' | 'value' | 'error' | 'log' | 'warn' | 'notice';
      readonly text: string;
    }
  | { readonly type: 'missing'; readonly count: number }
  | { readonly type: 'ended'; readonly why: ConsoleEnd };

export interface Script {
  readonly entries: readonly ScriptEntry[];
  /** How many entries before those were left out. */
  readonly dropped: number;
  /** Whether something is evaluated. */
  readonly busy: boolean;
  /** What is to be evaluated, until its worker begins. */
  readonly asked: string;
  /** How often something was begun, and how often it turned out to be unfinished. */
  readonly begun: number;
  readonly unfinished: number;
}

export const NO_SCRIPT: Script = {
  entries: [],
  dropped: 0,
  busy: false,
  asked: '',
  begun: 0,
  unfinished: 0,
};

/** More entries than this are not kept. */
const MOST = 1000;

/** What `p` is with these values; null in a lab that has no stages. */
export function setupOf({ stages, fill }: ParameterValues): Setup | null {
  if (typeof stages !== 'string') return null;
  return { stages: readStages(stages), fill: fill === 'yes' };
}

export function askScript(script: Script, code: string): Script {
  return { ...script, busy: true, asked: code };
}

export function reportScript(script: Script, report: ConsoleReport): Script {
  switch (report.type) {
    case 'begun':
      return {
        ...added(script, [{ type: 'input', text: script.asked }]),
        asked: '',
        begun: script.begun + 1,
      };
    case 'unfinished':
      return { ...script, busy: false, asked: '', unfinished: script.unfinished + 1 };
    case 'lines': {
      const lines = report.lines.map(({ level, text }): ScriptEntry => ({ type: level, text }));
      const { missing } = report;
      return added(script, missing === 0 ? lines : [...lines, { type: 'missing', count: missing }]);
    }
    case 'done':
      return { ...added(script, report.result === null ? [] : [report.result]), busy: false };
    case 'ended':
      return {
        ...added(script, [{ type: 'ended', why: report.why }]),
        busy: false,
        asked: '',
      };
  }
}

function added(script: Script, entries: readonly ScriptEntry[]): Script {
  const all = [...script.entries, ...entries];
  const over = Math.max(all.length - MOST, 0);
  return { ...script, entries: all.slice(over), dropped: script.dropped + over };
}
