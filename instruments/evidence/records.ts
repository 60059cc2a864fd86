import { z } from 'zod'
import { namespaceTypes } from './namespace-types.ts'

// The shapes that several rooms use: observations, claims, the profile of engine and kernel. types.ts derives the types.
// Clock times are ISO 8601 strings in UTC; durations are milliseconds.

/** A sentence in English and in Japanese. */
export const textSchema = z.strictObject({ en: z.string(), ja: z.string() }).meta({ id: 'Text' })
const strings = z.array(z.string()).readonly()
const milliseconds = z.number().nonnegative()

export const verdictSchema = z.enum(['confirmed', 'refined', 'refuted', 'answered', 'new'])
export const roleSchema = z.enum(['control', 'finding'])
/** The step of a claim that is told in steps, from 1. */
const stepSchema = z.number().int().positive()

/** What an experiment says of one of its tests. */
export const testMetaSchema = z.strictObject({ role: roleSchema, step: stepSchema.exactOptional(), title: textSchema })

export const namespaceTypeSchema = z.enum(namespaceTypes).meta({ id: 'NamespaceType' })
const types = z.array(namespaceTypeSchema).readonly()

const stepping = {
  /** In words: `nsenter --net of nginx`. */
  label: z.string(),
  /** How many words of the command line are this step's. */
  words: z.number().int().nonnegative(),
}

/** Which process a step leads to, where it is known. */
export const stepTargetSchema = z.strictObject({
  /** The process's PID on the host. */
  target: z.number().int().exactOptional(),
  /** The container's name, or what else holds the namespaces. */
  name: z.string().exactOptional(),
  /** The image that the container runs: the name is this for the article's three, and longer for a test's own containers. */
  of: z.string().exactOptional(),
})
const target = stepTargetSchema.shape

/**
 * One step of a vantage, from the host inwards: what stands between the host and the command.
 * `host`: nothing, but for becoming root and for the namespaces of an engine that has its own.
 * `docker`: the docker client. `exec`: `docker exec`. `netns`: `ip netns exec`.
 * `nsenter`: into namespaces of a process, or into the one that a file leads to. `unshare`: into new namespaces.
 * `program`: another program that runs the rest of the command line.
 */
export const vantageStepSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal(['host', 'docker']), ...stepping }),
    z.strictObject({ kind: z.literal('program'), ...stepping, program: z.string() }),
    z.strictObject({
      kind: z.literal('exec'),
      ...stepping,
      /** The container's full id. */
      container: z.string(),
      name: z.string(),
      of: z.string(),
    }),
    z.strictObject({ kind: z.literal('netns'), ...stepping, ...target, name: z.string() }),
    z.strictObject({
      kind: z.literal('nsenter'),
      ...stepping,
      ...target,
      types,
      /** Instead of a process. */
      file: z.string().exactOptional(),
      /** `--all`: whichever of the types the caller is not in already. */
      all: z.literal(true).exactOptional(),
      /** Options besides those for the types, for example `--root`. */
      further: strings.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('unshare'), ...stepping, types, options: strings }),
  ])
  .meta({ id: 'Step' })

/** A container by its full id, or a process by its PID on the host. */
export const handleSchema = z.union([z.string(), z.number().int()])

/**
 * The result of one probe from one vantage. `facts` is what the parser returned, or null if it failed. If `leftOut` is
 * set, `stdout` and `facts` are shortened; the experiment itself had the full result.
 */
export const observationSchema = z
  .strictObject({
    /** Name of the probe, for example `ps` or `namespaces`; of any other command its program. */
    probe: z.string(),
    /** `probe`: it has a parser. `command`: any other, of which the exit code is kept. `background`: one that ran on. */
    kind: z.enum(['probe', 'command', 'background']),
    /** Whether it may change something. */
    acts: z.boolean(),
    /** The namespaces on which the answer depends, beside the mount namespace, which every program is read from. */
    shows: types,
    /** The containers and processes that it asks about. */
    about: z.array(handleSchema).readonly(),
    /** Label of the vantage: `host`, `docker exec nginx`, `host › ip netns exec …`. */
    vantage: z.string(),
    /** The vantage as data. The words of the steps are the first of `argv`. */
    steps: z.array(vantageStepSchema).readonly(),
    argv: strings,
    exitCode: z.number().int(),
    stdout: z.string(),
    stderr: z.string(),
    startedAt: z.iso.datetime(),
    durationMs: milliseconds,
    facts: z.unknown(),
    /** Number of processes of other users that are left out of `stdout` and `facts`. */
    leftOut: z.number().int().positive().exactOptional(),
  })
  .meta({ id: 'Observation' })

