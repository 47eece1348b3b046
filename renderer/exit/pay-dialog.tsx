import { Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../electron/contract/board.ts';
import type { DiscountView, DueView } from '../../electron/contract/charges.ts';
import { stayLength } from '../clock/beijing.ts';
import { useActs, useBoard, useDesk } from '../store/desk.tsx';
import {
  CANCEL_LETTER,
  cancelPress,
  CONFIRM_LETTER,
  confirmPress,
  ElectronicPayment,
  isOpen,
} from './electronic-payment.tsx';
import { fenOf, isPayCode, likelyGiven, yuan } from './money.ts';
import './exit.css';

/** Letters of the lot's own vouchers, in their order: digits are sums of money here. */
const VOUCHER_LETTERS = 'ADEFGHIJK';
const OWE_LETTER = 'N';
const CODE_LETTER = 'Q';

/** Takes what the car at an exit is to pay. It closes with the car: a sum can never reach the next one. */
export function PayDialog({ laneId, arrivalId }: { laneId: string; arrivalId: string }) {
  const lane = useBoard((board) => board.lanes.find(({ id }) => id === laneId));
  const due = lane?.arrival?.id === arrivalId ? lane.arrival.due : null;
  if (lane === undefined || due === null) return null;
  // Another sum is asked for afresh: what was typed was meant for the one before.
  return <Pay key={due.due} lane={lane} arrivalId={arrivalId} due={due} />;
}

function Pay({ lane, arrivalId, due }: { lane: LaneView; arrivalId: string; due: DueView }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { vouchers, shows, scans, confirms } = useBoard((board) => board.lot.pay);
  const busy = useActs((acts) => lane.id in acts.inFlight);
  const failed = useActs((acts) => acts.failed[lane.id]);
  const [typed, setTyped] = useState('');
  const field = useRef<InputRef>(null);
  const given = typed === '' ? due.due : fenOf(typed);
  const change = given === null ? null : given - due.due;
  const plate = lane.arrival?.plate.text ?? '';
  const stay = lane.arrival?.stay ?? null;

  const take = (sum: number | null): void => {
    if (sum === null || sum < due.due || busy) return;
    const input = { laneId: lane.id, arrivalId, due: due.due, given: sum };
    desk.send({ command: 'exit.pay-cash', laneId: lane.id, input });
  };
  const vouch = (voucherId: string): void => {
    if (!busy)
      desk.send({ command: 'exit.voucher', laneId: lane.id, input: { laneId: lane.id, arrivalId, voucherId } });
  };
  const showCode = (): void => {
    if (!busy)
      desk.send({ command: 'exit.show-code', laneId: lane.id, input: { laneId: lane.id, arrivalId, due: due.due } });
  };
  /** A scanner types its code like a keyboard, and Enter after it. */
  const entered = (): void => {
    if (!isPayCode(typed)) {
      take(given);
      return;
    }
    setTyped('');
    if (busy || !scans) return;
    const input = { laneId: lane.id, arrivalId, due: due.due, code: typed };
    desk.send({ command: 'exit.scan', laneId: lane.id, input });
  };
  const open = due.payment !== null && isOpen(due.payment) ? due.payment : null;
  const owe = (): void => {
    desk.press(lane.id, 'release');
  };
  const close = (): void => {
    desk.attention.open(null);
  };

  return (
    <Modal
      open
      centered
      title={t('exit.pay.title', { lane: lane.name, plate })}
      footer={null}
      width={640}
      afterOpenChange={() => field.current?.focus()}
      onCancel={close}
    >
      <div
        className="pay"
        data-testid="pay-dialog"
        data-due={due.due}
        onKeyDown={(event) => {
          const letter = event.key.toUpperCase();
          const voucher = vouchers[VOUCHER_LETTERS.indexOf(letter)];
          if (letter.length !== 1 || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
          if (voucher !== undefined) vouch(voucher.id);
          else if (letter === OWE_LETTER) owe();
          else if (letter === CODE_LETTER && shows) showCode();
          else if (letter === CONFIRM_LETTER && confirms && open !== null) desk.send(confirmPress(lane.id, open));
          else if (letter === CANCEL_LETTER && open !== null) desk.send(cancelPress(lane.id, open));
          else return;
          event.preventDefault();
        }}
      >
        <div className="pay-sums">
          {stay !== null && (
            <span>{t('exit.pay.of', { length: stayLength(t, stay.enteredAt, lane.arrival?.capturedAt ?? 0) })}</span>
          )}
          <Sum name={t('exit.receivable')} fen={due.receivable} />
          {due.settled > 0 && <Sum name={t('exit.settled')} fen={due.settled} />}
          {due.discount > 0 && <Sum name={t('exit.discount')} fen={-due.discount} />}
          <Sum name={t('exit.due')} fen={due.due} strong />
        </div>
        {due.discounts.length > 0 && <Discounts discounts={due.discounts} />}
        {failed !== undefined && (
          <p className="lane-failed" role="alert" data-testid="pay-error" data-code={failed}>
            {failed === 'gone' ? t('exit.pay.changed') : t('lane.error', { words: t(`error.${failed}`) })}
          </p>
        )}
        <div className="pay-row">
          <label className="pay-label" htmlFor="pay-given">
            {t('exit.pay.given')}
          </label>
          <Input
            ref={field}
            id="pay-given"
            autoFocus
            className="pay-given"
            inputMode="decimal"
            value={typed}
            maxLength={24}
            placeholder={yuan(due.due)}
            data-testid="pay-given"
            onChange={(event) => {
              setTyped(event.target.value.replace(/[^\d.]/g, ''));
            }}
            onPressEnter={(event) => {
              event.preventDefault();
              entered();
            }}
          />
          {likelyGiven(due.due).map((sum) => (
            <Button
              key={sum}
              data-testid={`pay-note-${sum}`}
              onClick={() => {
                setTyped(String(sum / 100));
                field.current?.focus();
              }}
            >
              {sum / 100}
            </Button>
          ))}
          <span className="pay-change" data-testid="pay-change" aria-live="polite">
            {change === null
              ? ''
              : change < 0
                ? t('exit.pay.tooLittle', { sum: yuan(-change) })
                : t('exit.pay.change', { sum: yuan(change) })}
          </span>
        </div>
        {(shows || scans) && (
          <div className="pay-row">
            <span className="pay-label">{t('exit.pay.phone')}</span>
            {shows && (
              <Button disabled={busy} data-testid="pay-show-code" onClick={showCode}>
                <kbd>{CODE_LETTER}</kbd> {t('exit.pay.showCode')}
              </Button>
            )}
            {scans && <span className="dim">{t('exit.pay.scan')}</span>}
          </div>
        )}
        {due.payment !== null && (
          <ElectronicPayment laneId={lane.id} payment={due.payment} confirms={confirms} busy={busy} />
        )}
        {vouchers.length > 0 && (
          <div className="pay-row">
            <span className="pay-label">{t('exit.pay.voucher')}</span>
            {vouchers.map(({ id, name }, index) => (
              <Button
                key={id}
                disabled={busy}
                data-testid={`pay-voucher-${id}`}
                onClick={() => {
                  vouch(id);
                }}
              >
                <kbd>{VOUCHER_LETTERS[index]}</kbd> {name}
              </Button>
            ))}
          </div>
        )}
        <div className="pay-row">
          <Button
            type="primary"
            size="large"
            disabled={busy || change === null || change < 0}
            loading={busy}
            data-testid="pay-send"
            onClick={() => {
              take(given);
            }}
          >
            {t('exit.pay.send')} <kbd>↵</kbd>
          </Button>
          <Button disabled={busy} data-testid="pay-owe" onClick={owe}>
            {t('exit.pay.owe')} <kbd>{OWE_LETTER}</kbd>
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Sum({ name, fen, strong = false }: { name: string; fen: number; strong?: boolean }) {
  return (
    <span className="due-sum" data-strong={strong}>
      <span className="dim">{name}</span>
      <b>{yuan(fen)}</b>
    </span>
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
