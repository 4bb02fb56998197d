/** The home page and the frame of the site. */
import { count, many } from './number.ts';

export const SITE = {
  name: 'Interleave',
  motto: 'A concurrency laboratory',
  skip: 'Skip to the content',
  menu: 'Labs',
  nav: 'Labs',
  theme: 'Colours',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  noLab: 'No such lab',
} as const;

export function noLabWords(asked: string): string {
  return `There is no lab called “${asked}”. These are all the labs:`;
}

export const HOME = {
  title: 'Programs that run at the same time, taken apart',
  lede: 'Real threads, processes, locks, sockets and coroutines, in this page, with nothing to install. Run them at full speed. Then slow them down, choose who goes next, and have every order explored.',
  begin: 'Begin the course',
  goOn: (title: string) => `Go on with “${title}”`,
  course: 'The course',
  courseLede:
    'Each lab is a small program in Python, most of them in Rust too. You predict, try by hand, explore, repair and prove. What you have done is kept in this browser, and nowhere else.',
  teachers: 'For teachers',
  teachersText:
    'Put one lab into your own page, with the engine and the parts that you choose. And every setting has its link: set the parameters, step to where it gets interesting, copy the address.',
  embed: 'In a course page',
  programmers: 'For programmers',
  programmersText:
    'The coroutines are a package of their own: Python’s send and JavaScript’s generators, with numeric stages in Rust that are fused into one call.',
  package: 'In a JavaScript project',
} as const;

export const DEMO = {
  heading: 'A race, running now',
  setup: (rounds: number) =>
    `Two threads, one counter. One adds 1, the other subtracts 1, each ${count(rounds)} times. It should end at 0.`,
  waiting: 'It starts as soon as the engine is there.',
  none: 'Nothing yet',
  pause: 'Pause',
  go: 'Run',
  again: 'Again',
  noThreads:
    'Threads cannot share memory on this page, so the race cannot run at full speed here. It can be stepped all the same.',
  broken: 'The engine could not be loaded, so the race does not run here.',
  failed: 'This run failed.',
  step: 'Step through it yourself',
} as const;

/** What came out of a run, and of all of them. */
export function demoWords(counter: number): string {
  if (counter === 0) return 'Right, by chance.';
  return `Off by ${count(Math.abs(counter))}: at least so many updates were lost.`;
}

export function demoSummary(results: readonly number[]): string {
  const right = results.filter((result) => result === 0).length;
  return `${many(results.length, 'run')}, ${right === 0 ? 'none' : count(right)} of them right`;
}
