import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { ReportFailure, ReportFileKind, ReportLanguage } from '../../electron/contract/reports.ts';
import { callSafely } from '../store/call.ts';

/** What the window's blob says it is; main saves no other. */
const TYPES: Readonly<Record<ReportFileKind, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const ASK_AGAIN_MS = 300;

export type Fetched =
  | { ok: true; name: string; file: Blob }
  /** `damaged`: what came is not what was made. */
  | { ok: false; why: ReportFailure | CommandError['code'] | 'damaged' };

export interface Wanted {
  id: string;
  kind: ReportFileKind;
  language: ReportLanguage;
}

/** Fetches a report as a file, part by part; `onShare`: how much of it is there, 0 to 1. `pause` waits so many ms. */
export async function fetchFile(
  bridge: Bridge,
  wanted: Wanted,
  onShare: (share: number) => void,
  pause: (ms: number) => Promise<unknown> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Fetched> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const result = await callSafely(bridge, 'reports.file', { ...wanted, part: parts.length });
    if (!result.ok) return { ok: false, why: result.error.code };
    const { value } = result;
    switch (value.state) {
      case 'failed':
        return { ok: false, why: value.why };
      case 'making':
        // The making is most of it, and the rest is fetched in a moment.
        onShare(value.share * 0.9);
        await pause(ASK_AGAIN_MS);
        break;
      case 'ready': {
        parts.push(bytesOf(value.data));
        onShare(0.9 + (0.1 * parts.length) / value.parts);
        if (parts.length < value.parts) break;
        const whole = await isWhole(parts, value);
        if (!whole) return { ok: false, why: 'damaged' };
        return { ok: true, name: value.name, file: new Blob(parts, { type: TYPES[wanted.kind] }) };
      }
    }
  }
}

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Whether parts are all of a file, and as it was made. */
export async function isWhole(
  parts: readonly Uint8Array<ArrayBuffer>[],
  { bytes, sha256 }: { bytes: number; sha256: string },
): Promise<boolean> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  if (whole.length !== bytes) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
