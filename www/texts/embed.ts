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

export const dialog = {
  button: 'Embed',
  heading: (lab: string) => `Put “${lab}” into a page`,
  lede: 'As it is set now. Choose what is shown, copy one of these, and paste it into your page. That page needs no headers and no plug-in.',
  teachers: 'More for teachers',
  close: 'Close',
  options: 'What is shown',
  engine: 'Begins with',
  theme: 'Colours',
  height: 'Height in pixels',
  controls: 'To choose from',
  panels: 'Parts',
  preview: 'Preview',
  copy: 'Copy',
  copied: 'Copied',
  forms: {
    element: 'In a page that may have scripts',
    frame: 'In Moodle and wherever scripts are not let in',
    notebook: 'In a notebook',
  },
} as const;

export const themeNames = { auto: 'As the page', light: 'Light', dark: 'Dark' } as const;

export const panelNames = {
  text: 'Text',
  parameters: 'Parameters',
  code: 'Program',
  memory: 'Variables',
  console: 'Output',
  timeline: 'Timeline',
  views: 'Views of this lab',
  results: 'Results',
} as const;
