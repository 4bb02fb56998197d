/** What `<interleave-lab>` says in a page around it. */

export const elementTexts = {
  title: (lab: string) => `Interleave, a concurrency lab${lab === '' ? '' : `: ${lab}`}`,
  silent: 'This lab has not loaded.',
  open: 'Open it in a tab of its own',
} as const;
