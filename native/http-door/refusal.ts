export interface RefusalDetails {
  fields?: Record<string, string>;
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A request is turned away: thrown inside a door, answered to whoever asked. Each door has codes of its own. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  /** Field of the message → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, more: RefusalDetails = {}) {
    super(message, { cause: more.cause });
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.fields = more.fields ?? {};
    this.headers = more.headers ?? {};
  }
}
