import type { ReportFieldView } from '../../electron/contract/sync.ts';
import type { Texts } from './sync-state.ts';

/** The fields whose text is another one now, spaces around it aside. */
export function changedTexts(
  fields: readonly ReportFieldView[],
  texts: Readonly<Record<string, string | undefined>>,
): Texts {
  const changed = fields.flatMap(({ name, value }) => {
    const text = (texts[name] ?? value).trim();
    return text === value ? [] : [[name, text] as const];
  });
  return Object.fromEntries(changed);
}
