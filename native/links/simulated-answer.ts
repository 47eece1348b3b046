/** How a simulated device answers what it obeyed. */
export type Misanswering =
  | { type: 'normal' }
  | { type: 'silent' }
  | { type: 'late'; ms: number }
  | { type: 'bad-crc' }
  | { type: 'truncated' }
  | { type: 'garbage'; bytes: Uint8Array };

/** The answer's bytes and when to send them, or null: it says nothing. */
export function misanswer(honest: Uint8Array, answering: Misanswering): { bytes: Uint8Array; afterMs: number } | null {
  const last = honest.length - 1;
  switch (answering.type) {
    case 'normal':
      return { bytes: honest, afterMs: 0 };
    case 'silent':
      return null;
    case 'late':
      return { bytes: honest, afterMs: answering.ms };
    case 'bad-crc':
      return { bytes: honest.map((byte, index) => (index === last ? byte ^ 0x01 : byte)), afterMs: 0 };
    case 'truncated':
      return { bytes: honest.subarray(0, -2), afterMs: 0 };
    case 'garbage':
      return { bytes: answering.bytes, afterMs: 0 };
  }
}
