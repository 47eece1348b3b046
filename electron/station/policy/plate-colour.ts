import type { PlateColour } from '../../contract/vocabulary.ts';

/**
 * Whether two colours may be of one plate. A blue and a yellow plate can have the same characters and are two vehicles;
 * what is not known (null, `unknown`) may be either. Platforms call every new-energy plate green.
 */
export function mayBeSameColour(one: PlateColour | null, other: PlateColour | null): boolean {
  const [a, b] = [named(one), named(other)];
  return a === null || b === null || a === b;
}

function named(colour: PlateColour | null): PlateColour | null {
  switch (colour) {
    case null:
    case 'unknown':
      return null;
    case 'yellow-green':
      return 'green';
    case 'blue':
    case 'yellow':
    case 'green':
    case 'white':
    case 'black':
      return colour;
  }
}
