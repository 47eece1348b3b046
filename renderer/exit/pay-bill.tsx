import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DebtView, DiscountView, DueView } from '../../electron/contract/charges.ts';
import { exactTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { BillTable } from '../tariff/bill-table.tsx';
import { yuan } from './money.ts';
import { Sum } from './sum.tsx';

/** Takes what is owed from before along, or leaves it. */
export const DEBTS_LETTER = 'B';

/** What a stay costs, why, and what is to be paid of it now. */
export function PayBill({ due, length }: { due: DueView; length: string | null }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="pay-sums">
        {length !== null && <span>{t('exit.pay.of', { length })}</span>}
        {due.receivable === 0 && <b>{t(`exit.none.${due.because}`)}</b>}
        {due.receivable > 0 && (
          <dl>
            <Sum name={t('exit.receivable')} fen={due.receivable} />
            {due.settled > 0 && <Sum name={t('exit.settled')} fen={due.settled} />}
            {due.discount > 0 && <Sum name={t('exit.discount')} fen={-due.discount} />}
            <Sum name={t('exit.due')} fen={due.due} strong />
          </dl>
        )}
      </div>
      {due.because === 'order' && <p className="dim">{t('exit.pay.beyondOrder')}</p>}
      {due.lines.length > 0 && due.receivable > 0 && <BillTable lines={due.lines} total={due.total} />}
      {due.discounts.length > 0 && <Discounts discounts={due.discounts} />}
    </>
  );
}

function Discounts({ discounts }: { discounts: readonly DiscountView[] }) {
  const { t } = useTranslation();
  const worth = ({ type, value }: DiscountView): string => {
    const figure = type === 'amount' ? yuan(value) : type === 'fraction' ? Math.round(value * 100) : value;
    return t(`exit.discountOf.${type}`, { value: figure });
  };
  return (
    <ul className="pay-discounts" data-testid="pay-discounts">
      {discounts.map((discount) => (
        <li key={discount.id}>
          <span>
            {discount.name ?? discount.id} · {worth(discount)}
          </span>
          <b>−{yuan(discount.amount)}</b>
        </li>
      ))}
    </ul>
  );
}

interface OwedProps {
  debts: readonly DebtView[];
  taken: boolean;
  /** With what else is to pay. */
  together: number;
  /** Null: there is nothing else to pay, so nothing to choose. */
  onToggle: (() => void) | null;
}

/** What earlier stays still owe, and whether it is taken along. */
export function Owed({ debts, taken, together, onToggle }: OwedProps) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <div className="pay-owed" data-testid="pay-owed" data-taken={taken}>
      <ul className="pay-discounts">
        {debts.map(({ stayId, leftAt, amount }) => (
          <li key={stayId}>
            <span>{t('exit.pay.owedSince', { time: exactTime(leftAt, now) })}</span>
            <b>{yuan(amount)}</b>
          </li>
        ))}
      </ul>
      {taken && (
        <dl className="pay-together">
          <Sum name={t('exit.pay.together')} fen={together} strong />
        </dl>
      )}
      {onToggle !== null && (
        <Button aria-pressed={taken} data-testid="pay-debts" onClick={onToggle}>
          <kbd>{DEBTS_LETTER}</kbd> {t(taken ? 'exit.pay.keepDebts' : 'exit.pay.takeDebts')}
        </Button>
      )}
    </div>
  );
}
