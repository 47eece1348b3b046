import { beijingDateTime } from '../beijing-time.ts';
import type { ServiceAnswer } from './answers.ts';
import type { Note } from './book.ts';

/** What the platform's program prints, a line each. */

/** `!` departs from the text, `?` tells a story that cannot be. */
export function lineFor(note: Note): string {
  switch (note.what) {
    case 'report':
      return `${timeOf(note.entry.at)}   ${note.entry.interface} ${JSON.stringify(note.entry.item)}`;
    case 'duplicate':
      return `${timeOf(note.entry.at)} = ${note.entry.interface} again: ${JSON.stringify(note.entry.item)}`;
    case 'violation': {
      const { at, code, message, topic } = note.violation;
      return `${timeOf(at)} ! ${code} ${message}${topic === '' ? '' : `   (${topic})`}`;
    }
    case 'anomaly': {
      const { at, kind, interface: name, id, carNo, words } = note.anomaly;
      return `${timeOf(at)} ? ${kind} ${name} ${id}${carNo === null ? '' : ` ${carNo}`}: ${words}`;
    }
    case 'stray-answer':
      return `${timeOf(note.answer.at)} ! ${note.answer.interface}: an answer that nobody waits for: ${note.answer.payload}`;
    case 'session':
      return `${timeOf(note.session.at)}   ${note.session.interface} -> ${note.session.code}`;
    case 'pay-return': {
      const { at, orderNo, payResult } = note.payReturn;
      return `${timeOf(at)}   driver back from paying ${orderNo}: ${payResult === 1 ? 'paid' : 'not paid'}`;
    }
  }
}

/** What came of a request typed in; violations in it stand on lines of their own. */
export function answerLine(code: string, answer: ServiceAnswer): string {
  if (!answer.answered) return `-> ${code}: ${answer.reason}`;
  return `-> ${code}: ${answer.code} ${answer.message} ${JSON.stringify(answer.items)}   ${Math.round(answer.ms)} ms`;
}

const timeOf = (at: number): string => beijingDateTime(at).slice(11);
