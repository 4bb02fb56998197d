/** What the state says as data, in words. */
import type { Lab, Parameter, StagesParameter } from '../shared/lab.ts';
import type { Capability, EngineStatus, RunError } from '../shared/run.ts';
import { readStages, stageCall } from '../shared/stages.ts';
import type { Fault, Problem } from '../state/check.ts';
import type { CounterResult, LockTimes } from '../state/results.ts';
import { type BadStage, operationOf } from '../state/stages.ts';
import type { Engine, Run, RunStatus, Series } from '../state/state.ts';
import { count, duration, many } from './number.ts';

export { count, duration, many };

/** What is wrong with a field, what would be right, and what is used meanwhile. */
export function problemWords({ parameter, text, fault }: Problem): string {
  return `${faultWords(parameter, text, fault)} The default, ${defaultWords(parameter)}, stands in.`;
}

/** What is wrong with what was typed, and what would be right. */
export function faultWords(parameter: Parameter, text: string, fault: Fault): string {
  const quoted = `“${shorten(text.trim())}”`;
  switch (fault.kind) {
    case 'empty':
      return `A number is missing here: ${bounds(parameter)}.`;
    case 'not-a-number':
      return `${quoted} is not a number. It can be ${bounds(parameter)}.`;
    case 'not-an-integer':
      return `${quoted} is not a whole number. It can be ${bounds(parameter)}.`;
    case 'too-small':
      return `${quoted} is too small. It can be ${bounds(parameter)}.`;
    case 'too-large':
      return `${quoted} is too large. It can be ${bounds(parameter)}.`;
    case 'not-a-choice':
      return `${quoted} is none of the choices: ${fault.choices.join(', ')}.`;
    case 'no-stages':
      return `There is no stage here. There can be ${bounds(parameter)}.`;
    case 'too-many-stages':
      return `There are more than ${fault.most} stages here.`;
    case 'bad-stages':
      return parameter.type === 'stages' ? badStagesWords(parameter, fault.bad) : '';
  }
}

/** How many bad stages are told of by name. */
const TOLD = 3;

function badStagesWords(parameter: StagesParameter, bad: readonly BadStage[]): string {
  const told = bad.slice(0, TOLD).map((each) => badStageWords(parameter, each));
  const more = bad.length - told.length;
  if (more > 0) told.push(`${many(more, 'more stage')} cannot be read.`);
  return told.join(' ');
}

/** Which stage is wrong, in what, and what would be right. */
function badStageWords(parameter: StagesParameter, { at, row, fault }: BadStage): string {
  const { limit } = parameter;
  const place = `Stage ${at + 1}`;
  const operation = operationOf(parameter, row.operation);
  const number = `“${shorten((row.number ?? '').trim())}”`;
  const of = operation?.label ?? row.operation;
  const right = `${operation?.notZero === true ? 'any number' : 'a number'} from ${count(-limit)} to ${count(limit)}${operation?.notZero === true ? ' but 0' : ''}`;
  switch (fault.kind) {
    case 'no-such-operation': {
      const names = parameter.operations.map(({ name }) => name).join(', ');
      return `${place}: “${shorten(row.operation)}” is no operation. It can be ${names}.`;
    }
    case 'takes-no-number':
      return `${place}, ${of}: it takes no number, and ${number} stands there.`;
    case 'empty':
      return `${place}, ${of}: a number is missing: ${right}.`;
    case 'not-a-number':
    case 'not-an-integer':
      return `${place}, ${of}: ${number} is not a number. It can be ${right}.`;
    case 'too-small':
      return `${place}, ${of}: ${number} is too small. It can be ${right}.`;
    case 'too-large':
      return `${place}, ${of}: ${number} is too large. It can be ${right}.`;
    case 'zero':
      return `${place}: nothing can be divided by 0. The number can be ${right}.`;
  }
}

/** "a whole number from 1 to 200". */
export function bounds(parameter: Parameter): string {
  if (parameter.type === 'choice') return parameter.choices.map(({ label }) => label).join(', ');
  if (parameter.type === 'stages') return `1 to ${many(parameter.most, 'stage')}`;
  const noun = parameter.type === 'integer' ? 'a whole number' : 'a number';
  const unit = parameter.unit === undefined ? '' : ` ${parameter.unit}`;
  return `${noun} from ${count(parameter.min)} to ${count(parameter.max)}${unit}`;
}

function defaultWords(parameter: Parameter): string {
  if (parameter.type === 'stages') {
    return readStages(parameter.default).map(stageCall).join(', ');
  }
  if (parameter.type !== 'choice') return count(parameter.default);
  const choice = parameter.choices.find(({ value }) => value === parameter.default);
  return choice?.label ?? parameter.default;
}

/** What a link brings may be of any length. */
export function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 40 ? text : `${characters.slice(0, 39).join('')}…`;
}

