import { z } from 'zod';

/**
 * What is wrong with a value of the site file or its secrets, in the installer's words. A schema's own message goes before
 * these. Never shows the value: it may be a secret.
 */
export const inChinese = { error: (issue: z.core.$ZodRawIssue): string => wordsFor(issue) ?? zhCN(issue) };

/** For whatever has no words here. */
function zhCN(issue: z.core.$ZodRawIssue): string {
  const words = localised(issue);
  return (typeof words === 'string' ? words : words?.message) ?? '这一项有误';
}
const localised = z.locales.zhCN().localeError;

const TYPES: Readonly<Record<string, string>> = {
  string: '文字（带引号）',
  number: '数字（不带引号）',
  int: '整数',
  boolean: 'true 或 false（不带引号）',
  array: '列表 [ … ]',
  object: '一组设置 { … }',
  record: '一组设置 { … }',
};

function wordsFor(issue: z.core.$ZodRawIssue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return MISSING;
      return `应当是${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? MISSING : oneOf(issue.values);
    case 'invalid_union':
      return issue.discriminator === undefined
        ? wordsForEither(issue.errors)
        : wordsForKind(issue.input, issue.discriminator, issue.options);
    case 'invalid_format':
      return issue.format === 'url' ? '应为完整的网址，如 https://example.cn/page' : null;
    case 'unrecognized_keys':
      return `没有这个设置：${issue.keys.join('、')}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    default:
      return null;
  }
}

/** What may stand there, when it may be one of several types; null when more than the type is wrong with it. */
function wordsForEither(errors: readonly (readonly z.core.$ZodIssue[])[]): string | null {
  const types = errors.map(([issue]) => (issue?.code === 'invalid_type' ? TYPES[issue.expected] : undefined));
  return types.length === 0 || types.includes(undefined) ? null : `应当是${types.join('，或')}`;
}

const MISSING = '缺少这一项';

const oneOf = (values: readonly unknown[]): string =>
  `只能是 ${values.map((value) => JSON.stringify(value)).join('、')}`;

function wordsForKind(input: unknown, discriminator: string, options: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  if (!Object.hasOwn(input, discriminator)) return MISSING;
  return Array.isArray(options) ? oneOf(options) : null;
}

function tooSmall({ origin, minimum }: { origin: string; minimum: number | bigint }): string {
  switch (origin) {
    case 'string':
      return minimum === 1 ? '不能为空' : `至少 ${minimum} 个字符`;
    case 'array':
      return `至少要有 ${minimum} 项`;
    default:
      return `不能小于 ${minimum}`;
  }
}

function tooBig({ origin, maximum }: { origin: string; maximum: number | bigint }): string {
  switch (origin) {
    case 'string':
      return `最多 ${maximum} 个字符`;
    case 'array':
      return `最多 ${maximum} 项`;
    default:
      return `不能大于 ${maximum}`;
  }
}
