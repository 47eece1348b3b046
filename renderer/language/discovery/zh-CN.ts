import type { PortTrouble } from '../../../electron/contract/discovery.ts';

/** Why a search for devices found nothing, in Chinese. */
export const discovery = {
  trouble: {
    'not-found': '找不到这个串口或地址：线没有插好，或写错了',
    busy: '串口正被占用：请关闭其他程序；岗亭正在使用的线要先停用',
    'no-permission': '没有权限打开串口：把当前用户加入 dialout 组，再重新登录',
    failed: '串口打不开',
    'no-answer': '没有应答：请检查接线（A/B 是否接反）、电源和设备地址',
    garbage: '收到的是乱码：波特率不对，或线上不是这种设备',
  } satisfies Record<PortTrouble, string>,
  namesMissing: '系统没有说明各串口接的是什么适配器（缺少 udevadm），请按插拔前后的变化辨认',
  noCamera: '没有找到相机：相机要和本机在同一网段，且没有被防火墙挡住',
  unclaimed: '相机还没有激活：先在相机网页上设密码',
};
