/** Every code a camera can be answered with; docs/protocols/capture-push.md says what each means. */
export type RefusalCode =
  | 'malformed'
  | 'invalid'
  | 'incomplete'
  | 'no-key'
  | 'wrong-key'
  | 'not-found'
  | 'unknown-camera'
  | 'method-not-allowed'
  | 'timeout'
  | 'length-required'
  | 'too-large'
  | 'unsupported-type'
  | 'too-many-failures'
  | 'headers-too-large'
  | 'not-recorded';

/** A message is turned away: thrown inside the door, answered to the camera, told to `onRejected`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  /** Field of the message → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: RefusalCode,
    message: string,
    more: { fields?: Record<string, string>; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.fields = more.fields ?? {};
    this.headers = more.headers ?? {};
  }
}

/** The JSON answer of a refusal. */
export function refusalBody({ code, message, fields }: Refusal): string {
  return JSON.stringify({ error: { code, message, fields } });
}
