import type { Bridge } from '../../electron/contract/bridge.ts';
import type { Printed, PrintWish } from '../../electron/contract/printing.ts';
import './print.css';

/** Prints what `.printed` on the page holds; `name`: of the file, whatever stands in it. Every failure is a value. */
export async function printPage(bridge: Bridge, wish: PrintWish): Promise<Printed> {
  try {
    return await bridge.print({ ...wish, name: fileName(wish.name) });
  } catch (error) {
    return { outcome: 'failed', why: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** A name that any disk takes. */
export function fileName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N} _-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '');
  return plain === '' ? 'gatehouse' : plain.slice(0, 100);
}
