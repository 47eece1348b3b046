import { StopFilled, WarningFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import type { StripWords } from '../../language/sentences.ts';

export interface StripProps {
  testId: string;
  tone: 'ask' | 'stop';
  since: number;
  words: StripWords;
  /** The device's or platform's own words, on hover. */
  detail: string | null;
  children?: ReactNode;
}

export function Strip({ testId, tone, since, words, detail, children }: StripProps) {
  const { t } = useTranslation();
  const time = shortTime(since, useNow());
  return (
    <div className="strip" data-tone={tone} data-testid={testId} title={detail ?? undefined}>
      {tone === 'stop' ? <StopFilled aria-hidden /> : <WarningFilled aria-hidden />}
      <strong className="strip-lost">{words.lost}</strong>
      <span className="strip-since">{t('notice.since', { time })}</span>
      <span className="strip-works">{words.works}</span>
      <span className="strip-todo">{words.todo}</span>
      {children}
    </div>
  );
}
