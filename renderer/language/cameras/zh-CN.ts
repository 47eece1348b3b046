/** What the strips at the top of the board say of cameras beside their silence, in Chinese. */
export const cameraNotices = {
  'camera-refused': {
    lost: '{{subject}} 相机不认我们的密码',
    works: '道闸和手动放行照常。',
    todo: '请安装人员核对密码；为免账号被锁，半小时后才再试。',
  },
};
