import { Refusal } from '../http-door/refusal.ts';
import type { RefusalDetails } from '../http-door/refusal.ts';
import type { BodyRefusalCode } from '../http-door/request-body.ts';

/** Every code a camera can be answered with; docs/protocols/capture-push.md says what each means. */
export type RefusalCode =
  | BodyRefusalCode
  | 'malformed'
  | 'invalid'
  | 'no-key'
  | 'wrong-key'
  | 'not-found'
  | 'unknown-camera'
  | 'wrong-address'
  | 'method-not-allowed'
  | 'unsupported-type'
  | 'too-many-failures'
  | 'headers-too-large'
  | 'not-recorded';

/** A camera's message is turned away: answered to it, and told to `onRejected`. */
export class CameraRefusal extends Refusal {
  constructor(status: number, code: RefusalCode, message: string, more?: RefusalDetails) {
    super(status, code, message, more);
  }
}

/** The JSON answer of a refusal. */
export function refusalBody({ code, message, fields }: Refusal): string {
  return JSON.stringify({ error: { code, message, fields } });
}
