/** The order key that every report of one stay has, on every platform. */
export const stayKey = (stayId: string): string => `${PREFIX}${stayId}`;

/** The stay that an order key is about; null when it is of something else. */
export const stayOfKey = (orderKey: string): string | null =>
  orderKey.startsWith(PREFIX) ? orderKey.slice(PREFIX.length) : null;

const PREFIX = 'stay:';
