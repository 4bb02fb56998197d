/** Small programs to begin with in the playground. They come with it, and not with the page. */
import deadlock from './deadlock.py?raw';
import generator from './generator.py?raw';
import queue from './queue.py?raw';
import race from './race.py?raw';

export interface Example {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

export const EXAMPLES: readonly Example[] = [
  { id: 'race', title: 'A race', source: race },
  { id: 'deadlock', title: 'A deadlock', source: deadlock },
  { id: 'queue', title: 'Producers and a consumer', source: queue },
  { id: 'generator', title: 'A generator', source: generator },
];
