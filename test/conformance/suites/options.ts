import type { Keys } from '../ends/keys.ts';
import type { Carrier, OnSection } from '../report/section.ts';
import type { Interface } from '../standard/db4403.ts';

/** What a suite of DB4403/T runs over. */
export interface SuiteOptions {
  transport: Carrier;
  keys: Keys;
  interfaces: readonly Interface[];
  onSection: OnSection;
}
