/** Characters of GA 36-2018 plates. Apart from the schemas, so that the window's keypad loads no parser. */

/** First characters of civil plates, in the order of GA 36-2018. */
export const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';

/** What marks a plate's kind; each stands last. */
export const PLATE_MARKS = ['挂', '学', '警', '港', '澳', '领', '使', '应急'] as const;

/** Letters and digits of the serial; I and O never occur. */
export const SERIAL_DIGITS = '1234567890';
export const SERIAL_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
