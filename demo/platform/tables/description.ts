/** How the tables of DB4403/T are written down here: attribute by attribute, as printed. */

/** The types of table 1 that occur, the lists as the text names them, and the one part of a form that is no JSON. */
export type FieldType =
  | 'String'
  | 'Uuid'
  | 'Int'
  | 'Decimal'
  | 'Double'
  | 'DateTime'
  | 'Time'
  | 'Timestamp'
  | 'List<Uuid>'
  | 'List<Map>'
  | 'List<chargedItem>'
  | 'List<discountRecord>'
  | 'File';

export interface Field {
  name: string;
  type: FieldType;
  required: boolean;
  /** In characters. */
  length?: number;
  oneOf?: readonly (string | number)[];
  min?: number;
  max?: number;
  /** The table of each entry of a list. */
  entries?: Table;
  /** A required list that may have no entry (discounts, where there are none). */
  mayBeEmpty?: true;
  /** In an answer: required once its `code` is 0; who refuses has nothing to say here. */
  onSuccess?: true;
}

/** What a note asks beyond one attribute. The field it is about, the code of appendix A, and words; null when kept. */
export type Rule = (item: Readonly<Record<string, unknown>>) => { field: string; code: number; words: string } | null;

export interface Table {
  number: number;
  fields: readonly Field[];
  names: ReadonlySet<string>;
  rules: readonly Rule[];
}

export const table = (number: number, fields: readonly Field[], rules: readonly Rule[] = []): Table => ({
  number,
  fields,
  names: new Set(fields.map(({ name }) => name)),
  rules,
});

type Limits = Omit<Field, 'name' | 'type' | 'required'>;

/** 必须: 是 */
export const must = (name: string, type: FieldType, limits: Limits = {}): Field => ({
  name,
  type,
  required: true,
  ...limits,
});

/** 必须: 否 */
export const may = (name: string, type: FieldType, limits: Limits = {}): Field => ({
  ...must(name, type, limits),
  required: false,
});

/** What most tables end with or have in common. */
export const PARK_CODE = must('parkCode', 'String', { length: 20 });
export const CAR_NO = must('carNo', 'String', { length: 10 });
export const CODE = must('code', 'Int');
/** 业务异常信息: optional in most replies, required in those of stalls and bookings (tables 15, 27, 64, 66). */
export const MESSAGE = may('message', 'String', { length: 255 });
export const MESSAGE_REQUIRED = must('message', 'String', { length: 255 });

export const NO_OR_YES = { oneOf: [0, 1] } as const;
export const MONEY = { min: 0 } as const;
/** Table 19 prints the values; where another table only says 车牌颜色 or 车辆颜色 they are the same. */
export const PLATE_COLOURS = { length: 3, oneOf: ['0', '1', '2', '3', '4', '5'] } as const;
export const CAR_COLOURS = { length: 3, oneOf: ['1', '2', '3', '4', '5', '6', '7', '8'] } as const;
export const CAR_MODELS = { oneOf: [1, 2, 3] } as const;
/** Cash, WeChat, Alipay, UnionPay, ETC, other. */
export const PAY_TYPES = { oneOf: [1, 2, 3, 4, 5, 6] } as const;
export const LONGITUDE = { min: -180, max: 180 } as const;
export const LATITUDE = { min: -90, max: 90 } as const;

/** Table A.4, as the text's attribute 业态 carries it: a String. */
export const BUSINESS_TYPES = {
  oneOf: [...Array.from({ length: 50 }, (_, i) => String(13 + i)), '100'],
} as const;

/** Tables 24 and 38: what couponValue means, by couponType. */
export const couponValueFits: Rule = ({ couponType, couponValue }) => {
  if (typeof couponValue !== 'number') return null;
  if (couponType === 3 && couponValue > 1) {
    return { field: 'couponValue', code: 1007, words: 'a discount is a share from 0 to 1, as 0.3 for 30 % off' };
  }
  if (couponType === 4 && couponValue !== 1) return { field: 'couponValue', code: 1007, words: 'free of charge is 1' };
  return null;
};