/** One cell of the grid: a way into the container (`row`), a question (`column`), and the class of the answer. */
export const gridCellSchema = z.strictObject({
  row: z.string(),
  column: z.string(),
  class: z.string(),
  expected: z.string(),
  observation: observationSchema,
})

/** Chooses one observation of the evidence. All given fields must match. */
export const lookSchema = z
  .strictObject({
    /** The id of another claim; without it, the claim's own. */
    claim: z.string().exactOptional(),
    /** Default `finding`. */
    role: roleSchema.exactOptional(),
    probe: z.string(),
    /** The last step of the vantage. */
    from: z
      .union([
        z.literal('host'),
        z.strictObject({
          kind: z.enum(['exec', 'netns', 'nsenter', 'unshare', 'program']),
          of: z.string().exactOptional(),
          name: z.string().exactOptional(),
          /** A container of the test's own, not one of the three. */
          own: z.literal(true).exactOptional(),
        }),
      ])
      .exactOptional(),
    /** The first words of the command. */
    command: strings.exactOptional(),
    /** One of the command's words. */
    word: z.string().exactOptional(),
    /** Whether it asks about another process than the one that asks. */
    aboutOther: z.boolean().exactOptional(),
    /** The name of one of the three containers, about which it asks. */
    about: z.string().exactOptional(),
    /** An index into the matches, negative from the end. Default 0. */
    nth: z.number().int().exactOptional(),
  })
  .readonly()
  .meta({ id: 'Look' })

const truths = <const Key extends string>(keys: readonly Key[]) => z.partialRecord(z.enum(keys), z.boolean()).readonly()

/** What must be true of an observation. All given fields must hold. */
export const signSchema = z
  .strictObject({
    /** Which observation, if not that of the question. */
    look: lookSchema.exactOptional(),
    /** Whether the exit code is 0. */
    succeeds: z.boolean().exactOptional(),
    /** A text that the output has. */
    prints: z.string().exactOptional(),
    /** A text that the output has not. */
    lacks: z.string().exactOptional(),
    /** How many rows or entries the facts have. */
    rows: z.enum(['none', 'one', 'several']).exactOptional(),
    /** Whether a part of the facts has this value; `at` is the path to it, as `0.outside`. */
    fact: z
      .strictObject({ at: z.string(), value: z.union([z.string(), z.number(), z.boolean()]), is: z.boolean() })
      .exactOptional(),
    /** Whose processes are listed. `host`: those of the whole host. */
    lists: truths(['host', 'nginx', 'httpd', 'nextcloud']).exactOptional(),
    /** How many of the three network namespaces have one of the listed names. */
    named: z.number().int().exactOptional(),
    /** Whose addresses are listed, without those of the loopback interface. */
    addresses: truths(['host', 'nginx']).exactOptional(),
    /** Which namespaces are the host's too. */
    shares: truths(namespaceTypes).exactOptional(),
    /** Whether the facts, or one part of them, are those of another observation; numbers may differ by `within`. */
    same: z
      .strictObject({
        as: lookSchema,
        /** The path to it, as in `fact`. */
        part: z.string().exactOptional(),
        within: z.number().exactOptional(),
        is: z.boolean(),
      })
      .exactOptional(),
  })
  .meta({ id: 'Sign' })

/** An outcome that a reader can predict. */
export const predictionSchema = z.strictObject({
  text: textSchema,
  /** All must be true. No answer is stored: which prediction holds is computed from what was observed. */
  when: z.array(signSchema).min(1).readonly(),
  /** Set for what the article's author expected, where the machine did otherwise. */
  authors: z.literal(true).exactOptional(),
})

/** What a reader is asked before the outcome is shown. */
export const questionSchema = z.strictObject({
  ask: textSchema,
  /** One is the common misconception. */
  predictions: z.array(predictionSchema).min(2).max(4).readonly(),
  hint: textSchema.exactOptional(),
  /** The observation that decides. */
  look: lookSchema,
})

/** A claim as plain data, as it is stored in the evidence. */
export const claimRecordSchema = z.strictObject({
  /** For example `ART-12`; the file that holds the claim begins with it. */
  id: z.string().regex(/^[A-Z]+-\d+$/, 'a claim id looks like ART-12'),
  topic: z.string(),
  title: textSchema,
  why: textSchema,
  /** The general rule that the claim teaches. */
  lesson: textSchema,
  /** Links or names of man pages, RFCs and source files. */
  source: strings,
  /** Heading of the passage, if the claim comes from the article. */
  passage: z.string().exactOptional(),
  /** Absent in evidence that older versions wrote. */
  question: questionSchema.exactOptional(),
  expectation: z.strictObject({ text: textSchema, because: textSchema }),
  /** The verdict if all tests of the claim pass. */
  verdict: verdictSchema,
  /** A sentence on why this host cannot run the claim; absent if it can. */
  notApplicable: z.string().exactOptional(),
})

