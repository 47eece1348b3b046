/** A pipe of bytes to a device: serial port, TCP socket, or memory. Framing and meaning belong to the driver. */
export interface Link {
  readonly name: string;
  /** Rejects with `LinkError` when the port is missing, busy or forbidden. */
  open(): Promise<void>;
  readonly isOpen: boolean;
  /** Resolves when the bytes were handed to the transmitter; rejects, and sends nothing later, when not open. */
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** Called once when the pipe is gone, for whatever reason. A closed link is never opened again: make a new one. */
  onClose(listener: (why: LinkError | null) => void): () => void;
  close(): Promise<void>;
}

export type LinkErrorCode = 'not-found' | 'busy' | 'no-permission' | 'refused' | 'disconnected' | 'failed';

export class LinkError extends Error {
  readonly code: LinkErrorCode;
  constructor(code: LinkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LinkError';
    this.code = code;
  }
}
