/** The import rules of ARCHITECTURE.md, checked by `npm test`. */
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule(
      'contract-imports-nothing',
      { path: '^electron/contract/' },
      { path: '^(electron/(main|preload|station)|renderer|native|demo|test)/' },
      'the contract is the vocabulary: it stands alone',
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
      { path: '^(electron/(main|preload|station)|native|demo)/' },
      'the window has no Node and no domain logic',
    ),
    rule(
      'renderer-no-node',
      { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      { dependencyTypes: ['core'] },
      'the window is sandboxed',
    ),
    rule(
      'station-never-electron',
      { path: '^electron/(station|contract)/' },
      { path: '^node_modules/electron(/|$)' },
      'the station also runs under plain Node',
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
      'native-never-station',
      { path: '^native/' },
      { path: '^(electron/(station|main|preload)|renderer|demo)/' },
      'a device knows nothing of lanes',
    ),
    rule(
      'demo-meets-the-app-only-over-sockets',
      { path: '^demo/' },
      { path: '^(electron/(station|main|preload)|renderer)/' },
      'the demo lot shares the site file and the simulators, nothing of the station',
    ),
    rule(
      'parts-meet-in-compose',
      { path: '^electron/station/([^/]+)/', pathNot: '\\.(test|fixture)\\.ts$' },
      {
        path: '^electron/station/([^/]+)/',
        pathNot: ['^electron/station/$1/', '^electron/station/(policy|store|ledger)/'],
        dependencyTypesNot: ['type-only'],
      },
      'parts do not import one another (types apart); compose connects them',
    ),
    rule(
      'fixtures-are-for-tests',
      { pathNot: '\\.(test|fixture)\\.tsx?$' },
      { path: '\\.fixture\\.ts$' },
      'production code never leans on what tests stand on',
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
