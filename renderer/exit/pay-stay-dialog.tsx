import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StayDues } from '../../electron/contract/charges.ts';
import { stayLength } from '../clock/beijing.ts';
import { useDesk } from '../store/desk.tsx';
import { PayForm } from './pay-form.tsx';
import type { PayActs } from './pay-form.tsx';
import { owedOf } from './payable.ts';
import { createStayDuesStore } from './stay-dues-store.ts';
import type { StayDuesStore } from './stay-dues-store.ts';

/** Takes money for a stay whose car stands at no arm: ahead of its exit, or for what it left owing. */
export function PayStayDialog({ stayId }: { stayId: string }) {
  const { attention, bridge, history } = useDesk();
  const [store] = useState(() => createStayDuesStore(bridge, stayId));
  const { dues, settled } = useStore(store);
  useEffect(() => store.follow(), [store]);
  useEffect(() => {
    if (!settled) return;
    attention.open(null);
    history.settled();
  }, [settled, attention, history]);
  if (dues === null) return null;
  // Another sum is asked for afresh: what was typed was meant for the one before.
  return <PayStay key={`${dues.due?.due ?? 0} ${owedOf(dues.debts)}`} store={store} dues={dues} />;
}

function PayStay({ store, dues }: { store: StayDuesStore; dues: StayDues }) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const { sending, failure } = useStore(store);
  const { stayId, plate, enteredAt, until, due, debts } = dues;
  const ofStay = { stayId, laneId: null };
  const byPhone = (debtOf: string | undefined, amount: number) =>
    debtOf === undefined
      ? { ...ofStay, due: amount, until }
      : { stayId: debtOf, laneId: null, due: amount, until: null };

  const acts: PayActs = {
    cash({ due: sum, ...cash }) {
      const fee = sum > 0 ? { due: sum, until } : null;
      void store.send({ command: 'charges.pay-cash', input: { ...ofStay, fee, ...cash } });
    },
    showCode({ debt, amount }) {
      void store.send({ command: 'charges.show-code', input: byPhone(debt?.stayId, amount) });
    },
    scan({ debt, amount }, code) {
      void store.send({ command: 'charges.scan', input: { ...byPhone(debt?.stayId, amount), code } });
    },
    confirm(tradeNo) {
      void store.send({ command: 'exit.confirm-payment', input: { tradeNo } });
    },
    cancel(tradeNo) {
      void store.send({ command: 'exit.cancel-payment', input: { tradeNo } });
    },
    vouch: null,
    owe: null,
    close() {
      attention.open(null);
    },
  };

  return (
    <PayForm
      title={t(due === null ? 'exit.pay.debtTitle' : 'exit.pay.aheadTitle', { plate })}
      payable={{ due, debts }}
      cause={null}
      length={due === null ? null : stayLength(t, enteredAt, until)}
      busy={sending}
      failed={failure}
      side="center"
      send={t('exit.pay.take')}
      acts={acts}
    />
  );
}
