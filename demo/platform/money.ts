/**
 * Money on the wire. 7.2 a: fen, unless an attribute says otherwise. Table 53 says yuan of its amount and writes a discount
 * as 0.00 元, and table 57 does too: in orders and their payment (tables 53 to 58) every amount is in yuan.
 */
export const yuanOf = (fen: number): number => fen / 100;

export const fenOfYuan = (yuan: number): number => Math.round(yuan * 100);
