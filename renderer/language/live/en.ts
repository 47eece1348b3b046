import type { Words } from '../zh-CN.ts';

/** A look through a lane's camera, and a car typed by hand, in English. */
export const live: Words['live'] = {
  open: 'Live picture',
  type: 'Type the plate',
  title: '{{lane}} · live picture',
  typeTitle: '{{lane}}: plate of the car at the arm',
  waits: 'No picture yet.',
  trouble: {
    'no-pictures': 'This camera gives no live pictures, only captures.',
    'no-answer': 'The camera does not answer.',
    'wrong-password': 'The camera refuses our password: have an installer look.',
    'locked-out': 'The camera is locked: wait 30 minutes.',
    'not-allowed': 'The camera shows this account no pictures: have an installer look.',
    'bad-answer': 'What the camera gives is no picture: have an installer look.',
  },
};
