/** The program on its machine, in Chinese: newer versions, the health door, the file for support. */
export const support = {
  title: '技术支持',
  hint: '把日志、运行状况、站点文件（不含密钥）、版本、最近 200 条审计和提示打成一个文件，车牌已遮盖。存到哪里由您选；程序不会自己发给任何人。',
  make: '导出给技术支持',
  making: '正在打包…',
  made: '打包好了：{{size}}',
  name: '岗亭支持',
};

export const programNotices = {
  'update-fetched': {
    lost: '有新版本：{{detail}}',
    works: '现在的版本照常工作。',
    todo: '签名和文件已核对。请管理员选车少的时候退出程序，打开上面的安装包。',
  },
  'health-door': {
    lost: '监控端口打不开',
    works: '放行和记录照常，只是监控软件问不到。',
    todo: '请安装人员在站点文件的 program.health 换一个端口，或关掉占用它的程序。',
  },
};
