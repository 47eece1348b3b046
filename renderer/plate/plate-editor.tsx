import { Popover } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArrivalView, LaneView } from '../../electron/contract/board.ts';
import { useDesk } from '../store/desk.tsx';
import { Candidates } from '../board/lane/candidates.tsx';
import { Keypad } from './keypad.tsx';
import { deleteAt, insertAt, typed, withProvince } from './spelling.ts';
import './plate-editor.css';

/** The plate edited in its place: typed, or put together on the keypad by hand or finger. Enter takes it. */
export function PlateEditor({ lane, arrival }: { lane: LaneView; arrival: ArrivalView }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(arrival.plate.text);
  const [caret, setCaret] = useState<number | null>(null);

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  useEffect(() => {
    if (caret !== null) field.current?.setSelectionRange(caret, caret);
  }, [caret, text]);

  const edit = (change: (text: string, from: number, to: number) => { text: string; caret: number }): void => {
    const { selectionStart, selectionEnd } = field.current ?? {};
    const next = change(text, selectionStart ?? text.length, selectionEnd ?? text.length);
    setText(next.text);
    setCaret(next.caret);
    field.current?.focus({ preventScroll: true });
  };
  const close = (): void => {
    desk.attention.open(null);
  };
  const save = (): void => {
    if (text === '') return;
    close();
    desk.correct(lane.id, text);
  };

  return (
    <Popover
      open
      placement="bottom"
      autoAdjustOverflow
      content={
        <div className="plate-editor-pad" role="group" aria-label={t('plate.edit')}>
          <Keypad
            onProvince={(province) => {
              edit((now) => withProvince(now, province));
            }}
            onKey={(key) => {
              edit((now, from, to) => insertAt(now, key, from, to));
            }}
            onDelete={() => {
              edit(deleteAt);
            }}
            onCancel={close}
            onSave={save}
            canSave={text !== ''}
          />
          {arrival.candidates.length > 0 && (
            <Candidates laneId={lane.id} candidates={arrival.candidates} active={false} />
          )}
        </div>
      }
    >
      <input
        ref={field}
        className="plate-field"
        data-testid={`lane-${lane.id}-plate-field`}
        aria-label={t('plate.input')}
        placeholder={t('plate.empty')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          // While a word is still being composed the text is the input method's, not ours.
          const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;
          setText(composing ? event.target.value : typed(event.target.value));
          setCaret(null);
        }}
        onCompositionEnd={(event) => {
          setText(typed(event.currentTarget.value));
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') close();
        }}
      />
    </Popover>
  );
}
