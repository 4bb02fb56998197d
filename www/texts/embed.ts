/** What a lab says where it stands in somebody's page, and what helps to put it there. */

export const embed = {
  /** At the top of a lab that would run live. */
  stepped:
    'Threads cannot run on real cores here, so this lab runs stepped: you choose who goes next.',
  framed:
    'It stands in a page of another site, and in such a page this browser lets no workers share memory.',
  realCores: 'Run on real cores',
  whole: 'Open in Interleave',
} as const;
