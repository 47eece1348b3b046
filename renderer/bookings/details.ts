import type { TFunction } from 'i18next';
import { dateTime } from '../clock/beijing.ts';
import { yuan } from '../exit/money.ts';
import type { Row } from './bookings-state.ts';
import { cameWords, carWords, forceOf, planWords, stallWords, usedWords, worthWords } from './words.ts';

/** All that is known of a line: what, and its words. What is not known is left out. */
export function detailsOf(t: TFunction, row: Row, now: number): [name: string, value: string][] {
  const known = valuesOf(t, row, now).filter((each): each is [string, string] => each[1] !== null && each[1] !== '');
  return known.map(([key, value]) => [t(`bookings.column.${key}`), value]);
}

const timeOf = (at: number | null): string | null => (at === null ? null : dateTime(at));

function valuesOf(t: TFunction, row: Row, now: number): [key: string, value: string | null][] {
  switch (row.tab) {
    case 'bookings': {
      const { line } = row;
      return [
        ['code', line.code],
        ['from', dateTime(line.from)],
        ['to', dateTime(line.to)],
        ['keptUntil', t('bookings.keptUntil', { time: dateTime(line.keptUntil), minutes: line.keptMin })],
        ['car', carWords(t, line)],
        ['stall', stallWords(t, line)],
        ['state', t(`booking.state.${line.state}`)],
        ['enteredAt', line.stay && `${dateTime(line.stay.enteredAt)} ${line.stay.entrance}`],
        ['came', cameWords(t, line)],
        ['leftAt', line.stay?.leftAt ? `${dateTime(line.stay.leftAt)} ${line.stay.exit ?? ''}` : null],
        ['source', line.source],
        ['lockedAt', dateTime(line.lockedAt)],
        ['endedAt', timeOf(line.endedAt)],
      ];
    }
    case 'orders': {
      const { line } = row;
      return [
        ['orderNo', line.id],
        ['plan', planWords(line)],
        ['state', t(`bookings.filter.orders.${line.state}`)],
        ['from', dateTime(line.from)],
        ['to', dateTime(line.to)],
        ['entries', usedWords(line.entries, line.entriesTotal)],
        ['days', usedWords(line.days, line.daysTotal)],
        ['payable', yuan(line.payable)],
        ['discount', yuan(line.discount)],
        ['paid', yuan(line.paid)],
        ['paidAt', timeOf(line.paidAt)],
        ['refundedSum', line.refunded > 0 ? yuan(line.refunded) : null],
        ['overdue', line.overdue.count > 0 ? t('bookings.owes', { yuan: yuan(line.overdue.amount) }) : null],
        ['receivedAt', dateTime(line.receivedAt)],
        ['endedAt', timeOf(line.endedAt)],
      ];
    }
    case 'coupons': {
      const { line } = row;
      return [
        ['couponNo', line.id],
        ['worth', worthWords(t, line)],
        ['state', t(`bookings.filter.coupons.${line.state}`)],
        ['madeOutAt', dateTime(line.madeOutAt)],
        ['receivedAt', dateTime(line.receivedAt)],
        ['endedAt', timeOf(line.endedAt)],
        ['channel', line.channel],
        ['source', line.source],
      ];
    }
    case 'control': {
      const { line } = row;
      return [
        ['lineNo', line.id],
        ['strategy', t(`bookings.strategy.${line.strategy}`)],
        ['force', t(`bookings.force.${forceOf(line, now)}`)],
        ['car', carWords(t, line)],
        ['from', timeOf(line.from)],
        ['to', dateTime(line.to)],
        ['source', line.source],
        ['receivedAt', dateTime(line.receivedAt)],
        ['updatedAt', dateTime(line.updatedAt)],
      ];
    }
  }
}
