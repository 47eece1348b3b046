/** Why nothing was tried; its code is one of the contract's. `bad-site`: `fields` says where the draft has mistakes. */
export class TrialRefusal extends Error {
  readonly code: 'bad-site' | 'bad-input' | 'not-now';
  readonly fields?: Record<string, string>;
  constructor(code: TrialRefusal['code'], message: string, fields?: Record<string, string>) {
    super(message);
    this.name = 'TrialRefusal';
    this.code = code;
    if (fields) this.fields = fields;
  }
}
