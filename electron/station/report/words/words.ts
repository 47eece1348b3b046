import type { ReportLanguage } from '../../../contract/reports.ts';
import { en } from './en.ts';
import { zh } from './zh-CN.ts';
import type { ReportWords } from './zh-CN.ts';

export type { ReportWords } from './zh-CN.ts';

export const wordsOf = (language: ReportLanguage): ReportWords => (language === 'en' ? en : zh);
