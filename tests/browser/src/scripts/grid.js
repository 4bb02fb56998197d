// What the grid of the systolic lab shows, in the shape of systolic.rs.
const words = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const beat = document.querySelector('.grid-controls .beat');
const off = (name) => {
  const button = document.querySelector(`[data-button="${name}"]`);
  return button === null || button.disabled || button.ariaDisabled === 'true';
};
const size = document.querySelectorAll('.mesh [role="row"]').length;

return {
  beat: beat === null ? null : Number(beat.dataset.beat),
  between: beat?.dataset.between === 'true',
  words: words(beat),
  size,
  cells: [...document.querySelectorAll('.mesh [role="gridcell"]')].map((cell) => ({
    sum: words(cell.querySelector('.sum')),
    left: words(cell.querySelector('.left')),
    above: words(cell.querySelector('.above')),
    active: cell.classList.contains('active'),
    done: cell.classList.contains('done'),
  })),
  waiting: document.querySelectorAll('.mesh-waiting span').length,
  told: words(document.querySelector('.cell-words')),
  can_go_back: !off('previous-beat'),
  can_go_on: !off('next-beat'),
  // How far the grid reaches beyond the page.
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
};
