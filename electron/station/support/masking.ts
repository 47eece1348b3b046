import { PROVINCES } from '../../contract/plate-characters.ts';

/**
 * What may leave the site in a file for support: plates, phone numbers and passwords in addresses are masked, wherever in a
 * text they stand. Rather a serial number too many than a plate.
 */

/** As it is written, as JSON may escape it, and as an address does. */
const PROVINCE = `(?:[${PROVINCES}]|\\\\u[4-9a-f][0-9a-f]{3}|%E[4-9](?:%[89AB][0-9A-F]){2})`;
const RULES: readonly (readonly [RegExp, string])[] = [
  // 粤B12345 → 粤B12***, with or without a dot, and whatever its last sign is.
  [new RegExp(`(${PROVINCE}[A-Z0-9][ ·•.-]?[A-Z0-9]{2})[A-Z0-9]{2,4}[警学挂港澳领应急]*`, 'giu'), '$1***'],
  [new RegExp(`(WJ${PROVINCE}?\\d)\\d{3}[0-9A-Z]`, 'giu'), '$1***'],
  [/(?<!\d)(\d{3})\d{3}(?=使)/gu, '$1***'],
  [/(?<![A-Z0-9])([VKHBSLJNGCE][A-DJ-NPR-TVY]\d{2})\d{3}(?![A-Z0-9])/giu, '$1***'],
  // A mobile phone's.
  [/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2'],
  [/\/\/[^/\s"'@]+@/g, '//***@'],
];

export const masked = (text: string): string =>
  RULES.reduce((rest, [found, instead]) => rest.replaceAll(found, instead), text);
