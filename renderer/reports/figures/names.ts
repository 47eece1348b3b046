import type { TFunction } from 'i18next';
import type { Report } from '../../../electron/contract/reports.ts';
import { wordOr } from '../../language/languages.ts';

/** Words for what figures have as ids and codes. */
export interface Names {
  lane(id: string | null): string;
  person(id: string | null): string;
  shift(id: number | null): string;
  kind(kind: string): string;
  reason(reason: string | null): string;
  payType(type: string): string;
}

export function namesOf(t: TFunction, { names, shift }: Pick<Report, 'names' | 'shift'>): Names {
  return {
    lane: (id) => (id === null ? t('reports.noLane') : (names.lanes[id] ?? id)),
    person: (id) => (id === null ? t('reports.machine') : (names.people[id] ?? id)),
    shift: (id) =>
      id === null
        ? t('reports.noShift')
        : shift?.id === id
          ? t('reports.shiftOf', { id, name: shift.person.name })
          : t('reports.shiftNo', { id }),
    kind: (kind) => wordOr(t, ['reports.kind', 'history.cause'], kind),
    reason: (reason) =>
      reason === null || reason === ''
        ? t('reports.noReason')
        : wordOr(t, ['reason', 'fault', 'sync.cause', 'wire.interface'], reason),
    payType: (type) => wordOr(t, ['cards.payType'], type),
  };
}
