import facts from '../../package.json' with { type: 'json' };

/** Of the program that this station is a part of. */
export const VERSION: string = facts.version;
