import { Collapse, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mistakesWithin } from '../mistakes.ts';
import { wordsKeyOf } from '../site-words.ts';
import type { Json } from '../site-paths.ts';
import { useSetup, useSetupStore, useValue } from '../use-setup.ts';

/** A part of a page under a heading. */
export function Part({
  title,
  hint,
  acts,
  children,
}: {
  title: string;
  hint?: string;
  acts?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="setup-part">
      <header className="setup-part-head">
        <h3>{title}</h3>
        {acts}
      </header>
      {hint !== undefined && <p className="dim">{hint}</p>}
      {children}
    </section>
  );
}

interface OptionalProps {
  /** Place of what may be absent. */
  at: string;
  /** What stands there once it is wanted. */
  start: () => Json;
  children: ReactNode;
}

/** A part of the site file that may be absent: a switch, and its fields while it is there. */
export function Optional({ at, start, children }: OptionalProps) {
  const { t, i18n } = useTranslation();
  const store = useSetupStore();
  const there = useValue(at) !== undefined;
  const key = wordsKeyOf(at);
  return (
    <section className="setup-part">
      <header className="setup-part-head">
        <Switch
          id={at}
          checked={there}
          aria-label={t(`${key}.label`)}
          data-testid={`has-${at}`}
          onChange={(on) => void store.choose(at, on ? start() : undefined)}
        />
        <h3>{t(`${key}.label`)}</h3>
      </header>
      {i18n.exists(`${key}.help`) && <p className="dim">{t(`${key}.help`)}</p>}
      {there && children}
    </section>
  );
}

/** What few need to touch: closed, unless something in it is wrong. */
export function Fold({ title, within, children }: { title: string; within: readonly string[]; children: ReactNode }) {
  const wrong = useSetup(({ view }) => within.some((place) => mistakesWithin(view?.mistakes ?? [], place).length > 0));
  return (
    <Collapse
      className="setup-fold"
      defaultActiveKey={wrong ? ['in'] : []}
      items={[{ key: 'in', label: title, children, forceRender: true }]}
    />
  );
}
