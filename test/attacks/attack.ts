/**
 * An attempt at something that nobody may do, and what is to come of it. `S`: where it is tried. The control is the same
 * thing done properly, tried after it: a lot that is down, or answers nobody, passes nothing.
 */
export interface Attack<S> {
  name: string;
  /** For the table: what is done. */
  tried: string;
  attack: Try<S>;
  control: Try<S> | null;
  /** Takes seconds of real time: left out of the short form. */
  slow?: true;
}

/** `run` says what was seen, in few words, and never throws for a refusal; anything else than `expected` is a failure. */
export interface Try<S> {
  expected: string;
  run(scene: S): Promise<string>;
}

export interface Outcome {
  name: string;
  tried: string;
  expected: string;
  seen: string;
  /** Null: there is none. */
  control: { expected: string; seen: string } | null;
  passed: boolean;
  ms: number;
}

const MOST_MS = 60_000;

/** Tries one attack and its control. Never rejects. */
export async function attempt<S>({ name, tried, attack, control }: Attack<S>, scene: S): Promise<Outcome> {
  const since = performance.now();
  const seen = await see(attack, scene);
  const controlled = control && { expected: control.expected, seen: await see(control, scene) };
  return {
    ...{ name, tried, expected: attack.expected, seen, control: controlled },
    passed: seen === attack.expected && controlled?.seen === controlled?.expected,
    ms: Math.round(performance.now() - since),
  };
}

async function see<S>({ run }: Try<S>, scene: S): Promise<string> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`nothing within ${MOST_MS} ms`), MOST_MS);
  try {
    return await Promise.race([run(scene), late.promise]);
  } catch (error) {
    return `fell: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    clearTimeout(timer);
  }
}

/** Tries all, one after the other. */
export async function attemptAll<S>(
  attacks: readonly Attack<S>[],
  scene: S,
  onOutcome: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const attack of attacks) {
    const outcome = await attempt(attack, scene);
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}

/** A line of the table; what was not as expected stands under it. */
export function lineOf({ name, tried, expected, seen, control, passed }: Outcome): string {
  const line = `${passed ? '✓' : '✗'} ${name}: ${tried} → ${expected}`;
  if (passed) return line;
  const wrong = seen === expected ? '' : `\n    seen: ${seen}`;
  const dead = control === null || control.seen === control.expected ? '' : `\n    control: expected ${control.expected}, seen ${control.seen}`; // prettier-ignore
  return line + wrong + dead;
}
