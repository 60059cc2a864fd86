import { join } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { select } from '../fixtures/run/select.ts'
import { colour, log, parseLanguage, parseOptions, runCommand } from './command.ts'
import { chosenEngines, endWithParent, runOnEngines } from './engines.ts'
import { runExperiments } from './experiments.ts'

const usage = `npm start -- [options] [claim …]

Runs the article's experiments on this machine's Docker engine, or on one of its own, and writes reports/out/.
A claim is an id such as ART-12; * stands for anything, as in ART-2*.

  --all            every claim, not the article's alone
  --list           print ids and titles, and run nothing
  --engine NAME    run on a further engine of the lab's own: private, cgroup-v1, cgroup-v2, userns-remap, podman, or all that
                   this host can run; several with commas, one after another, then compared; reports: reports/out/NAME/
  --keep           leave the containers and links standing, and print how to explore them (npm run clean takes them away)
  --no-provision   do not install system packages; say what is missing instead
  --registry HOST  take nginx, httpd and nextcloud from this registry, for example 127.0.0.1:5000
  --out FOLDER     write the reports there instead of reports/out
  --lang en|ja     the language of titles in the terminal
  --help           this text

Exit code: 0 all as expected or not applicable; 1 a claim came out otherwise; 2 it could not run or was asked wrongly;
3 the apparatus broke, so nothing was shown. 1 comes before 3. Of several engines, 1 comes before 3, 3 before 2, 2 before 0.
`

const known = {
  all: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  engine: { type: 'string', multiple: true, default: [] as string[] },
  keep: { type: 'boolean', default: false },
  provision: { type: 'boolean', default: true },
  registry: { type: 'string' },
  out: { type: 'string', default: 'reports/out' },
  lang: { type: 'string', default: 'en' },
  help: { type: 'boolean', default: false },
} as const

await runCommand(async () => {
  const { values, positionals } = parseOptions({ allowPositionals: true, allowNegative: true, options: known })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const lang = parseLanguage(values.lang)
  const files = select(positionals, values.all || values.list ? 'all' : 'article')
  // It loads vitest, which a run leaves to a process of its own.
  if (values.list) return (await import('./list.ts')).listClaims(files, lang)
  const { keep, provision, registry, out } = values
  const names = chosenEngines(values.engine)
  const [engine] = names
  if (engine === undefined || names.length === 1) {
    if (process.send !== undefined) endWithParent()
    const asked = { ...(registry !== undefined && { registry }), ...(engine !== undefined && { engine }) }
    const folder = engine === undefined ? out : join(out, engine)
    return runExperiments({ files, keep, provision, out: folder, lang, colour, log, ...asked })
  }
  if (keep) throw new LabError('--keep leaves one engine standing: name one with --engine')
  const given = [
    ...(values.all ? ['--all'] : []),
    ...(provision ? [] : ['--no-provision']),
    `--lang=${lang}`,
    `--out=${out}`,
  ]
  const args = [...given, ...(registry === undefined ? [] : [`--registry=${registry}`]), '--', ...positionals]
  return runOnEngines({ names, args, out, colour, lang })
})
