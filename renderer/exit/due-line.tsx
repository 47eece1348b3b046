import { useTranslation } from 'react-i18next';
import type { DueView } from '../../electron/contract/charges.ts';
import { yuan } from './money.ts';
import './exit.css';

/** What the car at an exit is to pay: it comes and goes with its stay. */
export function DueLine({ laneId, due }: { laneId: string; due: DueView }) {
  const { t } = useTranslation();
  return (
    <dl className="due" data-testid={`lane-${laneId}-due`} data-due={due.due} data-because={due.because}>
      {due.receivable > 0 && (
        <>
          <Sum name={t('exit.receivable')} fen={due.receivable} />
          {due.discount > 0 && <Sum name={t('exit.discount')} fen={-due.discount} />}
          <Sum name={t('exit.due')} fen={due.due} strong />
        </>
      )}
      {due.receivable === 0 && <dt className="due-none">{t(`exit.none.${due.because}`)}</dt>}
      {due.debts > 0 && <Sum name={t('exit.debts')} fen={due.debts} owed />}
    </dl>
  );
}

function Sum({
  name,
  fen,
  strong = false,
  owed = false,
}: {
  name: string;
  fen: number;
  strong?: boolean;
  owed?: boolean;
}) {
  return (
    <div className="due-sum" data-strong={strong} data-owed={owed}>
      <dt>{name}</dt>
      <dd>{yuan(fen)}</dd>
    </div>
  );
}
