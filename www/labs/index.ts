/** The labs, in the order in which one learns from them. A folder here has the manifest, the text and the Python program. */
import type { Lab, LabManifest } from '../shared/lab.ts';

const ORDER = [
  'threads',
  'processes',
  'race',
  'lock',
  'queue',
  'socket',
  'parallel',
  'gil',
  'sharing',
  'minimum',
  'chain',
  'pipeline',
  'systolic',
];

const manifests = import.meta.glob<LabManifest>('./*/lab.json', { eager: true, import: 'default' });
const texts = import.meta.glob<string>('./*/text.md', {
  eager: true,
  query: '?html',
  import: 'default',
});
const pythons = import.meta.glob<string>('./*/program.py', {
  eager: true,
  query: '?raw',
  import: 'default',
});
/** The very files that are compiled. */
const rusts = import.meta.glob<string>(
  '../../src/lab/{threads,processes,race,lock,queue,socket,parallel,gil,sharing,minimum,chain,pipeline,systolic}.rs',
  {
    eager: true,
    query: '?raw',
    import: 'default',
  },
);

export const labs: readonly Lab[] = ORDER.map((id) => ({
  ...file(manifests, `./${id}/lab.json`),
  textHtml: file(texts, `./${id}/text.md`),
  python: file(pythons, `./${id}/program.py`),
  rust: file(rusts, `../../src/lab/${id}.rs`),
}));

function file<Content>(files: Record<string, Content>, path: string): Content {
  const content = files[path];
  if (content === undefined) throw new Error(`${path} is missing`);
  return content;
}
