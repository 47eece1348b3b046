import { createInstance } from 'i18next';
import type { i18n, TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

export type Language = 'zh-CN' | 'en';

const resources = { 'zh-CN': { translation: zhCN }, en: { translation: en } };

/** Both languages are in the program: nothing is fetched, and a word is there at the first paint. */
export function createLanguages(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: 'zh-CN',
    initAsync: false,
    // React escapes; escaping twice would show &amp; in a driver's remark.
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** A word for a code if one of the lists has it, else the text itself: what people wrote by hand is shown as they wrote it. */
export function wordOr(t: TFunction, lists: readonly string[], text: string): string {
  return t(
    lists.map((list) => `${list}.${text}`),
    { defaultValue: text },
  );
}
