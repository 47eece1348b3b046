/** A span of time that takes one place. UTC ms; `to` is not included. */
export interface Span {
  from: number;
  to: number;
}

/** What becomes of the places inside a window: how many are taken as it begins, and when others are taken and given back. */
export interface Comings {
  taken: number;
  /** Instants inside the window, in any order. */
  begins: number[];
  ends: number[];
}

/** The most spans that overlap at one instant inside `window`. */
export function peakOverlap(spans: readonly Span[], window: Span): number {
  return peakTaken(comingsOf(spans, window));
}

/** What spans do to the places inside `window`. */
export function comingsOf(spans: readonly Span[], window: Span): Comings {
  const inside = spans.filter((span) => span.from < window.to && span.to > window.from && span.from < span.to);
  return {
    taken: inside.filter((span) => span.from <= window.from).length,
    begins: inside.map((span) => span.from).filter((at) => at > window.from),
    ends: inside.map((span) => span.to).filter((at) => at < window.to),
  };
}

/** The most places that are taken at one instant. Which beginning belongs to which end does not matter. */
export function peakTaken({ taken, begins, ends }: Comings): number {
  const [comings, goings] = [Float64Array.from(begins).sort(), Float64Array.from(ends).sort()];
  let peak = taken;
  let gone = 0;
  comings.forEach((at, come) => {
    // A place given back is free for whoever comes at the same instant.
    while (gone < goings.length && (goings[gone] ?? at) <= at) gone += 1;
    peak = Math.max(peak, taken + come + 1 - gone);
  });
  return peak;
}
