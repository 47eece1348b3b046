/** Styles of a workbook, by their number in `stylesXml`. */
export const STYLES = {
  text: 0,
  heading: 1,
  time: 2,
  money: 3,
  int: 4,
  share: 5,
  moneyTotal: 6,
  intTotal: 7,
} as const;

const format = (font: number, number: number, fill = 0): string =>
  `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`;

/** 164 is the first number that is free for formats of one's own; 3, 4 and 10 are #,##0, #,##0.00 and 0.00%. */
export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF5"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">${[format(0, 0), format(1, 0, 2), format(0, 164), format(0, 4), format(0, 3), format(0, 10), format(1, 4), format(1, 3)].join('')}</cellXfs></styleSheet>`;
