/** Names as they stand on real sites: data of the preview, not words of the window. */
export const PLACES = {
  lot: '南山医院停车场',
  desk: '东门岗',
  road: '桃园路与南山大道交汇处东北侧',
  chargeDescription: '免费 30 分钟，首小时 10 元，后每小时 5 元，24 小时封顶 60 元。',
  entrance: (number: number) => `入口 ${number}`,
  exit: (number: number) => `出口 ${number}`,
};

export const PEOPLE = {
  attendant: '王师傅',
  others: ['周师傅', '李主管', '赵工', '看看'] as const,
  reason: '救护车',
  voucher: '就诊减免',
  note: '忘了密码请找李主管，分机 801',
};

/** As platforms word their answers. */
export const ANSWERS = {
  tooLong: '超出规定长度: carNo 最长 10 字符',
  noPark: '车场不存在',
  cloned: '对象已失效',
};

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
  temporary: ['无牌0003', '无牌0001', '无牌0002'],
  others: ['粤B8K231', '京A90031', '湘E55R20', '粤S7719M', '桂C00P81', '粤BF20019', '粤E118X0', '赣F66D20'],
};
