import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../electron/contract/history.ts';
import { Audit } from '../tables/audit.tsx';
import { beforeWords, reasonWord } from './words.ts';

/** All that happened to a stay, in order: when, what, where, who and why. */
export function StayAudit({ lines }: { lines: readonly AuditLine[] }) {
  const { t } = useTranslation();
  return (
    <Audit
      testId="stay-audit"
      entries={lines.map((line) => ({
        key: line.seq,
        at: line.at,
        kind: line.kind,
        what: t(`activity.kind.${line.kind}`),
        words: [line.laneName, line.plate, line.who, reasonWord(t, line.reason), line.detail, ...beforeWords(t, line)],
      }))}
    />
  );
}
