import { table } from './description.ts';

/** 7.3.4.1.7, the fields beside the file: a form over HTTPS, not JSON. */
export const table32 = table(32, [
  { name: 'fileName', type: 'String', required: true },
  { name: 'imageBizType', type: 'Int', required: true, oneOf: [1, 2, 3, 4] },
  { name: 'timestamp', type: 'Timestamp', required: true },
  { name: 'pickTime', type: 'Timestamp', required: true },
]);

/** 7.3.4.1.7, reply. */
export const table33 = table(33, [
  { name: 'id', type: 'Uuid', required: false },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);
