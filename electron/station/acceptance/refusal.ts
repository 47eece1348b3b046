/** Why a check was not begun or answered; its code is one of the contract's. */
export class AcceptanceRefusal extends Error {
  readonly code: 'not-now' | 'bad-input' | 'barrier-not-available';
  constructor(code: AcceptanceRefusal['code'], message: string) {
    super(message);
    this.name = 'AcceptanceRefusal';
    this.code = code;
  }
}
