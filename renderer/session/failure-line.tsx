import { Alert } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../electron/contract/commands.ts';
import { useNow } from '../clock/use-now.ts';

/** Why somebody was not let in, in words. */
export function FailureLine({ failure }: { failure: CommandError | null }) {
  const { t } = useTranslation();
  const now = useNow();
  if (failure === null) return null;
  return <Alert type="error" showIcon title={failureSentence(t, failure, now)} data-testid="sign-in-failure" />;
}

function failureSentence(t: TFunction, failure: CommandError, now: number): string {
  if (failure.code === 'wait') return waitSentence(t, Number(failure.fields?.until), now);
  if (failure.code === 'bad-input' && failure.fields?.next === 'same') return t('session.change.same');
  return t(`error.${failure.code}`);
}

export const waitSentence = (t: TFunction, until: number, now: number): string =>
  t('session.wait', { minutes: Math.max(1, Math.ceil((until - now) / 60_000)) });
