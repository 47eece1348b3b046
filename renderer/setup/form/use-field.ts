import type { TFunction } from 'i18next';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { boundsAt } from '../bounds.ts';
import type { Bounds } from '../bounds.ts';
import { mistakeAt } from '../mistakes.ts';
import { wordsKeyOf } from '../site-words.ts';
import type { Json } from '../site-paths.ts';
import { useSetup, useSetupStore, useValue } from '../use-setup.ts';
import { shownAs } from './measures.ts';
import type { Measure } from './measures.ts';

export interface FieldFacts {
  value: Json | undefined;
  bounds: Bounds;
  label: string;
  /** Where on the device it is found, and what may stand here. */
  help: string;
  /** Empty: nothing is wrong with it. */
  mistake: string;
  /** Key under which the words of its choices are. */
  words: string;
}

/** A place of the draft with its words, its bounds and its mistakes, which from now on are shown here. */
export function useField(at: string, measure: Measure = 'plain'): FieldFacts {
  const { t, i18n } = useTranslation();
  const store = useSetupStore();
  const value = useValue(at);
  const site = useSetup((state) => state.site);
  const mistake = useSetup(({ view }) => mistakeAt(view?.mistakes ?? [], at));
  const bounds = useMemo(() => boundsAt(site, at), [site, at]);
  useEffect(() => store.claim(at), [store, at]);
  const words = wordsKeyOf(at);
  const help = [i18n.exists(`${words}.help`) ? t(`${words}.help`) : '', rangeOf(t, bounds, measure)];
  return {
    value,
    bounds,
    label: t(`${words}.label`),
    help: help.filter((each) => each !== '').join(' '),
    mistake,
    words,
  };
}

function rangeOf(t: TFunction, bounds: Bounds, measure: Measure): string {
  const { kind, least, most, standard } = bounds;
  if (kind !== 'number') return '';
  const show = (figure: number): number => shownAs(measure, figure);
  const range =
    least === undefined || most === undefined ? '' : t('setup.form.range', { least: show(least), most: show(most) });
  const usual = typeof standard === 'number' ? t('setup.form.usual', { value: show(standard) }) : '';
  return [range, usual].filter((each) => each !== '').join(t('setup.form.comma'));
}
