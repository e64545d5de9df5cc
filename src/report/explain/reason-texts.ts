import type { WasteReason } from '../../analysis/waste-items.ts'
import type { FindingText } from '../finding-text.ts'
import { meanings } from './meaning.ts'

export const REASON_MEANINGS = meanings('Waste: why bytes are wasted', {
  deleted:
    'A later layer holds a whiteout of the file, or of a directory above it: the marker that rm leaves behind.',
  overwritten: 'A later layer writes the same path with another content.',
  rewritten:
    'A later layer writes the same path with the same content: only the owner, mode, attributes or time changed, or nothing at all.',
  replaced: 'A later layer puts something else at the path: a directory for a file, a link for a directory.',
  hidden: 'A later layer marks a directory above the file as opaque: deleted and made anew in one step.',
} satisfies Record<WasteReason, string>)

const STORED = 'The bytes stay in the layer that wrote them, in every push and every pull.'

/** The five ways in which a byte of a lower layer ends up where no container sees it (semantics §6). */
export const REASON_TEXTS = {
  deleted: {
    title: 'Deleted by a later layer',
    why: `A layer can only hide what the layers below it hold. ${STORED}`,
    fix: 'Delete a file in the RUN that makes it, or never bring it: .dockerignore, a bind mount, another stage.',
  },
  overwritten: {
    title: 'Overwritten by a later layer',
    why: `Layers hold whole files: one changed byte stores all of the file again. ${STORED}`,
    fix: 'Write each file once, in its final form; build in another stage and copy the result.',
  },
  rewritten: {
    title: 'Written again with the same content',
    why: `Layers hold whole files: a changed owner stores all of the file again. ${STORED}`,
    fix: 'Set owner and mode where the file comes in (COPY --chown, COPY --chmod), or in the RUN that makes it.',
  },
  replaced: {
    title: 'Replaced by another kind of file',
    why: STORED,
    fix: 'Do not make the first one, or remove it in the step that makes it.',
  },
  hidden: {
    title: 'Hidden by an opaque directory',
    why: STORED,
    fix: 'Empty the directory in the RUN that fills it.',
  },
} as const satisfies Record<WasteReason, FindingText>
