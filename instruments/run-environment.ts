/** The environment variables that connect the processes of a run. No other module names one of them. */
const names = {
  /** The run's id. Every child inherits it, and the clean-up finds a run's processes by it: the run's mark. */
  run: 'NSPROOF_RUN',
  /** The run's folder. Unset outside a run. */
  folder: 'NSPROOF_RUN_DIR',
  /** `1`: the collector prints one line for each claim, and vitest prints nothing. */
  progress: 'NSPROOF_PROGRESS',
  /** `en` or `ja`: the language of the progress and of the page. */
  lang: 'NSPROOF_LANG',
  /** File for vitest's JSON report, from which `npm test` counts. */
  counts: 'NSPROOF_COUNTS',
  /** Folder of the experiments, relative to the project's root. Tests of the commands set another one. */
  experiments: 'NSPROOF_EXPERIMENTS',
  /** JSON: the mutation of the findings of each claim, by claim id. */
  mutation: 'NSPROOF_MUTATION',
  /** Set: the suites install no packages. */
  noProvision: 'NSPROOF_NO_PROVISION',
  /** File to which `npm start` writes when its phases ended, for `npm run bench`. */
  moments: 'NSPROOF_MOMENTS',
  /** Socket of `npm run lab`. What is started from its shell inherits it. */
  lab: 'NSPROOF_LAB',
  /** Folder of the lab's programs (commands/lab/bin). */
  labPrograms: 'NSPROOF_LAB_BIN',
  /** File that the lab's shells read at each prompt. */
  labPrompt: 'NSPROOF_LAB_PROMPT',
  /** The user's own $ENV, where the lab's shell is `sh`. */
  labUserEnv: 'NSPROOF_LAB_USER_ENV',
} as const

type Variables = Partial<Record<keyof typeof names, string>>

/** @returns undefined if the variable is unset or empty */
export function runVariable(name: keyof Variables): string | undefined {
  return process.env[names[name]] || undefined
}

export const runLanguage = (): 'en' | 'ja' => (runVariable('lang') === 'ja' ? 'ja' : 'en')

export const showsProgress = (): boolean => runVariable('progress') === '1'

export const experimentsFolder = (): string => runVariable('experiments') ?? 'experiments'

/** The variables by their names in the environment, for one child process. */
export function runVariables(values: Variables): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [names[name as keyof Variables], value]))
}

/** Sets variables of this process, which every later child inherits. */
export function setRunVariables(values: Variables): void {
  Object.assign(process.env, runVariables(values))
}

/** The run's mark as a variable, for children that are started through `sudo`, which drops the environment. */
export function markVariables(): Readonly<Record<string, string>> {
  const run = runVariable('run')
  return run === undefined ? {} : runVariables({ run })
}

/** The run's mark as it stands in /proc/PID/environ. */
export const markOf = (run: string): string => `${names.run}=${run}`

/** The socket of a lab as it stands in /proc/PID/environ of what was started from its shell. */
export const shellMarkOf = (socket: string): string => `${names.lab}=${socket}`

/** argv prefix for a command that must not carry the run's mark, because the clean-up ends every process that does. */
export const unmarked: readonly string[] = ['env', `--unset=${names.run}`]

/** The environment for a child that must not carry the run's mark. */
export function unmarkedEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, [names.run]: undefined }
}
