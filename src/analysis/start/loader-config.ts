import { type ByteString, byteString } from '../../image/byte-string.ts'
import { parseTreePath, type TreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import { nodeName } from '../../tree/overlay.ts'
import { childrenIn } from '../../tree/tree-view.ts'
import { type ImageRoot, pathOf, textAt } from './image-root.ts'

/**
 * The directories `/etc/ld.so.conf` names, in order, `include` lines followed once. `ldconfig` reads them to write the
 * cache; a loader never does.
 */
export function configuredDirectories(root: ImageRoot): readonly ByteString[] {
  return lines(root, byteString('/etc/ld.so.conf')).flatMap(line => {
    const pattern = /^include\s+(\S+)/.exec(line)?.[1]
    if (pattern === undefined) return directory(line)
    return matching(root, pattern).flatMap(path => lines(root, path).flatMap(directory))
  })
}

function lines(root: ImageRoot, path: ByteString): string[] {
  const text = textAt(root, path)
  if (text.kind !== 'text') return []
  return text.content
    .split('\n')
    .map(line => line.replace(/#.*/, '').trim())
    .filter(line => line !== '')
}

/** `/opt/lib`, or with the type of library glibc 2 dropped: `/opt/lib=libc6`. */
function directory(line: string): ByteString[] {
  return line.startsWith('/') ? [byteString(line.replace(/=.*$/, '').replace(/\/+$/, ''))] : []
}

/** Files a pattern such as `/etc/ld.so.conf.d/*.conf` means; only its last component may have a star. */
function matching(root: ImageRoot, pattern: string): TreePath[] {
  const path = pattern.startsWith('/') ? pattern : `/etc/${pattern}`
  const slash = path.lastIndexOf('/')
  const place = followPath(root.view, parseTreePath(byteString(path.slice(0, slash + 1))), 'follow')
  if (place.kind === 'missing') return []
  const [before = '', after = ''] = path.slice(slash + 1).split('*')
  return childrenIn(root.view, place.node)
    .filter(child => {
      const name = nodeName(root.view.overlay, child)
      return name.startsWith(before) && name.endsWith(after) && name.length >= before.length + after.length
    })
    .map(child => pathOf(root, child))
}
