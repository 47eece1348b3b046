import { Alert, Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../electron/contract/commands.ts';
import { useBoard } from '../store/desk.tsx';
import { CANCEL_LETTER, CONFIRM_LETTER, ElectronicPayment } from './electronic-payment.tsx';
import { fenOf, isPayCode, likelyGiven, yuan } from './money.ts';
import { askedOf, cameOf, cashOf, isOpen, itemsOf, paymentOf } from './payable.ts';
import type { CashWish, Item, Payable } from './payable.ts';
import { DEBTS_LETTER, Owed, PayBill } from './pay-bill.tsx';
import './exit.css';

/** Letters of the lot's own vouchers, in their order: digits are sums of money here. */
const VOUCHER_LETTERS = 'ADEFGHIJK';
const OWE_LETTER = 'N';
const CODE_LETTER = 'Q';

/** What a press in the form does. */
export interface PayActs {
  cash(wish: CashWish): void;
  showCode(item: Item): void;
  scan(item: Item, code: string): void;
  confirm(tradeNo: string): void;
  cancel(tradeNo: string): void;
  /** Null: no voucher is given here. */
  vouch: ((voucherId: string) => void) | null;
  /** Lets the car out, and writes down what it owes; null: no car waits. */
  owe: (() => void) | null;
  close(): void;
}

interface PayFormProps {
  title: string;
  payable: Payable;
  /** Why the car stands there, in the words of its card; null: it stands at none. */
  cause: string | null;
  /** How long it was inside; null: that is not what is paid for. */
  length: string | null;
  busy: boolean;
  failed: CommandError['code'] | undefined;
  /** Where the dialog lies: beside the card that it is about. */
  side: 'left' | 'right' | 'center';
  /** What its button for cash says. */
  send: string;
  acts: PayActs;
}

/** Takes money, in cash or by phone, by keys alone: digits are cash, letters do the rest, a scanner types its code. */
export function PayForm({ title, payable, cause, length, busy, failed, side, send, acts }: PayFormProps) {
  const { t } = useTranslation();
  const { vouchers, shows, scans, confirms } = useBoard((board) => board.lot.pay);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(false);
  const [warned, setWarned] = useState(false);
  const field = useRef<InputRef>(null);

  const { due, debts } = payable;
  const isFeeDue = due !== null && due.due > 0;
  const withDebts = debts.length > 0 && (chosen || !isFeeDue);
  const items = itemsOf(payable, withDebts);
  const asked = askedOf(items);
  const came = cameOf(items);
  const [next] = items;
  const given = typed === '' ? asked : fenOf(typed);
  const change = given === null ? null : given - asked;
  const payment = paymentOf(payable);
  const open = payment !== null && isOpen(payment) ? payment : null;

  const toggle = (): void => {
    setChosen(!chosen);
    setWarned(false);
    field.current?.focus();
  };
  const take = (): void => {
    if (given === null || given < asked || busy || items.length === 0) return;
    // Money came by phone already: the first press says so, the second one means it.
    if (came > 0 && !warned) setWarned(true);
    else acts.cash(cashOf(items, given));
  };
  const isPhoneFree = !busy && next !== undefined && next.came === 0;
  const showCode = (): void => {
    if (isPhoneFree) acts.showCode(next);
  };
  /** A scanner types its code like a keyboard, and Enter after it. */
  const entered = (): void => {
    if (!isPayCode(typed)) return take();
    setTyped('');
    if (isPhoneFree && scans) acts.scan(next, typed);
  };
  const pressed = (letter: string): (() => void) | null => {
    const voucher = acts.vouch === null ? undefined : vouchers[VOUCHER_LETTERS.indexOf(letter)];
    if (voucher !== undefined) return () => acts.vouch?.(voucher.id);
    switch (letter) {
      case OWE_LETTER:
        return acts.owe;
      case DEBTS_LETTER:
        return debts.length > 0 && isFeeDue ? toggle : null;
      case CODE_LETTER:
        return shows ? showCode : null;
      case CONFIRM_LETTER:
        return confirms && open !== null ? () => acts.confirm(open.tradeNo) : null;
      case CANCEL_LETTER:
        return open === null ? null : () => acts.cancel(open.tradeNo);
      default:
        return null;
    }
  };

  return (
    <Modal
      open
      centered
      title={title}
      footer={null}
      width={640}
      styles={{ wrapper: { textAlign: side }, mask: { opacity: side === 'center' ? 1 : 0.4 } }}
      style={{ marginInline: side === 'center' ? undefined : 12 }}
      afterOpenChange={() => field.current?.focus()}
      onCancel={acts.close}
    >
      <div
        className="pay"
        data-testid="pay-dialog"
        data-due={asked}
        onKeyDown={(event) => {
          if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
          const act = pressed(event.key.toUpperCase());
          if (act === null) return;
          event.preventDefault();
          if (!busy) act();
        }}
      >
        {cause !== null && <p className="pay-cause">{cause}</p>}
        {due !== null && <PayBill due={due} length={length} />}
        {debts.length > 0 && (
          <Owed debts={debts} taken={withDebts} together={asked} onToggle={isFeeDue ? toggle : null} />
        )}
        {came > 0 && (
          <Alert
            type="error"
            showIcon
            title={t('exit.pay.came', { sum: yuan(came) })}
            description={warned ? t('exit.pay.cameCash', { sum: yuan(asked) }) : t('exit.pay.cameWhat')}
            data-testid="pay-came"
            data-warned={warned}
          />
        )}
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
            placeholder={yuan(asked)}
            data-testid="pay-given"
            onChange={(event) => {
              setTyped(event.target.value.replace(/[^\d.]/g, ''));
              setWarned(false);
            }}
            onPressEnter={(event) => {
              event.preventDefault();
              entered();
            }}
          />
          {likelyGiven(asked).map((sum) => (
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
              <Button disabled={!isPhoneFree} data-testid="pay-show-code" onClick={showCode}>
                <kbd>{CODE_LETTER}</kbd> {t('exit.pay.showCode')} {items.length > 1 && yuan(next?.amount ?? 0)}
              </Button>
            )}
            {scans && <span className="dim">{t('exit.pay.scan')}</span>}
            {items.length > 1 && <span className="dim">{t('exit.pay.oneByOne')}</span>}
          </div>
        )}
        {payment !== null && payment.raised === null && (
          <ElectronicPayment
            payment={payment}
            confirms={confirms}
            busy={busy}
            onConfirm={() => {
              acts.confirm(payment.tradeNo);
            }}
            onCancel={() => {
              acts.cancel(payment.tradeNo);
            }}
          />
        )}
        {vouchers.length > 0 && acts.vouch !== null && (
          <div className="pay-row">
            <span className="pay-label">{t('exit.pay.voucher')}</span>
            {vouchers.map(({ id, name }, index) => (
              <Button
                key={id}
                disabled={busy}
                data-testid={`pay-voucher-${id}`}
                onClick={() => {
                  acts.vouch?.(id);
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
            danger={warned}
            disabled={busy || change === null || change < 0 || items.length === 0}
            loading={busy}
            data-testid="pay-send"
            onClick={take}
          >
            {send} <kbd>↵</kbd>
          </Button>
          {acts.owe !== null && (
            <Button disabled={busy} data-testid="pay-owe" onClick={acts.owe}>
              {t('exit.pay.owe')} <kbd>{OWE_LETTER}</kbd>
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
