import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArrivalView, LaneView } from '../../electron/contract/board.ts';
import { stayLength } from '../clock/beijing.ts';
import { decisionSentence } from '../language/sentences.ts';
import { useActs, useBoard, useDesk } from '../store/desk.tsx';
import { PayForm } from './pay-form.tsx';
import type { PayActs } from './pay-form.tsx';
import { owedOf } from './payable.ts';

interface PayDialogProps {
  laneId: string;
  arrivalId: string;
  /** For the stay that ends, or for what the car owes from before alone. */
  act: 'pay' | 'collect-debts';
}

/** Takes what the car at a lane is to pay. It closes with the car: a sum can never reach the next one. */
export function PayDialog({ laneId, arrivalId, act }: PayDialogProps) {
  const lane = useBoard((board) => board.lanes.find(({ id }) => id === laneId));
  const arrival = lane?.arrival;
  if (lane === undefined || arrival?.id !== arrivalId) return null;
  // Another sum is asked for afresh: what was typed was meant for the one before.
  const key = `${arrival.due?.due ?? 0} ${owedOf(arrival.debts)}`;
  return <Pay key={key} lane={lane} arrival={arrival} act={act} />;
}

interface PayProps {
  lane: LaneView;
  arrival: ArrivalView;
  act: PayDialogProps['act'];
}

function Pay({ lane, arrival, act }: PayProps) {
  const { t } = useTranslation();
  const desk = useDesk();
  const busy = useActs((acts) => lane.id in acts.inFlight);
  const failed = useActs((acts) => acts.failed[lane.id]);
  const [side] = useState(() => sideBeside(lane.id));
  const { stay } = arrival;
  const due = act === 'pay' ? arrival.due : null;
  const laneId = lane.id;
  const car = { laneId, arrivalId: arrival.id };

  const acts: PayActs = {
    cash({ due: fee, debts, came, given }) {
      const [oldest] = arrival.debts;
      if (fee > 0) desk.send({ command: 'exit.pay-cash', laneId, input: { ...car, due: fee, debts, came, given } });
      else if (oldest !== undefined) {
        const input = { stayId: oldest.stayId, laneId, fee: null, debts, came, given };
        desk.send({ command: 'charges.pay-cash', laneId, input });
      }
    },
    showCode({ debt, amount }) {
      if (debt === null) desk.send({ command: 'exit.show-code', laneId, input: { ...car, due: amount } });
      else desk.send({ command: 'charges.show-code', laneId, input: owed(debt.stayId, amount) });
    },
    scan({ debt, amount }, code) {
      if (debt === null) desk.send({ command: 'exit.scan', laneId, input: { ...car, due: amount, code } });
      else desk.send({ command: 'charges.scan', laneId, input: { ...owed(debt.stayId, amount), code } });
    },
    confirm(tradeNo) {
      desk.send({ command: 'exit.confirm-payment', laneId, input: { tradeNo } });
    },
    cancel(tradeNo) {
      desk.send({ command: 'exit.cancel-payment', laneId, input: { tradeNo } });
    },
    vouch:
      act === 'pay'
        ? (voucherId) => {
            desk.send({ command: 'exit.voucher', laneId, input: { ...car, voucherId } });
          }
        : null,
    owe:
      act === 'pay'
        ? () => {
            desk.press(laneId, 'release');
          }
        : null,
    close() {
      desk.attention.open(null);
    },
  };
  const owed = (stayId: string, amount: number) => ({ stayId, laneId, due: amount, until: null });

  return (
    <PayForm
      title={t(act === 'pay' ? 'exit.pay.title' : 'exit.pay.debtsTitle', {
        lane: lane.name,
        plate: arrival.plate.text,
      })}
      payable={{ due, debts: arrival.debts }}
      cause={act === 'pay' ? decisionSentence(t, arrival.decision) : null}
      length={stay === null ? null : stayLength(t, stay.enteredAt, arrival.capturedAt)}
      busy={busy}
      failed={failed}
      side={side}
      send={t(act === 'pay' ? 'exit.pay.send' : 'exit.pay.take')}
      acts={acts}
    />
  );
}

/** The dialog lies on the other side of the screen than the lane's card: its pictures and its words stay in sight. */
function sideBeside(laneId: string): 'left' | 'right' {
  const card = document.querySelector(`[data-lane="${CSS.escape(laneId)}"]`)?.getBoundingClientRect();
  return card !== undefined && card.left + card.width / 2 < window.innerWidth / 2 ? 'right' : 'left';
}
