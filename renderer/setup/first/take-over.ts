/** Where the wish to take a site over is kept until whoever has it is signed in. */
export const TAKE_OVER = 'gatehouse.take-over';
