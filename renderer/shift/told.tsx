import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftCount } from '../../electron/contract/shift.ts';
import { yuan } from '../exit/money.ts';
import { differenceWords } from '../reports/shift-words.ts';
import { AGAIN_KEY } from './shift-keys.ts';

interface ToldProps {
  count: ShiftCount;
  /** A reason is to be given; else Enter leads on. */
  reason: boolean;
  onAgain: () => void;
  onGoOn: (because: string | null) => void;
}

/** What was counted beside what should be there, and why it is not the same. */
export function Told({ count, reason, onAgain, onGoOn }: ToldProps) {
  const { t } = useTranslation();
  return (
    <div className="told" data-testid="told">
      <div className="told-sums">
        <dl>
          <div>
            <dt>{t('shift.told.counted')}</dt>
            <dd data-testid="told-counted">{yuan(count.counted)}</dd>
          </div>
          <div>
            <dt>{t('shift.told.expected')}</dt>
            <dd data-testid="told-expected">{yuan(count.expected)}</dd>
          </div>
        </dl>
        <p className="told-difference" data-well={count.difference === 0} data-testid="told-difference">
          {count.difference === 0 ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}{' '}
          {differenceWords(t, count)}
        </p>
      </div>
      {reason ? (
        <Because onAgain={onAgain} onGoOn={onGoOn} />
      ) : (
        <Button
          type="primary"
          size="large"
          autoFocus
          data-testid="told-on"
          onClick={() => {
            onGoOn(null);
          }}
        >
          {t('shift.told.on')} <kbd>Enter</kbd>
        </Button>
      )}
      <Button size="large" data-testid="told-again" onClick={onAgain}>
        {t('shift.told.again')} <kbd>{AGAIN_KEY}</kbd>
      </Button>
    </div>
  );
}

/** One digit for the usual reasons, or a sentence of one's own. */
function Because({ onAgain, onGoOn }: { onAgain: () => void; onGoOn: (because: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const ready = t('shift.ready', { returnObjects: true }) as unknown as string[];
  const own = text.trim();
  return (
    <div
      className="told-because"
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || text !== '') return;
        const reason = ready[Number(event.key) - 1];
        if (reason === undefined && event.key !== AGAIN_KEY) return;
        event.preventDefault();
        if (reason === undefined) onAgain();
        else onGoOn(reason);
      }}
    >
      <h3>{t('shift.told.because')}</h3>
      <div className="told-ready">
        {ready.map((reason, n) => (
          <Button
            key={reason}
            data-testid={`reason-${n + 1}`}
            onClick={() => {
              onGoOn(reason);
            }}
          >
            <kbd>{n + 1}</kbd> {reason}
          </Button>
        ))}
      </div>
      <Input
        autoFocus
        value={text}
        maxLength={200}
        aria-label={t('because.text')}
        placeholder={t('because.placeholder')}
        data-testid="told-text"
        onChange={(event) => {
          setText(event.target.value);
        }}
        onPressEnter={(event) => {
          if (event.nativeEvent.isComposing || own === '') return;
          event.preventDefault();
          onGoOn(own);
        }}
      />
    </div>
  );
}
