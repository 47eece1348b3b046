import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChargeView } from '../../electron/contract/charges.ts';
import type { StayFile } from '../../electron/contract/history.ts';
import { mayRun } from '../../electron/contract/rights.ts';
import { exactTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import { fenOf, yuan } from '../exit/money.ts';
import { useDesk, useHistory } from '../store/desk.tsx';
import { PAY_KEY } from './history-keys.ts';
import type { Settlement } from './history-store.ts';

/** What is asked before money is moved: why, and of a charge how much. */
type Question =
  | { ask: 'refund'; charge: ChargeView }
  | { ask: 'end-debt'; state: 'paid' | 'waived' }
  | { ask: 'send-back'; tradeNo: string }
  | { ask: 'dealt-with'; tradeNo: string };

/** Money can be taken for it now: ahead of its exit, or since it left owing. */
export const isPayable = ({ due, owed }: StayFile): boolean => due > 0 || owed > 0;

/** What was taken for a stay, what is owed, and payments that a person must look at. */
export function StayMoney({ file }: { file: StayFile }) {
  const { t } = useTranslation();
  const now = useNow();
  const { attention, history: store } = useDesk();
  const may = useHistory(({ choices }) => choices !== null && mayRun(choices.role, 'supervisor'));
  const acting = useHistory((state) => state.acting);
  const [question, setQuestion] = useState<Question | null>(null);
  const raised = file.payments.filter((payment) => payment.raised !== null);
  if (file.charges.length === 0 && file.payments.length === 0 && !isPayable(file)) return null;
  const collect = (
    <Button
      size="small"
      type="primary"
      disabled={acting}
      data-testid="stay-pay"
      onClick={() => {
        attention.open({ kind: 'pay-stay', stayId: file.id });
      }}
    >
      {t('exit.money.collect')} <kbd>{PAY_KEY}</kbd>
    </Button>
  );
  const act = (words: string, asked: Question, testId: string) => (
    <Button
      size="small"
      disabled={!may || acting}
      title={may ? undefined : t('history.notYours')}
      data-testid={testId}
      onClick={() => {
        setQuestion(asked);
      }}
    >
      {words}
    </Button>
  );
  return (
    <>
      <h3>{t('exit.money.title')}</h3>
      <ul className="stay-money" data-testid="stay-money">
        {file.charges.map((charge) => (
          <li key={charge.id}>
            <span>
              {exactTime(charge.at, now)} {t(`exit.money.payType.${charge.payType}`)} <b>{yuan(charge.received)}</b>
              {charge.discount > 0 && ` · ${t('exit.discount')} ${yuan(charge.discount)}`}
              {charge.refunded > 0 && ` · ${t('exit.money.refunded', { sum: yuan(charge.refunded) })}`}
              {charge.who !== null && ` · ${charge.who}`}
            </span>
            <span className="stay-money-acts">
              <Button
                size="small"
                data-testid="charge-receipt"
                onClick={() => {
                  attention.open({ kind: 'receipt', chargeIds: [charge.id] });
                }}
              >
                {t('exit.money.receipt')}
              </Button>
              {charge.received > charge.refunded &&
                act(t('exit.money.refund'), { ask: 'refund', charge }, 'charge-refund')}
            </span>
          </li>
        ))}
        {file.due > 0 && (
          <li>
            <b>{t('exit.money.dueNow', { sum: yuan(file.due) })}</b>
            <span className="stay-money-acts">{collect}</span>
          </li>
        )}
        {file.owed > 0 && (
          <li data-owed="true">
            <b>{t('exit.money.owed', { sum: yuan(file.owed) })}</b>
            <span className="stay-money-acts">
              {collect}
              {act(t('exit.money.debtPaid'), { ask: 'end-debt', state: 'paid' }, 'debt-paid')}
              {act(t('exit.money.debtWaived'), { ask: 'end-debt', state: 'waived' }, 'debt-waived')}
            </span>
          </li>
        )}
        {raised.map(({ tradeNo, amount, paid, raised: why }) => (
          <li key={tradeNo} data-owed="true">
            <b>{t(`exit.money.raised.${why ?? 'mismatch'}`, { sum: yuan(amount), paid: yuan(paid ?? 0) })}</b>
            <span className="stay-money-acts">
              {(paid ?? 0) > 0 && act(t('exit.money.sendBack'), { ask: 'send-back', tradeNo }, 'payment-send-back')}
              {act(t('exit.money.dealtWith'), { ask: 'dealt-with', tradeNo }, 'payment-dealt-with')}
            </span>
          </li>
        ))}
      </ul>
      {question !== null && (
        <Why
          question={question}
          stayId={file.id}
          onCancel={() => {
            setQuestion(null);
          }}
          onSettle={(settlement) => {
            setQuestion(null);
            void store.settle(settlement);
          }}
        />
      )}
    </>
  );
}

interface WhyProps {
  question: Question;
  stayId: string;
  onSettle: (settlement: Settlement) => void;
  onCancel: () => void;
}

function Why({ question, stayId, onSettle, onCancel }: WhyProps) {
  const { t } = useTranslation();
  const left = question.ask === 'refund' ? question.charge.received - question.charge.refunded : 0;
  const [typed, setTyped] = useState(yuan(left));
  const amount = fenOf(typed) ?? 0;
  const isSum = amount > 0 && amount <= left;
  const send = (because: string): void => {
    switch (question.ask) {
      case 'refund':
        if (isSum) onSettle({ command: 'charges.refund', input: { chargeId: question.charge.id, amount, because } });
        return;
      case 'end-debt':
        onSettle({ command: 'charges.end-debt', input: { stayId, state: question.state, because } });
        return;
      case 'send-back':
        onSettle({ command: 'charges.send-back', input: { tradeNo: question.tradeNo, because } });
        return;
      case 'dealt-with':
        onSettle({ command: 'charges.dealt-with', input: { tradeNo: question.tradeNo, because } });
        return;
    }
  };
  return (
    <ReasonModal
      title={t(`exit.money.why.${question.ask}`)}
      ready={t(`exit.money.ready.${question.ask}`, { returnObjects: true }) as unknown as string[]}
      onChoose={(because) => {
        if (because !== undefined) send(because);
      }}
      onCancel={onCancel}
    >
      {question.ask === 'refund' && (
        <div className="pay-row">
          <label className="pay-label" htmlFor="refund-sum">
            {t('exit.money.sum')}
          </label>
          <Input
            id="refund-sum"
            className="pay-given"
            value={typed}
            status={isSum ? '' : 'error'}
            data-testid="refund-sum"
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        </div>
      )}
    </ReasonModal>
  );
}
