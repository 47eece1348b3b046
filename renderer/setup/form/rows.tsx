import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../site-paths.ts';
import { useList, useSetupStore } from '../use-setup.ts';

interface RowsProps {
  at: string;
  /** What the button that adds one says. */
  add: string;
  start: (before: readonly Json[]) => Json;
  most?: number;
  /** How each is headed. */
  title: (value: Json, index: number) => ReactNode;
  /** Said where there is none. */
  empty?: string;
  children: (path: string, value: Json) => ReactNode;
}

/** A list of the site file whose order matters: each with its fields, moved and taken away by buttons. */
export function Rows({ at, add, start, most = 99, title, empty, children }: RowsProps) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const rows = useList(at);
  const swap = (index: number, by: 1 | -1): void => {
    void store.choose(at, swapped(rows, index, by));
  };
  return (
    <div className="setup-rows">
      {rows.length === 0 && empty !== undefined && <p className="dim">{empty}</p>}
      {rows.map((value, index) => (
        // A row has no name of its own that could not be changed while it is typed.
        <section key={index} className="setup-row" data-testid={`${at}[${index}]`}>
          <header className="setup-part-head">
            <h4>{title(value, index)}</h4>
            <span className="setup-row-acts">
              <Button
                size="small"
                icon={<ArrowUpOutlined />}
                disabled={index === 0}
                aria-label={t('setup.form.up')}
                onClick={() => {
                  swap(index, -1);
                }}
              />
              <Button
                size="small"
                icon={<ArrowDownOutlined />}
                disabled={index === rows.length - 1}
                aria-label={t('setup.form.down')}
                onClick={() => {
                  swap(index, 1);
                }}
              />
              <Button
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('setup.form.remove')}
                data-testid={`remove-${at}[${index}]`}
                onClick={() => void store.choose(at, rows.toSpliced(index, 1))}
              >
                {t('setup.form.remove')}
              </Button>
            </span>
          </header>
          {children(`${at}[${index}]`, value)}
        </section>
      ))}
      <Button
        icon={<PlusOutlined />}
        disabled={rows.length >= most}
        data-testid={`add-${at}`}
        onClick={() => void store.choose(at, [...rows, start(rows)])}
      >
        {add}
      </Button>
    </div>
  );
}

/** The list with one of its lines a place up or down. */
export function swapped<T>(rows: readonly T[], index: number, by: 1 | -1): T[] {
  const [one, other] = [rows[index], rows[index + by]];
  return one === undefined || other === undefined ? [...rows] : rows.with(index, other).with(index + by, one);
}
