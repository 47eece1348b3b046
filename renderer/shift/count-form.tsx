import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fenOf, yuan } from '../exit/money.ts';
import { digitsOf, isBlank, numberOf, PIECES, sumOf } from './cash.ts';
import type { Piece, Typed } from './cash.ts';
import { MODE_LETTER } from './shift-keys.ts';

/** Counts a drawer blind: so many of each note and coin, or a sum. Enter leads from field to field, and on from the last. */
export function CountForm({ busy, onCount }: { busy: boolean; onCount: (fen: number) => void }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<'pieces' | 'sum'>('pieces');
  const [typed, setTyped] = useState<Typed>({});
  const [amount, setAmount] = useState('');
  const counted = mode === 'pieces' ? (isBlank(typed) ? null : sumOf(typed)) : fenOf(amount);
  const send = (): void => {
    if (counted !== null && !busy) onCount(counted);
  };
  return (
    <div
      className="count"
      data-testid="count-form"
      onKeyDown={(event) => {
        if (event.key.toUpperCase() !== MODE_LETTER || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        setMode(mode === 'pieces' ? 'sum' : 'pieces');
      }}
    >
      {mode === 'pieces' ? (
        <Pieces typed={typed} onType={setTyped} onEnd={send} />
      ) : (
        <Sum amount={amount} onType={setAmount} onEnd={send} />
      )}
      <div className="count-end">
        <p className="count-total">
          <span>{t('shift.count.total')}</span>
          <output data-testid="count-total">{counted === null ? '—' : yuan(counted)}</output>
          <span>{t('shift.yuan')}</span>
        </p>
        <Button
          type="primary"
          size="large"
          loading={busy}
          disabled={counted === null}
          data-testid="count-send"
          onClick={send}
        >
          {t('shift.count.send')} <kbd>Enter</kbd>
        </Button>
        <Button
          size="large"
          data-testid="count-mode"
          onClick={() => {
            setMode(mode === 'pieces' ? 'sum' : 'pieces');
          }}
        >
          {t(mode === 'pieces' ? 'shift.count.bySum' : 'shift.count.byPieces')} <kbd>{MODE_LETTER}</kbd>
        </Button>
        <p className="dim">{t('shift.count.hint')}</p>
      </div>
    </div>
  );
}

interface PiecesProps {
  typed: Typed;
  onType: (typed: Typed) => void;
  onEnd: () => void;
}

function Pieces({ typed, onType, onEnd }: PiecesProps) {
  const { t } = useTranslation();
  const fields = useRef(new Map<Piece, InputRef>());
  useEffect(() => {
    fields.current.get(PIECES[0])?.focus();
  }, []);
  const go = (piece: Piece, by: 1 | -1): void => {
    const next = PIECES[PIECES.indexOf(piece) + by];
    if (next !== undefined) fields.current.get(next)?.focus({ cursor: 'all' });
    else if (by === 1) onEnd();
  };
  return (
    <ol className="count-pieces">
      {PIECES.map((piece) => (
        <li key={piece}>
          <label htmlFor={`piece-${piece}`}>{t('shift.count.piece', { value: piece / 100 })}</label>
          <Input
            id={`piece-${piece}`}
            ref={(field) => {
              if (field !== null) fields.current.set(piece, field);
            }}
            inputMode="numeric"
            autoComplete="off"
            value={typed[piece] ?? ''}
            placeholder="0"
            data-testid={`piece-${piece}`}
            onChange={(event) => {
              onType({ ...typed, [piece]: digitsOf(event.target.value) });
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
              event.preventDefault();
              event.stopPropagation();
              if (event.key === 'ArrowDown' && piece === PIECES.at(-1)) return;
              go(piece, event.key === 'ArrowUp' ? -1 : 1);
            }}
          />
          <span className="count-piece-sum">{yuan(piece * numberOf(typed, piece))}</span>
        </li>
      ))}
    </ol>
  );
}

function Sum({ amount, onType, onEnd }: { amount: string; onType: (amount: string) => void; onEnd: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="count-sum">
      <label htmlFor="count-amount">{t('shift.count.amount')}</label>
      <Input
        id="count-amount"
        autoFocus
        size="large"
        inputMode="decimal"
        autoComplete="off"
        value={amount}
        suffix={t('shift.yuan')}
        data-testid="count-amount"
        onChange={(event) => {
          onType(event.target.value.replaceAll(/[^\d.]/g, ''));
        }}
        onPressEnter={(event) => {
          event.stopPropagation();
          // The same press must not reach the button that has the focus next.
          event.preventDefault();
          onEnd();
        }}
      />
    </div>
  );
}
