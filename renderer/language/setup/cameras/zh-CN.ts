/** The page of cameras, in Chinese. */
export const cameras = {
  find: '搜索网络里的相机',
  findHint: '相机要和这台电脑接在同一个交换机上。',
  finding: '正在搜索，约 5 秒…',
  column: { address: '地址', maker: '厂家', model: '型号', lane: '用在' },
  otherMaker: '其他',
  take: '选车道',
  capture: '抓拍的规则和接收端口',
  choose: '选相机的厂家',
  about: {
    push: '相机自己把抓拍发过来。适合能设“HTTP 推送”的相机，或自写的程序；格式见 docs/protocols/capture-push.md。',
    hikvision: '海康威视：填地址、账号和密码，本机自己去取抓拍，也能让它抬闸。',
    vzenith: '臻识：相机把抓拍发过来，本机的回答让它抬闸。',
    dahua: '大华（ITC）：相机把抓拍发过来，或本机去取。',
    still: '只拍照、不认车牌的相机：车到时由岗亭看图输入车牌。',
  },
  password: '相机密码',
  passwordHelp: '在相机网页上登录用的那个密码。',
  look: '拍一张看看',
  trigger: '让相机抓拍一次',
  wait: '等一辆车',
  stop: '不等了',
  waiting: '{{time}} 起在等。请开一辆车到相机前，或把一张车牌举在它面前…',
  pictureCame: '收到图片。',
  captured: '{{time}} 收到抓拍：{{plate}}。',
  size: '{{width}} × {{height}}，{{kilobytes}} KB',
  clockBehind: '相机的时钟慢 {{offset}}。',
  clockAhead: '相机的时钟快 {{offset}}。',
  clockTodo: '请在相机网页上设 NTP 校时：差 10 秒以上的抓拍不会自动放行。',
  trouble: {
    'no-answer': '相机没有应答：核对地址，网线灯要亮；在浏览器里打开这个地址应能看到它的登录页',
    'wrong-password': '账号或密码不对',
    'locked-out': '密码错得太多，相机锁住了：等 30 分钟，或把相机断电再试',
    'not-allowed': '这个账号没有权限：请用管理员账号，或在相机上给它“远程：参数、抓图”权限',
    'bad-answer': '有应答，但不像这个厂家的相机：厂家选错了，或地址是别的设备',
    'turned-away': '相机来过，但没有让它进来：发送的地址或密钥不对，请重新抄一次下面的地址',
    'door-busy': '本机的接收端口被别的程序占用：改“接收端口”，或关掉那个程序',
  },
};

export const posting = {
  title: '相机往哪里发',
  where: {
    push: '把下面的地址填到相机网页的“HTTP 推送”或“数据上传”里。',
    vzenith: '相机网页 →“网络”→“HTTP 推送”：把地址里的主机、端口和路径分别填进去，选 JSON。',
    hikvision: '按“替我设好”由本机告诉相机；或在相机网页 →“事件”→“报警主机”里自己填。',
    dahua: '相机网页 →“平台接入”→“ITSAPI”：把地址填进去。',
  },
  show: '显示地址',
  tell: '替我设好',
  telling: '正在告诉相机…',
  told: '相机已经设好。现在等一辆车试试。',
  several: '这台电脑有几个网卡：用和相机同一网段的那个。',
  curl: '没有车时，可以在命令行里这样发一张试试：',
  key: '密钥：填在相机的令牌（Bearer）一栏；只有用户名和密码的，用户名填相机编号，密码填它。',
  keySecret: '密钥只给这一台相机用，不要贴到别处。',
  secret: '地址里有密钥，只给这一台相机用，不要贴到别处。',
};

const driver = {
  label: '厂家',
  choice: {
    push: '其他：相机自己推送',
    hikvision: '海康威视',
    vzenith: '臻识',
    dahua: '大华',
    still: '只拍照，不认车牌',
  },
};

export const cameraSite = {
  label: '相机',
  driver,
  id: { label: '相机编号', help: '小写字母、数字和短横线；出现在它发送的地址里。' },
  address: { label: '地址', help: '相机固定的 IP 地址，例如 192.168.1.64，印在标签上或在搜索结果里。' },
  user: { label: '账号', help: '相机网页的登录名。' },
  mode: { label: '怎样取抓拍', choice: { pull: '本机去取', push: '相机发过来' } },
  port: { label: '网页端口', help: '没有改过就是 80。' },
  channel: { label: '通道', help: '一台相机就是 1。' },
  output: { label: '抬闸用的输出口', help: '相机上印着 ALARM OUT 或 IO 的那个号；不填用它自己的抬闸命令。' },
  confidenceOf: {
    label: '把握满分是',
    help: '相机给车牌打分的满分；不知道就用 255。',
    choice: { 100: '100', 255: '255' },
  },
  fixedPath: { label: '推送路径改不了', help: '相机只能发到 /NotificationInfo 时打开；这时只靠地址认它。' },
  picture: { label: '图片路径', help: '写 onvif 由相机自己说；或写路径，例如 /snapshot.jpg。' },
  silentAfterS: { label: '多久没有消息就提醒', help: '不填：本机去取的 60 秒，其他的不提醒。' },
};

export const captureSite = {
  label: '抓拍',
  listen: {
    label: '接收',
    host: { label: '接收地址', help: '0.0.0.0 就是所有网卡。' },
    port: { label: '接收端口', help: '相机往这个端口发。' },
  },
  minConfidence: { label: '把握低于就问岗亭', help: '相机认车牌的把握。' },
  staleS: { label: '抓拍过时', help: '比现在差得多于这么久，只记录、不放行。' },
  sameVehicleS: { label: '算同一辆车', help: '这么久之内同一车牌只算一次。' },
};
