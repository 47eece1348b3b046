import type { ReportLanguage } from '../../contract/reports.ts';
import { codes as english } from '../../contract/words/codes-en.ts';
import type { Codes } from '../../contract/words/codes-zh-CN.ts';
import { codes as chinese } from '../../contract/words/codes-zh-CN.ts';
import { report as inEnglish } from '../../contract/words/report-en.ts';
import { report as inChinese } from '../../contract/words/report-zh-CN.ts';
import type { ReportWords as Texts } from '../../contract/words/report-zh-CN.ts';

/** What stands in the files of reports, and the words for the codes in them. */
export interface ReportWords extends Texts {
  /** A code's word by the first of the lists that has it; a text that a person wrote is itself. */
  word(lists: readonly (keyof Codes)[], text: string): string;
  /** Why something was done or not: a person's words, or a code's. */
  reason(text: string): string;
}

export function wordsOf(language: ReportLanguage): ReportWords {
  const [texts, codes] = language === 'en' ? [inEnglish, english] : [inChinese, chinese];
  const word: ReportWords['word'] = (lists, text) => {
    for (const list of lists) {
      const words: Readonly<Record<string, string>> = codes[list];
      if (Object.hasOwn(words, text)) return words[text] ?? text;
    }
    return text;
  };
  return { ...texts, word, reason: (text) => word(['reason', 'fault', 'platformCause', 'interface'], text) };
}
