import type { KnipConfig } from 'knip'

/** Programs of the system. */
const ignoreBinaries = [
  'ansible-inventory',
  'apt-cache',
  'apt-get',
  'debvm-create',
  'deb-systemd-helper',
  'docker-registry',
  'dpkg-deb',
  'fc-list',
  'pdftotext',
  'podman',
  'script',
  'setpriv',
  'skopeo',
  'ssh-keygen',
  'unshare',
]

/** In production mode (`knip --production`) only the code that npm's scripts and vitest start counts, not the tests. */
export default ({ production = false }: { production?: boolean }): KnipConfig => ({
  entry: [
    'commands/{bench,ci,clean,compare,doctor,fresh,lab,machines,mutate,report,screenshots,seen,share,start,test,tour}.ts!',
    'experiments/**/*.ts!',
    'fixtures/undo/reaper.ts!',
    'reports/evidence/collect.ts!',
    'vitest.config.ts!',
    'commands/tests/samples/**/*.ts',
    'fixtures/undo/disturber.ts',
    '**/*.{test,suite}.ts',
    'reports/samples/project/*',
  ],
  project: [
    '{commands,experiments,fixtures,instruments,reports}/**/*.ts!',
    '!**/*.{test,suite}.ts!',
    '!**/samples/**!',
    // Helpers of suites.
    '!commands/tests/**!',
    '!commands/{lint-workflows,support/workflow-errors}.ts!',
    '!fixtures/images/replicas.ts!',
  ],
  // Its plugin takes the experiments for tests, but they are what the project runs.
  vitest: false,
  ignoreBinaries,
  ...(production && {
    // Some functions are exported only so that their test can call them without the rest of the module.
    ignoreExportsUsedInFile: true,
    // vitest.config.ts names it in a string.
    ignoreDependencies: ['allure-vitest'],
    // Parsers for text without -json or --format. article.test.ts reads the article's own output with them.
    ignoreIssues: { 'instruments/parsers/{address,docker,netns}.ts': ['exports'] },
  }),
})
