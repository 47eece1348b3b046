import { Button, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../electron/contract/charges.ts';
import { elapsed } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { yuan } from './money.ts';
import { isOpen } from './payable.ts';

export const CONFIRM_LETTER = 'Y';
export const CANCEL_LETTER = 'C';

interface ElectronicPaymentProps {
  payment: PaymentView;
  /** A person says that the money came. */
  confirms: boolean;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** The latest payment by phone: the code that the driver scans, and what became of it. */
export function ElectronicPayment({ payment, confirms, busy, onConfirm, onCancel }: ElectronicPaymentProps) {
  const { t } = useTranslation();
  const now = useNow();
  const { state, qr, expiresAt, detail } = payment;
  const isShown = isOpen(payment) && qr !== null;
  return (
    <div className="pay-code" data-testid="pay-payment" data-state={state} aria-live="polite">
      {isShown && (
        <QRCode
          type="svg"
          value={qr}
          size={148}
          bordered={false}
          bgColor="#ffffff"
          color="#000000"
          aria-label={t('exit.payment.code')}
        />
      )}
      <div className="pay">
        <p className="pay-state">
          <b>{yuan(payment.amount)}</b> {t(`exit.payment.${state}`)}
          {state === 'failed' && detail !== null && ` ${detail}`}
          {isShown &&
            expiresAt !== null &&
            expiresAt > now &&
            ` · ${t('exit.payment.left', { time: elapsed(now, expiresAt) })}`}
        </p>
        {isOpen(payment) && (
          <div className="pay-row">
            {confirms && (
              <Button type="primary" disabled={busy} data-testid="pay-confirm" onClick={onConfirm}>
                {t('exit.payment.confirm')} <kbd>{CONFIRM_LETTER}</kbd>
              </Button>
            )}
            <Button disabled={busy} data-testid="pay-cancel" onClick={onCancel}>
              {t('exit.payment.cancel')} <kbd>{CANCEL_LETTER}</kbd>
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
