/**
 * A text that a spreadsheet would run as a formula, behind spaces and in full width too, as Chinese keyboards write it. Our
 * tables put an apostrophe before it, and take it away again when they come back.
 */
export const FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r])/;
