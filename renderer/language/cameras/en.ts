/** What the strips at the top of the board say of cameras beside their silence, in English. */
export const cameraNotices = {
  'camera-refused': {
    lost: 'The camera of {{subject}} refuses our password',
    works: 'Barrier and opening by hand work.',
    todo: 'Have an installer check the password. It is tried again in half an hour, so that the account is not locked.',
  },
};