export const subjectSchema = z.strictObject({
  name: z.string(),
  id: z.string(),
  pid: z.number().int(),
  image: z.string(),
  digest: z.string(),
  source: z.enum(['official', 'stand-in']),
  /** Options beside the image. Absent in evidence that older versions wrote. */
  options: z
    .strictObject({
      labels: z.record(z.string(), z.string()),
      command: strings.exactOptional(),
      entrypoint: strings.exactOptional(),
      hostname: z.string().exactOptional(),
      /** `host`, `none` or `container:ID`. */
      network: z.string().exactOptional(),
      stopSignal: z.string().exactOptional(),
      /** That of the Engine API (ContainerCreate). */
      hostConfig: z.record(z.string(), z.unknown()).exactOptional(),
    })
    .exactOptional(),
})

/** One test, as results.json and the evidence keep it. */
export const testSchema = z.strictObject({
  role: roleSchema,
  step: stepSchema.exactOptional(),
  title: z.string(),
  /** Absent in evidence of older versions. */
  titleJa: z.string().exactOptional(),
  status: z.enum(['passed', 'failed', 'broken', 'skipped']),
  error: z.string().exactOptional(),
  /** A guard stopped it before it could have reached the host. */
  heldBack: z.literal(true).exactOptional(),
  durationMs: milliseconds,
  observations: z.array(observationSchema).readonly(),
  /** The containers that the test started itself; absent where there are none. */
  containers: z.array(subjectSchema).readonly().exactOptional(),
})

/** One test as the collector writes it to results.json. */
export const testRecordSchema = testSchema.extend({ claim: claimRecordSchema })

const engine = z.strictObject({
  name: z.enum(['docker', 'podman']),
  version: z.string(),
  apiVersion: z.string(),
  /** `reached`: the engine was running already. `private`: nsproof started it. */
  kind: z.enum(['reached', 'private']),
  /** How a private engine is reached: its address, the PID of its daemon, and the file that holds that PID. */
  daemon: z.strictObject({ socket: z.string(), pid: z.number().int(), pidfile: z.string() }).exactOptional(),
  runtime: z.string(),
  runtimeVersion: z.string(),
  /**
   * Types of which the runtime is set to make a new namespace for each container, whatever the engine asks for. Absent in
   * evidence that older versions wrote.
   */
  runtimeNamespaces: types.exactOptional(),
  /** `own`: the runtime gives each container a kernel of its own (gVisor). Absent: containers run on the host's. */
  containerKernel: z.literal('own').exactOptional(),
  containerd: z.string(),
  storageDriver: z.string(),
  cgroupDriver: z.string(),
  cgroupVersion: z.literal([1, 2]),
  /** Cgroup namespace mode of a container that asks for none (HostConfig.CgroupnsMode of docker inspect). */
  cgroupnsDefault: z.enum(['host', 'private']),
  usernsRemap: z.boolean(),
  rootless: z.boolean(),
  /**
   * False if the daemon's feature `time-namespaces` is turned off (moby pull request 52577). Also true for versions
   * without the feature.
   */
  timeNamespaces: z.boolean(),
  /** Whether the daemon sets firewall rules (`iptables`). Absent in evidence that older versions wrote. */
  firewall: z.boolean().exactOptional(),
  /** Whether containers of the default network may talk to each other (`icc`). Absent in evidence that older versions wrote. */
  icc: z.boolean().exactOptional(),
  /** Whether it can limit the number of processes of a container. Absent in evidence that older versions wrote. */
  pidsLimit: z.boolean().exactOptional(),
  seccomp: z.boolean(),
  apparmor: z.boolean(),
})

/** Properties of the engine and the kernel. Expectations are computed from these alone. */
export const profileSchema = z.strictObject({
  engine,
  kernel: z.strictObject({
    release: z.string(),
    namespaces: types,
    arch: z.string(),
  }),
  os: z.string(),
  /** Output of each tool's version option; null if the tool is missing. */
  tools: z.record(z.string(), z.string().nullable()),
  user: z.strictObject({ uid: z.number().int(), sudo: z.boolean() }),
})
