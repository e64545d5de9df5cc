/** What a layer does to a path (semantics §5). */
export type Change = 'added' | 'modified' | 'removed' | 'unchanged'

/** What differs when a path is modified, in the order it is told. */
export type Difference = 'content' | 'mode' | 'owner' | 'xattrs' | 'linkTarget' | 'device' | 'type' | 'mtime'
