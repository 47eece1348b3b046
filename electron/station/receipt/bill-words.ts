import type { BillLine } from '../../contract/bill.ts';
import type { TimeRule } from '../../contract/site-registration.ts';

const DAYS: Readonly<Record<TimeRule['days'], string>> = {
  'every-day': '',
  workdays: '工作日',
  weekends: '周末',
  holidays: '节假日',
};

/** 2100 fen as 21.00. */
export function yuan(fen: number): string {
  const whole = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

/** 192 minutes as 3小时12分. */
export function lengthOf(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes}分钟`;
  return minutes % 60 === 0 ? `${hours}小时` : `${hours}小时${minutes % 60}分`;
}

/** What a line of a bill says to the driver, in Chinese; its sum stands beside it. */
export function billWords(line: BillLine): string {
  switch (line.kind) {
    case 'free':
      return `免费${lengthOf(line.minutes)}`;
    case 'first':
      return `${when(line.band)}首${lengthOf(line.minutes)}${times(line.each, line.times)}`;
    case 'then':
      return `${when(line.band)}每${lengthOf(line.minutes)}${times(line.each, line.times)}`;
    case 'band-cap':
      return `${when(line.band)}时段封顶${yuan(line.cap)}${count(line.times)}`;
    case 'cap':
      return `${line.per === '24h' ? '24小时' : '每日'}封顶${yuan(line.cap)}${count(line.times)}`;
    case 'percent-off':
      return `减免${line.percent}%`;
    case 'rounding':
      return '取整';
  }
}

/** Nothing for a band that is always. */
function when({ days, from, to }: TimeRule): string {
  const hours = from === to ? '' : `${from}-${to}`;
  return (
    [DAYS[days], hours].filter((word) => word !== '').join(' ') + (days === 'every-day' && hours === '' ? '' : ' ')
  );
}

const times = (each: number, often: number): string => ` ${yuan(each)}×${often}`;
const count = (often: number): string => (often === 1 ? '' : `×${often}`);
