import { useEffect, useRef, useState } from 'react';
import type { ChangeEvent, CompositionEvent, RefObject } from 'react';
import { deleteAt, insertAt, typed, withProvince } from './spelling.ts';

/** A plate while it is typed, or put together on the keypad, at the place where the caret stands. */
export interface PlateText {
  text: string;
  field: RefObject<HTMLInputElement | null>;
  /** For the input. */
  input: {
    value: string;
    autoComplete: 'off';
    spellCheck: false;
    onChange: (event: ChangeEvent<HTMLInputElement>) => void;
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => void;
  };
  /** For the keypad. */
  keys: { onProvince: (province: string) => void; onKey: (key: string) => void; onDelete: () => void };
}

export function usePlateText(first: string): PlateText {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(first);
  const [caret, setCaret] = useState<number | null>(null);
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
  return {
    text,
    field,
    input: {
      value: text,
      autoComplete: 'off',
      spellCheck: false,
      onChange: (event) => {
        // While a word is still being composed the text is the input method's, not ours.
        const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;
        setText(composing ? event.target.value : typed(event.target.value));
        setCaret(null);
      },
      onCompositionEnd: (event) => {
        setText(typed(event.currentTarget.value));
      },
    },
    keys: {
      onProvince: (province) => {
        edit((now) => withProvince(now, province));
      },
      onKey: (key) => {
        edit((now, from, to) => insertAt(now, key, from, to));
      },
      onDelete: () => {
        edit(deleteAt);
      },
    },
  };
}
