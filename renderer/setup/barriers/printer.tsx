import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { LinkChoice } from '../form/link-choice.tsx';
import { Optional } from '../form/part.tsx';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useSetupStore, useValue } from '../use-setup.ts';
import { useTrial } from '../use-trial.ts';

/** The printer of receipts: in the network, or on a line of its own. */
export function Printer() {
  const { t } = useTranslation();
  const store = useSetupStore();
  const link = useValue('printer.link');
  const network = typeof link === 'object';
  const { trial, run } = useTrial('setup.try-printer');
  return (
    <Optional at="printer" start={() => ({ link: { host: '', port: 9100 } })}>
      <Segmented
        value={network ? 'network' : 'line'}
        options={(['network', 'line'] as const).map((value) => ({ value, label: t(`setup.printer.${value}`) }))}
        onChange={(way) => void store.choose('printer.link', way === 'network' ? { host: '', port: 9100 } : '')}
      />
      <div className="setup-grid">
        {network ? (
          <>
            <Field at="printer.link.host" placeholder="192.168.1.87" />
            <Field at="printer.link.port" />
          </>
        ) : (
          <LinkChoice at="printer.link" />
        )}
        <Field at="printer.width" />
        <Field at="printer.copies" />
      </div>
      <div className="setup-acts">
        <Button disabled={trial.state === 'busy'} data-testid="try-printer" onClick={() => void run({})}>
          {t('setup.printer.try')}
        </Button>
      </div>
      <TrialWaits trial={trial} words={t('setup.trying')} />
      {trial.state === 'answered' &&
        (trial.answer.type === 'sent' ? (
          <TrialLine ok>{t('setup.printer.sent')}</TrialLine>
        ) : (
          <TrialLine ok={false} detail={trial.answer.detail}>
            {t(`setup.lineTrouble.${trial.answer.trouble}`)}
          </TrialLine>
        ))}
    </Optional>
  );
}
