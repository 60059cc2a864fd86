/** Seconds, on a fast machine. */
const seconds = {
  /** Until ssh answers. */
  boot: 120,
  /** Until the repository is there and the machine's speed is known, from when ssh answers. */
  copy: 900,
  /** For `npm start`: what it installs, images and claims. */
  article: 900,
  all: 1800,
  /** For the dependencies, before `npm start`, and for the results after it. */
  around: 300,
}

/** Guests without KVM were seen to take up to 10 times as long to boot. */
const emulatedBoot = 10

export interface GivenLimits {
  /** Seconds until ssh answers. */
  readonly boot?: number
  /** Seconds for `npm start` on a fast machine. */
  readonly run?: number
}

export interface TimeLimits {
  /** Seconds until ssh answers. */
  readonly boot: number
  /** Seconds for `npm start` on a fast machine. machines/prove.sh keeps this limit. */
  readonly run: number
  /** Seconds from the start until the machine's speed is known. */
  readonly untilKnown: number
  /**
   * Seconds from then to the end. It is kept from outside, for a machine that does not answer any more.
   * @param slowness how many times slower than a fast one the machine is
   */
  readonly untilEnd: (slowness: number) => number
}

export function limitsOf(claims: 'all' | 'article', emulated: boolean, given: GivenLimits = {}): TimeLimits {
  const boot = given.boot ?? seconds.boot * (emulated ? emulatedBoot : 1)
  const run = given.run ?? seconds[claims]
  return {
    boot,
    run,
    untilKnown: boot + seconds.copy,
    untilEnd: (slowness) => (run + seconds.around) * slowness,
  }
}
