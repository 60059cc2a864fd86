import { quote } from '../support/quote.ts'

const identity = /([0-9a-f]{64}|(?<![0-9A-Za-z])\d+(?![0-9A-Za-z]))/

/** What a script knows by a variable of its own where the run that it repeats had a container's id or a PID. */
export class Variables {
  readonly #names = new Map<string, string>()
  readonly #run: readonly [theirs: string, ours: string]
  /** The variable of the PID that was named last. */
  #latest = ''

  /** @param run the id of the run that is repeated, and of the one that repeats it */
  constructor(...run: readonly [theirs: string, ours: string]) {
    this.#run = run
  }

  set(value: string | number, variable: string): void {
    this.#names.set(String(value), variable)
    if (typeof value === 'number') this.#latest = variable
  }

  has(value: string): boolean {
    return this.#names.has(value)
  }

  /**
   * A command line for bash. A process of which nothing is known but its PID is a child of a container's first, as a rule the
   * one that was named last: that one is looked at in its place, and no signal goes to a stranger.
   */
  words(argv: readonly string[]): string {
    const signals = argv.some((word) => word === 'kill' || word.startsWith('kill '))
    return argv.map((word) => this.#word(word, signals)).join(' ')
  }

  /** One word, with the run's id in place of the repeated one's. */
  ours(word: string): string {
    return word.replaceAll(...this.#run)
  }

  #word(word: string, signals: boolean): string {
    const parts = this.ours(word).split(identity)
    const whole = parts.length === 3 && parts[0] === '' && parts[2] === ''
    let said = ''
    let literal = ''
    for (const [index, part] of parts.entries()) {
      const isPid = parts[index - 1]?.endsWith('/proc/') === true || (signals && whole)
      const variable = index % 2 === 0 ? undefined : this.#variable(part, isPid)
      if (variable === undefined) {
        literal += part
        continue
      }
      said += `${literal && quote(literal)}"$${variable}"`
      literal = ''
    }
    return `${said}${literal && quote(literal)}` || "''"
  }

  #variable(value: string, isPid: boolean): string | undefined {
    const known = this.#names.get(value)
    if (known === undefined) return isPid && Number(value) > 1 ? this.#latest : undefined
    if (value.length < 64) this.#latest = known
    return known
  }
}
