/** A look through a lane's camera, and a car typed by hand, in Chinese. */
export const live = {
  open: '看实时画面',
  type: '输入车牌',
  title: '{{lane}} · 实时画面',
  typeTitle: '{{lane}}：杆前车的车牌',
  waits: '还没有图片。',
  trouble: {
    'no-pictures': '这台相机不提供实时图片，只有抓拍。',
    'no-answer': '相机没有应答。',
    'wrong-password': '相机不认我们的密码，请找安装人员。',
    'locked-out': '相机锁住了，请等 30 分钟。',
    'not-allowed': '相机不让这个账号看图片，请找安装人员。',
    'bad-answer': '相机给的不是图片，请找安装人员。',
  },
};
