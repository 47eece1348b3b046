/** One way in from outside. */
export interface Door {
  /** Its file in `corpus/`. */
  corpus: string;
  /** Of all inputs, in proportion. */
  share: number;
  /** Errors that its contract names; any other is a finding. */
  refusesWith: readonly (abstract new (...given: never[]) => Error)[];
  /** The pure function behind it, or what is to be opened first: a store, a station. */
  behind: Enter | { open(): Promise<OpenDoor> };
}

/** Takes one input. Throws `Broken` where what came out is not what the contract says. */
export type Enter = (input: Buffer) => unknown;

export interface OpenDoor {
  enter: Enter;
  close(): void | Promise<void>;
}

/** What came out is wrong. */
export class Broken extends Error {}

export const holds = (claim: boolean, what: string): void => {
  if (!claim) throw new Broken(what);
};

export type Doors = Readonly<Record<string, Door>>;

export const openDoor = async ({ behind }: Door): Promise<OpenDoor> =>
  typeof behind === 'function' ? { enter: behind, close: () => undefined } : behind.open();

/** The first line of an input says how the rest of it comes in. */
export function headAndRest(input: Buffer): [head: string, rest: Buffer] {
  const end = input.indexOf('\n');
  return end < 0
    ? [input.toString('utf8'), Buffer.alloc(0)]
    : [input.toString('utf8', 0, end), input.subarray(end + 1)];
}
