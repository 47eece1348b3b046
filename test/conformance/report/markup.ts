/** Text that is HTML already. */
export interface Markup {
  html: string;
}

type Part = Markup | readonly Markup[] | string | number | null;

/** Writes HTML: whatever stands in it is text, and is escaped, unless it is markup itself. Null is nothing. */
export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: strings.map((text, i) => (i === 0 ? '' : written(parts[i - 1] ?? null)) + text).join(''),
});

function written(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The picture of U+0000 in Unicode; those of the other controls follow it. */
const CONTROL_PICTURES = 0x2400;

/** A control character is shown by its picture: no page can hold U+0000, and nobody sees the others. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    // eslint-disable-next-line no-control-regex -- naming them is the point
    .replaceAll(/[\u0000-\u001f]/g, (control) => String.fromCodePoint(CONTROL_PICTURES + control.charCodeAt(0)));