export function statusWords(status: RunStatus, run: Run): string {
  switch (status) {
    case 'idle':
      return 'Not run yet';
    case 'running':
      return 'Running …';
    case 'stopping':
      return 'Stopping …';
    case 'finished':
      return `Finished in ${duration(run.now)}`;
    case 'stopped':
      return `Stopped after ${duration(run.now)}`;
    case 'failed':
      return `Failed after ${duration(run.now)}`;
  }
}

export function errorWords(error: RunError): string {
  const actor = error.actor === undefined ? 'The program' : `Actor “${error.actor}”`;
  switch (error.kind) {
    case 'panic':
      return `${actor} panicked.`;
    case 'trap':
      return `${actor} broke a rule of the machine that runs it, and was ended.`;
    case 'no-answer':
      return `${actor} did not answer when it was told to stop, and was ended by force.`;
    case 'no-start':
      return 'A worker did not start.';
    case 'no-threads':
      return 'Threads cannot run on this page.';
    case 'refused':
      return 'The engine would not start this run.';
    case 'lost':
      return error.actor === undefined
        ? 'The connection to a worker was lost.'
        : `The connection to actor “${error.actor}” was lost.`;
  }
}

/** How far the counter is off and what that tells. `locked`: each update was made with a lock. */
export function counterWords({ right, off }: CounterResult, locked: boolean): string {
  if (off === 0) {
    return locked
      ? 'That is right: with the lock, no update is lost.'
      : 'That is right, by chance: either no update was lost, or as many additions as subtractions.';
  }
  const updates = off === 1 ? '1 update was lost' : `${count(off)} updates were lost`;
  return `Right would be ${count(right)}. It is off by ${count(off)}: at least ${updates}, and more if lost additions and lost subtractions cancelled out.`;
}

/** What the lock costs. */
export function timesWords({ ratio }: LockTimes): string {
  if (ratio === null) return 'Without a lock it took less time than the clock can tell.';
  const times = ratio >= 9.95 ? String(Math.round(ratio)) : ratio.toFixed(1);
  return `With the lock, the work took ${times} times as long.`;
}

export function seriesWords({ status, done, total }: Series): string {
  const of = `${count(done)} of ${many(total, 'run')}`;
  switch (status) {
    case 'running':
      return of;
    case 'finished':
      return many(total, 'run');
    case 'stopped':
      return `Stopped after ${of}`;
    case 'failed':
      return `Ended by a failure after ${of}`;
  }
}

/** Why a lab with threads cannot run here, or how it came that it can. */
export function reasonWords(reason: Capability['reason']): string {
  switch (reason) {
    case 'isolated':
      return 'The server isolates this page, so threads can share memory.';
    case 'isolated-by-service-worker':
      return 'A service worker isolates this page, so threads can share memory.';
    case 'unrestricted':
      return 'This browser lets the threads of any page share memory, isolated or not.';
    case 'no-shared-memory':
      return 'This browser gives a page no memory that several workers can share (SharedArrayBuffer).';
    case 'not-isolated':
      return 'A browser lets workers share memory only on a page that is isolated from other sites, and this one could not be isolated.';
    case 'blocked':
      return 'This browser makes shared memory but refuses to hand it to a worker.';
  }
}

export function engineWords(engine: Engine): string {
  switch (engine.status) {
    case 'starting':
      return 'The engine is starting …';
    case 'broken':
      return 'The engine could not be loaded.';
    case 'ready':
      return [
        engine.capability.threads ? 'Threads: yes' : 'Threads: no',
        ...countsWords(engine.counts),
      ].join(' · ');
  }
}

function countsWords({ workers, memoryBytes }: EngineStatus): string[] {
  const memory = memoryBytes === 0 ? [] : [`${megabytes(memoryBytes)} of shared memory`];
  return [many(workers, 'worker'), ...memory];
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** How fine the clock is, which bounds what a measurement can tell. */
export function clockWords(step: number): string {
  const shown = step < 0.9995 ? `${Math.round(step * 1000)} µs` : `${Number(step.toFixed(1))} ms`;
  const coarse = step > 0.05 ? ', because this page is not isolated from others' : '';
  return `The clock goes in steps of ${shown}${coarse}`;
}

/** What to know of a measurement with so many actors at once, if there are fewer processors; null if there are not. */
export function coresWords(cores: number | null, actors: number): string | null {
  if (cores === null || actors <= cores) return null;
  return `This machine has ${many(cores, 'processor')}. More threads or processes than that take turns, and get no faster by it.`;
}

export function emptyMeasurementWords({ measurement }: Lab): string {
  const button = measurement === undefined ? 'Run' : measurement.label;
  return `“${button}” measures on your machine and shows the figures here.`;
}

/** What is left out of a lab of threads and processes where there are no threads. */
export function partialWords(reason: Capability['reason']): string {
  return `Threads cannot run here, so that only the part with processes is measured. ${reasonWords(reason)}`;
}
