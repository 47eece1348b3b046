import { Timeline } from 'antd';
import { exactTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import './audit.css';

/** One thing that happened. `words`: where, who, why, what it was and became; what says nothing is left out. */
export interface AuditEntry {
  key: number;
  at: number;
  kind: string;
  what: string;
  words: readonly (string | null)[];
}

/** What happened to one thing, line by line: when, what, where, who and why. */
export function Audit({ entries, testId }: { entries: readonly AuditEntry[]; testId: string }) {
  const now = useNow();
  return (
    <Timeline
      className="audit"
      data-testid={testId}
      items={entries.map(({ key, at, kind, what, words }) => ({
        key,
        content: (
          <div data-kind={kind}>
            <span className="dim">{exactTime(at, now)}</span> <b>{what}</b>{' '}
            {words.filter((part) => part !== null && part !== '').join(' · ')}
          </div>
        ),
      }))}
    />
  );
}
