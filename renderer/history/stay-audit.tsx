import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../electron/contract/history.ts';
import { exactTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { beforeWords, reasonWord } from './words.ts';

/** All that happened to a stay, in order: when, what, where, who and why. */
export function StayAudit({ lines }: { lines: readonly AuditLine[] }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <Timeline
      className="stay-audit"
      data-testid="stay-audit"
      items={lines.map((line) => ({
        key: line.seq,
        content: (
          <div data-kind={line.kind}>
            <span className="dim">{exactTime(line.at, now)}</span> <b>{t(`activity.kind.${line.kind}`)}</b>{' '}
            {[line.laneName, line.plate, line.who, reasonWord(t, line.reason), line.detail, ...beforeWords(t, line)]
              .filter((part) => part !== null && part !== '')
              .join(' · ')}
          </div>
        ),
      }))}
    />
  );
}
