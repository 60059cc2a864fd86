import { join } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { select } from '../fixtures/run/select.ts'
import { answerQuestion } from './support/answer-question.ts'
import { colour, log, parseLanguage, parseOptions, runCommand } from './support/run-command.ts'
import { runExperiments } from './support/run-experiments.ts'
import { chosenEngines, endWithParent, runOnEngines } from './support/run-on-engines.ts'

const usage = `npm start -- [options] [claim …]

Runs the article's experiments on this machine's Docker engine, or on a private one, and writes reports/out/.
A claim is an id such as ART-12; * stands for any text, as in ART-2*.

  --all            run every claim, not only the article's
  --list           print ids and titles, and run nothing
  --ask WORDS      print the claims that answer a question or an error message, and run nothing; in English or Japanese
  --engine NAME    run on an engine that nsproof starts: private, cgroup-v1, cgroup-v2, userns-remap, rootless,
                   crun, time-namespaces, runsc, podman, podman-rootless, or all that this host can run; separate
                   several with commas; they run in sequence and are then compared; the reports go to reports/out/NAME/
  --keep           leave the containers and links, and print how to explore them (npm run clean removes them)
  --no-provision   do not install system packages; if one is missing, say so
  --registry HOST  pull nginx, httpd and nextcloud from this registry, for example 127.0.0.1:5000
  --out FOLDER     write the reports to this folder instead of reports/out
  --lang en|ja     the language of titles in the terminal
  --help           this text

Exit code: 0 all as expected or not applicable; 1 a claim came out otherwise; 2 it could not run, or its arguments were
wrong; 3 the apparatus broke, so nothing was shown. If several hold, 1 comes before 3, 3 before 2, and 2 before 0.
`

const knownOptions = {
  all: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  ask: { type: 'string' },
  engine: { type: 'string', multiple: true, default: [] as string[] },
  keep: { type: 'boolean', default: false },
  provision: { type: 'boolean', default: true },
  registry: { type: 'string' },
  out: { type: 'string', default: 'reports/out' },
  lang: { type: 'string', default: 'en' },
} as const

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({ allowPositionals: true, allowNegative: true, options: knownOptions })
  const lang = parseLanguage(values.lang)
  const listed = values.list || values.ask !== undefined
  const files = select(values.ask === undefined ? positionals : [], values.all || listed ? 'all' : 'article')
  if (listed) {
    // Imported on use: it loads vitest, which a run starts as a child process instead.
    const { listClaims, readListings } = await import('./support/list-claims.ts')
    if (values.ask === undefined) return listClaims(files, lang)
    return answerQuestion([values.ask, ...positionals].join(' '), await readListings(files), lang)
  }
  const { keep, provision, registry, out } = values
  const names = chosenEngines(values.engine)
  const [engine] = names
  if (engine === undefined || names.length === 1) {
    if (process.send !== undefined) endWithParent()
    const given = { ...(registry !== undefined && { registry }), ...(engine !== undefined && { engine }) }
    const folder = engine === undefined ? out : join(out, engine)
    return runExperiments({ files, keep, provision, out: folder, lang, colour, log, ...given })
  }
  if (keep) throw new LabError('--keep works with one engine only: name one with --engine')
  const flags = [
    ...(values.all ? ['--all'] : []),
    ...(provision ? [] : ['--no-provision']),
    `--lang=${lang}`,
    `--out=${out}`,
  ]
  const args = [...flags, ...(registry === undefined ? [] : [`--registry=${registry}`]), '--', ...positionals]
  return runOnEngines({ names, args, out, colour, lang })
})
