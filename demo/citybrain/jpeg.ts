/** Width and height of a JPEG, px; null when the bytes are none, or are cut off before their end. */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } | null {
  const { length } = bytes;
  const at = (i: number): number => bytes[i] ?? 0;
  const pair = (i: number): number => (at(i) << 8) | at(i + 1);
  if (pair(0) !== SOI || pair(length - 2) !== EOI) return null;
  for (let i = 2; i + 9 < length; i += 2 + pair(i + 2)) {
    if (at(i) !== 0xff) return null;
    if (isFrame(at(i + 1))) return { height: pair(i + 5), width: pair(i + 7) };
  }
  return null;
}

const SOI = 0xffd8;
const EOI = 0xffd9;

/** SOF0 to SOF15 without DHT, JPG and DAC, which lie among them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
