import type { Keys } from '../../ends/keys.ts';
import type { OnSection } from '../../report/section.ts';
import type { CitybrainInterface } from '../../standard/citybrain.ts';

/** What a suite of City Brain runs over. */
export interface CitybrainOptions {
  keys: Keys;
  interfaces: readonly CitybrainInterface[];
  onSection: OnSection;
}
