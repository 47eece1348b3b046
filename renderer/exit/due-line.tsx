import { useTranslation } from 'react-i18next';
import type { ArrivalView } from '../../electron/contract/board.ts';
import { owedOf } from './payable.ts';
import { Sum } from './sum.tsx';

/** What the car at a lane is to pay, and what it owes from before: it comes and goes with its car. */
export function DueLine({ laneId, arrival: { due, debts } }: { laneId: string; arrival: ArrivalView }) {
  const { t } = useTranslation();
  if (due === null && debts.length === 0) return null;
  return (
    <dl className="due" data-testid={`lane-${laneId}-due`} data-due={due?.due} data-because={due?.because}>
      {due !== null && due.receivable > 0 && (
        <>
          <Sum name={t('exit.receivable')} fen={due.receivable} />
          {due.discount > 0 && <Sum name={t('exit.discount')} fen={-due.discount} />}
          <Sum name={t('exit.due')} fen={due.due} strong />
        </>
      )}
      {due?.receivable === 0 && <dt className="due-none">{t(`exit.none.${due.because}`)}</dt>}
      {debts.length > 0 && <Sum name={t('exit.debts')} fen={owedOf(debts)} owed />}
    </dl>
  );
}
