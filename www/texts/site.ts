/** What the page says of itself: of its version. */

export const site = {
  newer:
    'A new version of Interleave is here. This page goes on with the one that you opened until you change.',
  use: 'Use the new version',
  changing: 'Opening the new version …',
} as const;
