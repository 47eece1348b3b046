/** The import rules of ARCHITECTURE.md, checked by `npm test`. */
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule(
      'contract-imports-nothing',
      { path: '^electron/contract/' },
      { path: '^(electron/(main|preload|station|lines)|renderer|native|demo|test)/' },
      'the contract is the vocabulary: it stands alone',
    ),
    rule(
      'contract-no-node',
      { path: '^electron/contract/' },
      { dependencyTypes: ['core'] },
      'the window reads the contract too, and has no Node',
    ),
    rule(
      'lines-import-nothing',
      { path: '^electron/lines/' },
      { path: '^(electron/(main|preload|station|contract)|renderer|native|demo|test)/' },
      'lines of JSON know nothing of what they carry',
    ),
    rule(
      'policy-is-pure',
      { path: '^electron/station/policy/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^electron/(contract|station/policy)/' },
      'policy takes values and imports only contract types',
    ),
    rule(
      'renderer-only-contract',
      { path: '^renderer/' },
      { path: '^(electron/(main|preload|station|lines)|native|demo)/' },
      'the window has no Node and no domain logic',
    ),
    rule(
      'renderer-no-node',
      { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      { dependencyTypes: ['core'] },
      'the window is sandboxed',
    ),
    rule(
      'only-main-and-preload-import-electron',
      { pathNot: '^(electron/(main|preload)|test/bench/start/window)/' },
      { path: '(^|/)node_modules/electron/' },
      'the station also runs under plain Node; the window is sandboxed; the empty window that a start is measured by is a program too',
    ),
    rule(
      'station-never-window',
      { path: '^electron/station/' },
      { path: '^(renderer|demo|electron/(main|preload))/' },
      'the station knows no window',
    ),
    rule(
      'main-no-domain',
      { path: '^electron/(main|preload)/' },
      { path: '^(electron/station|native|renderer|demo)/' },
      'main relays; it holds no domain logic',
    ),
    rule(
      'preload-only-contract',
      { path: '^electron/preload/' },
      { path: '^electron/(main|lines)/' },
      'the bridge is made of the contract alone',
    ),
    rule(
      'main-never-preload',
      { path: '^electron/main/' },
      { path: '^electron/preload/' },
      'they meet in the channels of the contract',
    ),
    rule(
      'native-never-station',
      { path: '^native/' },
      { path: '^(electron/(station|main|preload|lines)|renderer|demo)/' },
      'a device knows nothing of lanes',
    ),
    rule(
      'demo-meets-the-app-only-over-sockets',
      { path: '^demo/' },
      { path: '^(electron/(station|main|preload|lines)|renderer)/' },
      'the demo lot shares the site file and the simulators, nothing of the station',
    ),
    rule(
      'demo-only-simulators',
      { path: '^demo/' },
      {
        path: '^native/',
        pathNot: '^native/(barrier/simulat[^/]+|camera/push-(camera|message|misbehaviour)|clock/[^/]+)\\.ts$',
      },
      'the demo is the far end of each line: the simulators and a clock, no driver',
    ),
    rule(
      'parts-meet-in-compose',
      { path: '^electron/station/([^/]+)/', pathNot: '\\.(test|fixture)\\.ts$' },
      {
        path: '^electron/station/([^/]+)/',
        pathNot: ['^electron/station/$1/', '^electron/station/(policy|store|ledger|wire)/'],
        dependencyTypesNot: ['type-only'],
      },
      'parts do not import one another (types apart); compose connects them',
    ),
    rule(
      'parts-never-import-the-root',
      { path: '^electron/station/([^/]+)/', pathNot: '\\.(test|fixture)\\.ts$' },
      {
        path: '^electron/station/[^/]+\\.ts$',
        pathNot: '^electron/station/log\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
      'compose, entry, commands and transport use the parts, never the other way',
    ),
    rule(
      'fixtures-are-for-tests',
      { pathNot: ['^test/', '\\.(test|fixture)\\.tsx?$'] },
      { path: '\\.fixture\\.ts$' },
      'production code never leans on what tests stand on',
    ),
    rule(
      'preview-is-for-looking',
      { pathNot: ['\\.test\\.tsx?$', '^(renderer/preview|test)/'] },
      { path: '^renderer/preview/' },
      'made-up boards never reach the window that attendants use',
    ),
    rule(
      'tests-are-not-imported',
      { pathNot: '^test/' },
      { path: '^test/' },
      'nothing of the program leans on what only tests it',
    ),
    rule(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'a cycle cannot be read from one end',
    ),
    rule('no-orphans-unresolved', {}, { couldNotResolve: true }, 'every import resolves'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
