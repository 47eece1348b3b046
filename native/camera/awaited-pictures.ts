import type { Clock } from '../clock/contract.ts';

export interface Picture {
  /** Names and types that came with it, for telling one kind from another. */
  label: string;
  bytes: Buffer;
}

/** A capture on a stream, until the pictures that follow it as parts of their own are there. */
export interface AwaitedPictures<Event> {
  /** 1 while pictures are waited for. */
  readonly waiting: number;
  /** A capture came, of which so many pictures are to follow; whatever waited before has all that it gets. */
  begin(event: Event, expected: number): void;
  /** One came; without a capture before it, it is nobody's. */
  add(picture: Picture): void;
  /** No more come: the stream is gone. */
  end(): void;
}

/** A car does not wait longer than this for its picture: the plate is enough to decide. */
const WITHIN_MS = 1_000;

export function createAwaitedPictures<Event>(
  clock: Clock,
  onWhole: (event: Event, pictures: Picture[]) => void,
): AwaitedPictures<Event> {
  let gathering: { event: Event; pictures: Picture[]; expected: number; cancel: () => void } | null = null;

  function end(): void {
    const whole = gathering;
    gathering = null;
    whole?.cancel();
    if (whole !== null) onWhole(whole.event, whole.pictures);
  }

  return {
    get waiting() {
      return gathering === null ? 0 : 1;
    },
    begin(event, expected) {
      end();
      gathering = { event, pictures: [], expected, cancel: clock.after(WITHIN_MS, end) };
      if (expected === 0) end();
    },
    add(picture) {
      gathering?.pictures.push(picture);
      if (gathering !== null && gathering.pictures.length >= gathering.expected) end();
    },
    end,
  };
}
