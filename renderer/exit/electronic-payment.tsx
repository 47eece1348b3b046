import { Button, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../electron/contract/charges.ts';
import type { Press } from '../acts/intent.ts';
import { elapsed } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useDesk } from '../store/desk.tsx';
import { yuan } from './money.ts';

export const CONFIRM_LETTER = 'Y';
export const CANCEL_LETTER = 'C';

/** Money may still come by it. */
export const isOpen = ({ state }: PaymentView): boolean =>
  state === 'created' || state === 'pending' || state === 'unknown';

/** A person saw the money, or the driver wants to pay otherwise. */
export const confirmPress = (laneId: string, { tradeNo }: PaymentView): Press => ({
  command: 'exit.confirm-payment',
  laneId,
  input: { laneId, tradeNo },
});
export const cancelPress = (laneId: string, { tradeNo }: PaymentView): Press => ({
  command: 'exit.cancel-payment',
  laneId,
  input: { laneId, tradeNo },
});

interface ElectronicPaymentProps {
  laneId: string;
  payment: PaymentView;
  /** A person says that the money came. */
  confirms: boolean;
  busy: boolean;
}

/** The latest electronic payment for the stay: the code that the driver scans, and what became of it. */
export function ElectronicPayment({ laneId, payment, confirms, busy }: ElectronicPaymentProps) {
  const { t } = useTranslation();
  const desk = useDesk();
  const now = useNow();
  const { state, qr, expiresAt, detail } = payment;
  const isShown = isOpen(payment) && qr !== null;
  return (
    <div className="pay-code" data-testid="pay-payment" data-state={state} aria-live="polite">
      {isShown && (
        <QRCode
          type="svg"
          value={qr}
          size={168}
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
              <Button
                type="primary"
                disabled={busy}
                data-testid="pay-confirm"
                onClick={() => {
                  desk.send(confirmPress(laneId, payment));
                }}
              >
                {t('exit.payment.confirm')} <kbd>{CONFIRM_LETTER}</kbd>
              </Button>
            )}
            <Button
              disabled={busy}
              data-testid="pay-cancel"
              onClick={() => {
                desk.send(cancelPress(laneId, payment));
              }}
            >
              {t('exit.payment.cancel')} <kbd>{CANCEL_LETTER}</kbd>
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
