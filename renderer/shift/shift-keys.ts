/** Changes the count from pieces to a sum and back. */
export const MODE_LETTER = 'M';

/** Counts again: beside the digits of the usual reasons. */
export const AGAIN_KEY = '0';
