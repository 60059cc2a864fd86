/** What a claim cites, as a reader can open it. */
export interface CitedSource {
  readonly label: string
  readonly href: string
  /** The manual page in Japanese, where manpages-ja has it. */
  readonly japanese?: string
}

/** The version of each source tree that the claims cite, so that a file and a function are found where they are said to be. */
const trees: Readonly<Record<string, { readonly version: string; readonly files: string }>> = {
  linux: { version: 'v6.12', files: 'https://github.com/torvalds/linux/blob/v6.12/' },
  moby: { version: 'v28.5.2', files: 'https://github.com/moby/moby/blob/v28.5.2/' },
  iproute2: { version: 'v6.15.0', files: 'https://github.com/iproute2/iproute2/blob/v6.15.0/' },
  'util-linux': { version: 'v2.41', files: 'https://github.com/util-linux/util-linux/blob/v2.41/' },
  procps: { version: 'v4.0.4', files: 'https://gitlab.com/procps-ng/procps/-/blob/v4.0.4/' },
  runc: { version: 'v1.3.0', files: 'https://github.com/opencontainers/runc/blob/v1.3.0/' },
  crun: { version: '1.21', files: 'https://github.com/containers/crun/blob/1.21/' },
  hostname: { version: '3.23', files: 'https://sources.debian.org/src/hostname/3.23+nmu1/' },
}

/** Pages of Debian's manpages-ja and manpages-ja-dev that claims cite. Sections 2 and 3 are in the second package. */
const japanesePages = new Set(
  'capabilities(7) clone(2) credentials(7) env(1) flock(2) kill(2) mount(2) mq_overview(7) namespaces(7) pid_namespaces(7) prctl(2) proc(5) ps(1) setns(2) shm_overview(7) signal(7) unix(7) unshare(2) user_namespaces(7)'.split(
    ' ',
  ),
)

/**
 * Reads a source of a claim: an https address, `NAME(SECTION)` or `NAME(SECTION) “HEADING”` for a manual page, or
 * `TREE PATH` or `TREE PATH (FUNCTION, …)` for a file.
 * @returns undefined for any other text
 */
export function readSource(text: string): CitedSource | undefined {
  if (/^https:\/\/[\w.-]+\/[!-~]*$/.test(text)) return { label: text.replace(/^https:\/\//, ''), href: text }
  return manualPage(text) ?? treeFile(text)
}

/** The heading becomes a text fragment of the address: subsections have no anchor of their own on man7.org. */
function manualPage(text: string): CitedSource | undefined {
  const form = /^([\w.-]+)\(((\d)(?:const)?)\)(?: “([^”]+)”)?$/
  const [, name = '', suffix = '', section = '', heading] = form.exec(text) ?? []
  if (name === '') return undefined
  const at = heading === undefined ? '' : `#:~:text=${encodeURIComponent(heading).replaceAll('-', '%2D')}`
  const inPackage = section === '2' || section === '3' ? 'manpages-ja-dev' : 'manpages-ja'
  return {
    label: text,
    href: `https://man7.org/linux/man-pages/man${section}/${name}.${suffix}.html${at}`,
    ...(japanesePages.has(`${name}(${section})`) && {
      japanese: `https://manpages.debian.org/bookworm/${inPackage}/${name}.${section}.ja.html`,
    }),
  }
}

function treeFile(text: string): CitedSource | undefined {
  const [, name = '', path = '', functions = ''] = /^([\w-]+) ([\w./-]+)( \([^)]+\))?$/.exec(text) ?? []
  const tree = trees[name]
  return tree && { label: `${name} ${tree.version} ${path}${functions}`, href: tree.files + path }
}
