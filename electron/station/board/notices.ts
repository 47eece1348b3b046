import type { NoticeView } from '../../contract/board.ts';
import type { Clock } from '../../../native/clock/contract.ts';

/** What is lost or wrong now, each with since when; gone when it is mended. */
export interface Notices {
  /** Raises or changes a notice; `detail` null ends it. `since`: UTC ms, when that was before now. */
  set(code: NoticeView['code'], subject: string, detail: string | null, since?: number): void;
  list(): NoticeView[];
}

export function createNotices(clock: Clock, onChange: () => void): Notices {
  const standing = new Map<string, NoticeView>();
  return {
    set(code, subject, detail, since = clock.now()) {
      const key = `${code}:${subject}`;
      const known = standing.get(key);
      if (detail === (known?.detail ?? null)) return;
      if (detail === null) standing.delete(key);
      else standing.set(key, { code, subject, since: known?.since ?? since, detail });
      onChange();
    },
    list: () => [...standing.values()].sort((a, b) => a.since - b.since),
  };
}
