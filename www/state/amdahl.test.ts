import { describe, expect, it } from 'vitest';
import { amdahl, fitAmdahl } from './amdahl.ts';

const PROCESSORS = [1, 2, 3, 4, 6, 8];

/** Speed-ups that follow the law with this serial share, each off by a factor. */
function measured(serial: number, off: (processors: number) => number = () => 1) {
  return PROCESSORS.map((processors) => ({
    processors,
    speedUp: amdahl(serial, processors) * off(processors),
  }));
}

describe('amdahl', () => {
  it('is 1 on one processor, and the number of processors where all of the work divides', () => {
    for (const serial of [0, 0.2, 1]) expect(amdahl(serial, 1)).toBe(1);
    for (const processors of PROCESSORS) expect(amdahl(0, processors)).toBe(processors);
    for (const processors of PROCESSORS) expect(amdahl(1, processors)).toBe(1);
  });

  it('never exceeds one over the serial share', () => {
    expect(amdahl(0.05, 1e9)).toBeCloseTo(20, 5);
    // Half of the work on four processors: 1 / (0.5 + 0.5 / 4).
    expect(amdahl(0.5, 4)).toBeCloseTo(1.6, 12);
  });
});

describe('fitAmdahl', () => {
  it.each([0, 0.01, 0.25, 0.8, 1])('finds the share %s again in exact values', (serial) => {
    expect(fitAmdahl(measured(serial))).toBeCloseTo(serial, 12);
  });

  it('finds it nearly in values that are off by some hundredths, up and down', () => {
    const off = (processors: number) => (processors % 2 === 0 ? 1.03 : 0.97);
    expect(fitAmdahl(measured(0.2, off))).toBeCloseTo(0.2, 1);
  });

  it('is least squares of the times: no other share is nearer', () => {
    const speedUps = measured(0.1, (processors) => 1 + 0.1 * Math.sin(processors));
    const error = (serial: number) =>
      speedUps.reduce(
        (sum, { processors, speedUp }) => sum + (1 / speedUp - 1 / amdahl(serial, processors)) ** 2,
        0,
      );
    const best = fitAmdahl(speedUps) ?? Number.NaN;
    for (const step of [-0.01, -0.001, 0.001, 0.01]) {
      expect(error(best + step)).toBeGreaterThan(error(best));
    }
  });

  it('stays a share where measured values are better than ideal or worse than alone', () => {
    expect(fitAmdahl([{ processors: 2, speedUp: 2.2 }])).toBe(0);
    expect(fitAmdahl([{ processors: 4, speedUp: 0.5 }])).toBe(1);
  });

  it('needs more than one processor, and a time that is one', () => {
    expect(fitAmdahl([])).toBe(null);
    expect(fitAmdahl([{ processors: 1, speedUp: 1 }])).toBe(null);
    expect(fitAmdahl([{ processors: 2, speedUp: 0 }])).toBe(null);
    expect(fitAmdahl([{ processors: 2, speedUp: Number.NaN }])).toBe(null);
  });
});
