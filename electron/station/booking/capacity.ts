/** A span of time that takes one place. UTC ms; `to` is not included. */
export interface Span {
  from: number;
  to: number;
}

/** The most spans that overlap at one instant inside `window`. */
export function peakOverlap(spans: readonly Span[], window: Span): number {
  const edges: { at: number; step: 1 | -1 }[] = [];
  for (const span of spans) {
    const from = Math.max(span.from, window.from);
    const to = Math.min(span.to, window.to);
    if (from < to) edges.push({ at: from, step: 1 }, { at: to, step: -1 });
  }
  // A place given back is free for whoever comes at the same instant.
  edges.sort((a, b) => a.at - b.at || a.step - b.step);
  let now = 0;
  let peak = 0;
  for (const { step } of edges) {
    now += step;
    peak = Math.max(peak, now);
  }
  return peak;
}
