import type { SerialPort } from 'serialport';
import { LinkError } from './contract.ts';
import type { Link, LinkErrorCode } from './contract.ts';

export interface SerialSettings {
  path: string;
  baudRate: number;
  dataBits: 7 | 8;
  parity: 'none' | 'even' | 'odd';
  stopBits: 1 | 2;
}

/**
 * A serial port, opened alone (`lock`) and without moving its control lines at close (`hupcl: false`): a relay wired to
 * DTR must not click because a program comes and goes. Input from before the opening is thrown away.
 */
export function createSerialLink(settings: SerialSettings): Link {
  const name = settings.path;
  const dataListeners = new Set<(bytes: Uint8Array) => void>();
  const closeListeners = new Set<(why: LinkError | null) => void>();
  let port: SerialPort | null = null;
  let lastError: LinkError | null = null;
  let closing: Promise<void> | null = null;

  return {
    name,
    async open() {
      const opened = await openPort(settings);
      port = opened;
      opened.on('data', (bytes: Uint8Array) => {
        for (const listener of [...dataListeners]) listener(bytes);
      });
      opened.on('error', (error) => {
        lastError = linkErrorOf(error, name);
      });
      opened.once('end', () => opened.isOpen && opened.close());
      // Comes with an error when the device was pulled, with nothing when the stream broke first.
      opened.once('close', (error?: Error | null) => {
        port = null;
        if (error) lastError = new LinkError('disconnected', `${name}: ${error.message}`, { cause: error });
        for (const listener of [...closeListeners]) listener(closing === null ? lastError : null);
      });
    },
    get isOpen() {
      return port?.isOpen ?? false;
    },
    write: (bytes) =>
      new Promise((resolve, reject) => {
        // A write on a closed port is kept by the library and sent at the next opening: it must not get that far.
        if (port === null || !port.isOpen) return reject(new LinkError('disconnected', `${name} is not open`));
        port.write(bytes, (error) => (error ? reject(linkErrorOf(error, name)) : resolve()));
      }),
    onData(listener) {
      dataListeners.add(listener);
      return () => void dataListeners.delete(listener);
    },
    onClose(listener) {
      closeListeners.add(listener);
      return () => void closeListeners.delete(listener);
    },
    close() {
      closing ??= closePort(port);
      return closing;
    },
  };
}

async function openPort(settings: SerialSettings): Promise<SerialPort> {
  // Loaded when first needed: a machine on which the native part does not load still drives its TCP lanes.
  const { SerialPort } = await import('serialport').catch((cause: unknown) => {
    throw new LinkError('failed', 'the serial port library does not load on this machine', { cause });
  });
  const { path, baudRate, dataBits, parity, stopBits } = settings;
  const port = new SerialPort({
    path,
    baudRate,
    dataBits,
    parity,
    stopBits,
    hupcl: false,
    lock: true,
    autoOpen: false,
  });
  try {
    await run((done) => port.open(done));
    await run((done) => port.flush(done));
    return port;
  } catch (error) {
    await closePort(port);
    throw linkErrorOf(error, path);
  }
}

/** A port that vanishes while it is being closed is closed: what the steps say changes nothing. */
async function closePort(port: SerialPort | null): Promise<void> {
  if (port === null || !port.isOpen) return;
  // Bytes not yet transmitted are dropped: Linux would hold the close for them, and a board might still obey them.
  await Promise.allSettled([run((done) => port.flush(done))]);
  if (port.isOpen) await Promise.allSettled([run((done) => port.close(done))]);
}

function run(action: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => action((error) => (error ? reject(error) : resolve())));
}

/**
 * The bindings report the system's words without its code, so here, and only here, the text is read.
 * Linux and macOS first, then Windows.
 */
const CODE_OF_TEXT: [RegExp, LinkErrorCode][] = [
  [/cannot lock port|resource busy|temporarily unavailable|\bEBUSY\b/i, 'busy'],
  [/no such file|no such device|file not found|\bENOENT\b|\bENXIO\b|\bENODEV\b/i, 'not-found'],
  [/permission denied|\bEACCES\b|operation not permitted|\bEPERM\b/i, 'no-permission'],
  // Windows says this of a port that another program holds.
  [/access denied/i, 'busy'],
  [/port is not open|input\/output error|\bEIO\b|\bEBADF\b/i, 'disconnected'],
];

/** The link error for whatever the serial library threw. */
export function linkErrorOf(error: unknown, name: string): LinkError {
  if (error instanceof LinkError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = CODE_OF_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? 'failed';
  return new LinkError(code, `${name}: ${text}`, { cause: error });
}
