import type { TFunction } from 'i18next';
import type { PlatformView } from '../../electron/contract/board.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { ReportItemView, SyncPlatformView } from '../../electron/contract/sync.ts';
import { elapsed, took } from '../clock/beijing.ts';

/** The platforms' own names in a person's words; what has none is shown as it is. */

const wordOf = (t: TFunction, keys: readonly string[], fallback: string): string =>
  t([...keys], { defaultValue: fallback });

export const interfaceWord = (t: TFunction, name: string): string => wordOf(t, [`wire.interface.${name}`], name);

export const fieldWord = (t: TFunction, name: string): string => wordOf(t, [`wire.field.${name}`], name);

/** A code of a field; null when it is no code, and what stands there is to be read as it is. */
export function valueWord(t: TFunction, interfaceName: string, field: string, value: string): string | null {
  if (!/^\w{1,16}$/.test(value)) return null;
  const words = wordOf(t, [`wire.value.${interfaceName}-${field}.${value}`, `wire.value.${field}.${value}`], '');
  return words === '' ? null : words;
}

/** What the platform said, in its code's words and its own; empty when it said nothing. */
export function answerWords(
  t: TFunction,
  kind: PlatformView['kind'],
  { code, message }: Pick<ReportItemView, 'code' | 'message'>,
): string {
  const words = code === null ? '' : wordOf(t, [`platformCode.${kind}.${code}`], '');
  return [...new Set([words, message ?? ''])].filter((part) => part !== '').join(' · ');
}

/** Why a platform is not up: a sentence for its cause, or its own words. */
export function causeSentence(t: TFunction, { cause, detail }: PlatformView): string {
  return cause === null ? (detail ?? '') : t(`sync.cause.${cause}`);
}

/** The errors of this screen, in its own words where it has them. */
export const errorSentence = (t: TFunction, code: CommandError['code']): string =>
  t([`sync.error.${code}`, `error.${code}`]);

export const platformName = (t: TFunction, { platform }: SyncPlatformView): string => t(`platform.${platform.kind}`);

/** 0.4 s; from a minute on 4:10. */
export const lastedWords = (t: TFunction, ms: number): string => (ms < 60_000 ? took(t, ms) : elapsed(0, ms));

/** 48,230 */
export const figure = (n: number): string => n.toLocaleString('en-US');

/** Counted up to a hundred by the station. */
export const behindWord = (n: number): string => (n >= 100 ? '100+' : String(n));
