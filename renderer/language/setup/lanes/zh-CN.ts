/** The page of lanes, in Chinese. */
export const lanes = {
  rule: {
    kept: '有两个以上入口，其中有预约车专用的：符合要求。',
    'reserved-missing': '有两个以上入口时，标准要求至少一个是“只放预约车”。请把一个入口的用途改成它。',
    lone: '只有一个入口时三种都可以：只放预约车、自动混合放行，或每辆都由岗亭确认。',
  },
  named: { entrance: '入口 {{n}}', exit: '出口 {{n}}' },
  add: { entrance: '添加入口', exit: '添加出口' },
  most: '最多 8 条：F1 到 F8。',
  removeSure: '去掉“{{name}}”？',
  removeHint: '它的相机、道闸和接线也一起去掉。过去的记录不受影响。',
  quick: {
    title: '常见的车场，一按就有',
    hint: '按好之后可以再改名、加减。',
    one: '1 个出入口（同一根闸杆）',
    'one-one': '1 进 1 出',
    'two-one': '2 进 1 出',
  },
};

export const lanesSite = {
  id: { label: '编号' },
  name: { label: '名称', help: '岗亭怎么叫它，也这样报给平台，例如 东入口。' },
  direction: { label: '方向', choice: { entrance: '入口', exit: '出口' } },
  kind: {
    label: '用途',
    help: '“每辆确认”由岗亭看图按键，适合只有一个入口的车场。',
    choice: { reserved: '只放预约车', general: '放非预约车', mixed: '混合，自动放行', confirm: '每辆由岗亭确认' },
  },
  others: {
    label: '没有预约的车',
    help: '出口：没有进场记录的车怎么办；出口从不自动放它。',
    choice: { open: '自动放行', hold: '排队等', ask: '问岗亭', refuse: '拒绝' },
  },
  closed: { label: '暂时关闭', help: '只是这样报给平台。' },
  place: {
    label: '另外的位置',
    help: '和车场的位置不一样才打开。',
    longitude: { label: '经度' },
    latitude: { label: '纬度' },
    roadName: { label: '所在道路' },
  },
};
