/** 8.1: a report reaches its platform within 3 s of what it is about. */
export const LIMIT_MS = 3000;

export const isSlow = (ms: number | null): boolean => ms !== null && ms > LIMIT_MS;
