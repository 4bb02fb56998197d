// What the open lab has measured and drawn, in the shape of measured.rs.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const number = (text) => (text === undefined || text === '' ? null : Number(text));
const facts = document.querySelector('#measurement-facts')?.dataset;
const picture = document.querySelector('il-picture figure')?.dataset;

return {
  cores: number(facts?.cores),
  clock_step: number(facts?.clockStep),
  plots: Object.fromEntries(
    all('il-plot figure').map((figure) => [
      figure.dataset.plot,
      all('tr[data-x]', figure).map(({ dataset }) => ({
        series: dataset.series,
        x: Number(dataset.x),
        median: Number(dataset.median),
        count: Number(dataset.count),
      })),
    ]),
  ),
  drawn: all('.plot-lines .marker, .plot-bars .bar').length,
  tiles: number(picture?.tiles),
  threads: number(picture?.threads),
  painters: all('il-picture [data-actor]').map(({ dataset }) => Number(dataset.count)),
};
