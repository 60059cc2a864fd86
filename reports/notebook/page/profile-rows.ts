import type { Text } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import { formatSeconds } from '../../evidence/claim-result.ts'
import type { Evidence } from '../../evidence/schema.ts'
import { ui } from '../ui/ui.ts'
import { both, type Content } from './dom.ts'

const text = (value: string): Content[] => [visibleLine(value)]

type Row = readonly [label: Text, value: readonly Content[]]

/** The engine, kernel, images and times of a run, as labelled rows. */
export function profileRows({ profile, subjects, startedAt, durationMs }: Evidence): readonly Row[] {
  const { engine, kernel } = profile
  const userns = engine.usernsRemap ? ui.remapped : engine.rootless ? ui.rootless : ui.usernsHost
  const source = subjects.some((subject) => subject.source === 'stand-in') ? ui.standIn : ui.official
  return [
    [
      ui.engine,
      [visibleLine(`${engine.name} ${engine.version}, `), ...both(engine.kind === 'private' ? ui.private : ui.reached)],
    ],
    [ui.runtime, text(`${engine.runtime} ${engine.runtimeVersion}`)],
    [ui.kernel, text(`${kernel.release} ${kernel.arch}`)],
    [ui.cgroups, text(`v${engine.cgroupVersion}`)],
    [ui.userns, both(userns)],
    [ui.system, text(profile.os)],
    [ui.images, [...both(source), `: ${subjects.map(({ name }) => visibleLine(name)).join(', ')}`]],
    [ui.date, text(`${startedAt.slice(0, 16).replace('T', ' ')} UTC`)],
    [ui.duration, text(formatSeconds(durationMs))],
  ]
}
