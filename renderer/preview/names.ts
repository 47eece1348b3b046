/** Names as they stand on real sites: data of the preview, not words of the window. */
export const PLACES = {
  lot: '南山医院停车场',
  desk: '东门岗',
  entrance: (number: number) => `入口 ${number}`,
  exit: (number: number) => `出口 ${number}`,
};

export const PEOPLE = { attendant: '王师傅', reason: '救护车' };

export const PLATES = {
  blue: '粤B12345',
  alike: '粤B1234S',
  alike2: '粤B12845',
  green: '粤BD08888',
  yellow: '粤B6T218',
  far: '粤A77777',
  white: '粤B1234警',
  black: '粤Z1234港',
  rubbish: 'TURB0 GT',
  others: ['粤B8K231', '京A90031', '湘E55R20', '粤S7719M', '桂C00P81', '粤BF20019', '粤E118X0', '赣F66D20'],
};
