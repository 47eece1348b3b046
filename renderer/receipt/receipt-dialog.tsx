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

/** The receipt of a charge, and its printer. */
export function ReceiptDialog({ chargeId }: { chargeId: string }) {
  const { t } = useTranslation();
  const { attention, bridge } = useDesk();
  const [store] = useState(() => createReceiptStore(bridge, chargeId));
  const state = useStore(store);
  const { view } = state;
  const failure = state.failure ?? state.unread;
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => store.follow(), [store]);
  usePrintKey(store);

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

/** One letter prints; held down it is one press, and chords belong to the system. */
function usePrintKey(store: ReceiptStore): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.key.toUpperCase() !== PRINT_LETTER) return;
      event.preventDefault();
      void store.print();
    };
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', pressed);
    };
  }, [store]);
}
