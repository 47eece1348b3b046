import { CameraError } from './contract.ts';
import type { RelayOutcome } from './contract.ts';

/** Long enough for a camera, short enough that a driver at the gate is told what to do instead. */
export const RELAY_WITHIN_MS = 2_000;

const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/** Of a question that resolves to whether the camera took the command. */
export async function relayOutcome(asking: Promise<boolean>): Promise<RelayOutcome> {
  try {
    return (await asking) ? 'sent' : 'refused';
  } catch (error) {
    if (!(error instanceof CameraError)) throw error;
    switch (error.code) {
      case 'wrong-password':
      case 'locked-out':
      case 'not-allowed':
        return 'refused';
      case 'bad-answer':
        return 'unanswered';
      case 'no-answer':
        return NEVER_CONNECTED.has((error.cause as NodeJS.ErrnoException | undefined)?.code ?? '')
          ? 'not-sent'
          : 'unanswered';
    }
  }
}
