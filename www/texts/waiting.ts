/** What stands where a lab is to be, until it is there. Short, since a lab that cannot begin has nothing else. */

export const waiting = {
  loading: 'A lab of Interleave is being loaded.',
  unseen: 'A lab of Interleave, which begins when it is seen.',
  isolating: 'Getting real threads ready …',
  late: 'The lab is taking long to load. It may work in a tab of its own.',
  failed: 'The lab could not be loaded here. It may work in a tab of its own.',
  closedOff:
    'The page around has closed this frame off (sandbox without allow-same-origin), so that no program can run in it. In a tab of its own the lab works.',
} as const;
