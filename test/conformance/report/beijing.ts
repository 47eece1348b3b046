/** `yyyy-MM-dd HH:mm:ss` in Beijing, whatever the machine's zone. */
export const beijing = (utcMs: number): string =>
  new Date(utcMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
