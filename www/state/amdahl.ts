/**
 * Amdahl's law: with a share `s` of the work that cannot be divided, n processors are 1 / (s + (1 − s) / n) times as fast as one
 * (G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities", 1967).
 */
export function amdahl(serial: number, processors: number): number {
  return 1 / (serial + (1 - serial) / processors);
}

/**
 * The serial share that fits best to measured speed-ups, from 0 to 1; null if there is none with two processors or more.
 *
 * 1 / speed-up − 1 / n = s (1 − 1 / n) is linear in s, so that least squares need no search. Errors count by their effect on
 * the time and not on the speed-up, as it is times that were measured.
 */
export function fitAmdahl(
  speedUps: readonly { readonly processors: number; readonly speedUp: number }[],
): number | null {
  let products = 0;
  let squares = 0;
  for (const { processors, speedUp } of speedUps) {
    if (processors < 2 || !(speedUp > 0)) continue;
    const divisible = 1 - 1 / processors;
    products += (1 / speedUp - 1 / processors) * divisible;
    squares += divisible * divisible;
  }
  if (squares === 0) return null;
  return Math.min(1, Math.max(0, products / squares));
}
