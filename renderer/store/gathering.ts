/** Runs `work` once, a moment later, however often it is asked in that moment; sooner once it is `pressing`. */
export type Gather = (work: () => void, pressing: boolean) => void;

/** The events of one car come within that: they are drawn together. */
export const TOGETHER_MS = 4;
/** Eight busy lanes are drawn no more often than that, sooner than an eye could tell their events apart. */
export const A_MOMENT_MS = 60;

/** What is pressing, or comes after a quiet moment, is drawn at once. A timer, since a covered window draws no frames. */
export function createGathering(): Gather {
  let drawnAt = -Infinity;
  let next: { at: number; timer: ReturnType<typeof setTimeout> } | null = null;
  return (work, pressing) => {
    const now = performance.now();
    const at = pressing ? now + TOGETHER_MS : Math.max(now + TOGETHER_MS, drawnAt + A_MOMENT_MS);
    if (next !== null && next.at <= at) return;
    clearTimeout(next?.timer);
    const draw = (): void => {
      drawnAt = performance.now();
      next = null;
      work();
    };
    next = { at, timer: setTimeout(draw, at - now) };
  };
}
