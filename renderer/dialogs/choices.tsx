import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import './reason-modal.css';

export interface Choice {
  id: string;
  words: string;
  /** It stays in its place, so that the digits of the others do too. */
  disabled?: boolean;
}

interface ChoicesProps {
  choices: readonly Choice[];
  /** One where their words are long. */
  columns: 1 | 2;
  onChoose: (id: string) => void;
}

/** Large buttons, one digit each. The first that can be chosen has the focus. */
export function Choices({ choices, columns, onChoose }: ChoicesProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLButtonElement>('button:enabled')?.focus();
  }, []);
  return (
    <div
      ref={list}
      className="reasons-ready"
      data-columns={columns}
      onKeyDown={(event) => {
        const choice = choices[Number(event.key) - 1];
        if (choice === undefined || choice.disabled === true) return;
        event.preventDefault();
        onChoose(choice.id);
      }}
    >
      {choices.map(({ id, words, disabled = false }, index) => (
        <Button
          key={id}
          disabled={disabled}
          data-testid={`choice-${id}`}
          onClick={() => {
            onChoose(id);
          }}
        >
          <kbd>{index + 1}</kbd> {words}
        </Button>
      ))}
    </div>
  );
}
