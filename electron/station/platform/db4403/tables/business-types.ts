/** Codes of table A.4 (车场服务属性), as they stand on the wire. */
export const BUSINESS_TYPES: readonly string[] = [...Array.from({ length: 50 }, (_, i) => String(i + 13)), '100'];
