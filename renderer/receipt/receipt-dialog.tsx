import { Alert, Button, Modal, Spin } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PrintAttempt, ReceiptView } from '../../electron/contract/receipt.ts';
import { useDesk } from '../store/desk.tsx';
import { ReceiptPreview } from './receipt-preview.tsx';
import { createReceiptStore, isPrintable } from './receipt-store.ts';
import type { ReceiptStore } from './receipt-store.ts';
import './receipt-dialog.css';

/** Letter of the button that prints. */
export const PRINT_LETTER = 'P';

/** The receipts of what a car paid at once, one at a time, and their printer. */
export function ReceiptDialog({ chargeIds }: { chargeIds: readonly string[] }) {
  const [index, setIndex] = useState(0);
  const chargeId = chargeIds[index];
  if (chargeId === undefined) return null;
  return <Receipt key={chargeId} chargeId={chargeId} index={index} count={chargeIds.length} onTurn={setIndex} />;
}

interface ReceiptProps {
  chargeId: string;
  index: number;
  /** How many there are: digits turn to each. */
  count: number;
  onTurn: (index: number) => void;
}

function Receipt({ chargeId, index, count, onTurn }: ReceiptProps) {
  const { t } = useTranslation();
  const { attention, bridge } = useDesk();
  const [store] = useState(() => createReceiptStore(bridge, chargeId));
  const state = useStore(store);
  const { view } = state;
  const failure = state.failure ?? state.unread;
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => store.follow(), [store]);
  useReceiptKeys(store, count, onTurn);

  return (
    <Modal
      open
      centered
      title={t('receipt.title')}
      width={view?.columns === 48 ? 640 : 520}
      // The paper takes the arrows, which go through a long one.
      afterOpenChange={() => paper.current?.focus()}
      onCancel={() => {
        attention.open(null);
      }}
      footer={
        <div className="receipt-foot">
          <span className="dim">{view !== null && footWords(t, view)}</span>
          <Button
            type="primary"
            disabled={!isPrintable(state)}
            data-testid="receipt-print"
            onClick={() => {
              void store.print();
            }}
          >
            {t(view !== null && view.printed > 0 ? 'receipt.again' : 'receipt.print')} <kbd>{PRINT_LETTER}</kbd>
          </Button>
        </div>
      }
    >
      <div className="receipt-dialog" data-testid="receipt-dialog">
        {count > 1 && (
          <div className="receipt-turns" role="group" aria-label={t('receipt.which')}>
            {Array.from({ length: count }, (_, each) => (
              <Button
                key={each}
                size="small"
                type={each === index ? 'primary' : 'default'}
                aria-pressed={each === index}
                data-testid={`receipt-${each + 1}`}
                onClick={() => {
                  onTurn(each);
                }}
              >
                <kbd>{each + 1}</kbd> {t('receipt.nth', { nth: each + 1, count })}
              </Button>
            ))}
          </div>
        )}
        {failure !== null && <Alert type="error" showIcon title={t(`error.${failure}`)} data-testid="receipt-error" />}
        {view !== null && <Standing view={view} />}
        <div className="receipt-scroll" ref={paper} tabIndex={0} role="region" aria-label={t('receipt.title')}>
          {view !== null && <ReceiptPreview lines={view.lines} columns={view.columns} />}
          {view === null && failure === null && <Spin description={t('receipt.loading')} />}
        </div>
      </div>
    </Modal>
  );
}

/** What became of the last press; else how the printer is. */
function Standing({ view }: { view: ReceiptView }) {
  const { t } = useTranslation();
  const { last, printer } = view;
  return (
    <Alert
      type={last === null ? KINDS[printer ?? 'none'] : last.state === 'failed' ? 'warning' : 'success'}
      showIcon
      title={t(last === null ? printerWords(printer) : attemptWords(last))}
      role="status"
      data-testid="receipt-standing"
    />
  );
}

/** How often it came out, and how the printer is where that is not said above. */
function footWords(t: TFunction, { printed, last, printer }: ReceiptView): string {
  const count = printed === 0 ? [] : [t('receipt.printed', { count: printed })];
  return [...count, ...(last === null ? [] : [t(printerWords(printer))])].join(' · ');
}

const KINDS = {
  ready: 'success',
  'paper-out': 'warning',
  offline: 'warning',
  unknown: 'warning',
  none: 'info',
} as const;

const printerWords = (printer: ReceiptView['printer']): string =>
  printer === null ? 'receipt.none' : `receipt.printer.${printer}`;

function attemptWords(attempt: PrintAttempt): string {
  switch (attempt.state) {
    case 'printing':
    case 'printed':
      return `receipt.last.${attempt.state}`;
    case 'failed':
      return `receipt.failed.${attempt.code}`;
  }
}

/** One letter prints, a digit turns to another receipt; held down it is one press, and chords belong to the system. */
function useReceiptKeys(store: ReceiptStore, count: number, onTurn: (index: number) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const nth = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
      if (nth >= 1 && nth <= count) onTurn(nth - 1);
      else if (event.key.toUpperCase() === PRINT_LETTER) void store.print();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', pressed);
    };
  }, [store, count, onTurn]);
}
