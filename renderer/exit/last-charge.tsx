import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../electron/contract/board.ts';
import { RECEIPT_LETTER } from '../keys/key-map.ts';
import { useDesk } from '../store/desk.tsx';
import { yuan } from './money.ts';
import './exit.css';

/** What was taken at the lane last, with its receipt at hand: the driver asks for it when he is gone already. */
export function LastCharge({ lane: { id, attention: wanted, lastCharge } }: { lane: LaneView }) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  // A car that asks has the room of its card; the key works all the same.
  if (lastCharge === null || wanted === 'ask') return null;
  const { plate, received, chargeIds } = lastCharge;
  return (
    <p className="last-charge" data-testid={`lane-${id}-last-charge`}>
      <span className="dim">{t('exit.lastCharge', { plate, sum: yuan(received) })}</span>
      <Button
        size="small"
        data-testid={`lane-${id}-receipt`}
        onClick={(event) => {
          event.stopPropagation();
          attention.open({ kind: 'receipt', chargeIds });
        }}
      >
        {t('exit.money.receipt')} <kbd>{RECEIPT_LETTER}</kbd>
      </Button>
    </p>
  );
}
