import type { TFunction } from 'i18next';
import type { AcceptanceCheck } from '../../electron/contract/acceptance.ts';
import { took } from '../clock/beijing.ts';

type Fact = AcceptanceCheck['facts'][string];

/** What was measured or seen, as a line of words: plate, clock 120 ms behind, 1920 × 1080. */
export function factWords(t: TFunction, facts: AcceptanceCheck['facts']): string {
  const { width, height, ...rest } = facts;
  const size = typeof width === 'number' && typeof height === 'number' ? [`${width} × ${height}`] : [];
  return [...Object.entries(rest).map(([name, fact]) => oneFact(t, name, fact)), ...size].join(t('acceptance.and'));
}

function oneFact(t: TFunction, name: string, fact: Fact): string {
  // What the station names and we have no word for is shown as it is.
  const label = t(`acceptance.fact.${name}`, { defaultValue: name });
  return `${label} ${valueOf(t, name, fact)}`;
}

function valueOf(t: TFunction, name: string, fact: Fact): string {
  if (typeof fact === 'boolean') return t(fact ? 'setup.changes.yes' : 'setup.changes.no');
  if (typeof fact === 'string') return t(`acceptance.why.${fact}`, { defaultValue: fact });
  if (name.endsWith('Ms')) return `${fact < 0 ? '-' : ''}${took(t, Math.abs(fact))}`;
  if (name === 'bytes') return `${Math.round(fact / 1024)} KB`;
  return String(fact);
}
