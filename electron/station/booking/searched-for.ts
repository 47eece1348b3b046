/**
 * What a person typed, as it is looked for: upper case, in plates without the blanks and dots that people put in them.
 * Both empty: everything.
 */
export function searchedFor(typed: string): { text: string; plate: string } {
  const text = typed.trim().toUpperCase();
  const plate = text.replaceAll(/[\s·]/g, '');
  // Of nothing but dots a plate has none: `instr` would find the empty text everywhere.
  return { text, plate: plate === '' ? text : plate };
}
