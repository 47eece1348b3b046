/** What the strips say of how secrets and settings are kept, in Chinese. */
export const secretsNotices = {
  'secrets-plain': {
    lost: '密钥文件是明文，别人也可能读到',
    works: '放行和上报照常。',
    todo: '请安装人员处理（设为只有本人可读，或移进数据目录）：{{detail}}',
  },
  'secrets-keychain': {
    lost: '这台电脑没有系统钥匙串，密钥的钥匙存在文件里',
    works: '放行和上报照常。',
    todo: '请安装人员给系统装上钥匙串，并确保只有本人能打开数据目录。',
  },
  'settings-taken-back': {
    lost: '新保存的设置没有启用，已自动退回原来的设置',
    works: '放行和上报照常。',
    todo: '请安装人员在设置里查看并改正：{{detail}}',
  },
};
