import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problems } from './cards-state.ts';
import { problemWords } from './words.ts';

interface FieldProps {
  /** Its column, which names it. */
  name: string;
  /** What is wrong with it. */
  problem: Problems[keyof Problems];
  hint?: string;
  children: ReactNode;
}

/** A field of a form under its name, with what is wrong with it. */
export function Field({ name, problem, hint, children }: FieldProps) {
  const { t } = useTranslation();
  const help = problem === undefined ? hint : problemWords(t, problem);
  return (
    <Form.Item
      label={t(`cards.column.${name}`)}
      htmlFor={`card-${name}`}
      {...(problem !== undefined && { validateStatus: 'error' as const })}
      {...(help !== undefined && { help: <span data-testid={`help-${name}`}>{help}</span> })}
    >
      {children}
    </Form.Item>
  );
}
