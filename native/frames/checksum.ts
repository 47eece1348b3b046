import type { Checksum } from '../../electron/contract/site-frames.ts';

/** Checksums of the frames that small devices speak. Pure. */

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
});

/** CRC-16/Modbus of the bytes. A frame with its own CRC at the end, low byte first, gives 0. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) crc = (crc >> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return crc;
}

/** How many bytes a checksum takes in its frame. */
export function sizeOf(kind: Checksum['kind']): 0 | 1 | 2 {
  switch (kind) {
    case 'none':
      return 0;
    case 'sum8':
    case 'xor8':
      return 1;
    case 'sum16':
    case 'crc16-modbus':
      return 2;
  }
}

/** The bytes of the checksum that stands at `at` of the frame; what stands behind it counts only where `until` says so. */
export function checkBytes({ kind, order, from, until }: Checksum, frame: Uint8Array, at: number): number[] {
  const covered = frame.subarray(from, until ?? at);
  switch (kind) {
    case 'none':
      return [];
    case 'sum8':
      return [sum(covered) & 0xff];
    case 'xor8':
      return [covered.reduce((all, byte) => all ^ byte, 0)];
    case 'sum16':
      return inOrder(sum(covered) & 0xffff, order);
    case 'crc16-modbus':
      return inOrder(crc16(covered), order);
  }
}

const sum = (bytes: Uint8Array): number => bytes.reduce((all, byte) => all + byte, 0);

const inOrder = (value: number, order: Checksum['order']): number[] =>
  order === 'low-first' ? [value & 0xff, value >> 8] : [value >> 8, value & 0xff];
