import { type Stage, stageCall } from '../shared/stages.ts';
import type { PipelineView } from '../state/pipeline.ts';
import { formatValue } from '../view/panels/format.ts';

/** What happens at the moment that is shown, in a sentence. */
export function passingWords(view: PipelineView, stages: readonly Stage[], fill: boolean): string {
  const { last } = view;
  if (last === null) return 'Run the program, and values move from stage to stage.';
  const name = (actor: number) => {
    const at = view.stages.findIndex((stage) => stage.actor === actor);
    const stage = stages[at];
    return stage === undefined ? 'main' : stageCall(stage);
  };
  const [from, to] = [name(last.from), name(last.to)];
  const value = formatValue(last.value);
  switch (last.how) {
    case 'send':
      if (last.value === null) return `${to} is primed: it runs up to its first yield.`;
      return `${from} sends ${value} to ${to}${fill && isFirst(view, last.to) ? ', which was empty: it keeps the value and echoes it.' : '.'}`;
    case 'answer':
      if (last.value === null) return `${from} is primed, and waits for its first value.`;
      return `${from} answers ${to} with ${value}.`;
    case 'close':
      return `${from} closes ${to}, and with it those behind it.`;
    case 'end':
      return 'The pipeline is closed.';
  }
}

/** Whether what this stage has just got is its first value. */
function isFirst({ stages }: PipelineView, actor: number): boolean {
  const stage = stages.find((each) => each.actor === actor);
  return stage?.status === 'filled' && stage.output === null;
}
