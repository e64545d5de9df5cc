import type { TreePath } from './tree-path.ts'

export type Severity = 'error' | 'warning' | 'note'

/** Every kind of finding there is. A new one fails to compile until `findingInfo` explains it. */
export type FindingKind =
  // documents
  | 'historyMismatch'
  | 'indexLoop'
  | 'mediaTypeMismatch'
  | 'digestMismatch'
  | 'globalPaxHeader'
  // a container beside its image
  | 'containerImageGone'
  | 'containerMount'
  | 'containerChanged'
  | 'containerNameLost'
  // names and markers in a layer
  | 'outsideName'
  | 'nulName'
  | 'controlName'
  | 'badWhiteout'
  | 'duplicatePath'
  | 'missingLinkTarget'
  | 'linkLoop'
  | 'replacedParent'
  | 'markerWithBody'
  // whether it starts (semantics §9): what is started, and as whom
  | 'noProcess'
  | 'unknownUser'
  | 'unknownGroup'
  | 'runsAsRoot'
  | 'workdirAbsent'
  | 'workdirNotDirectory'
  | 'workdirNotWritable'
  // the files the kernel is handed
  | 'missingProgram'
  | 'missingShell'
  | 'missingCommand'
  | 'relativeSearchPath'
  | 'notExecutable'
  | 'unreadableScript'
  | 'wrongArchitecture'
  | 'compatibleArchitecture'
  | 'notAProgram'
  | 'scriptWithoutShebang'
  | 'brokenShebang'
  | 'carriageReturn'
  | 'missingInterpreter'
  | 'missingLoader'
  | 'badLoader'
  | 'missingLibrary'
  | 'libraryNotInCache'
  | 'unusableLibrary'
  | 'missingSymbolVersion'
  | 'injectedLibrary'
  // what it misses once it runs
  | 'noCertificates'
  | 'noTimeZones'
  | 'noTemporaryFolder'
  | 'brokenHealthcheck'
  | 'missingRuntime'
  | 'missingArgumentFile'
  // what nobody can tell from the image
  | 'startUnknown'
  // bytes that no container sees, by what wrote and killed them
  | 'wastedPackageLists'
  | 'wastedPackageCache'
  | 'wastedBuildCache'
  | 'wastedVersionControl'
  | 'wastedArchive'
  | 'rewrittenMetadata'
  | 'writtenTwice'
  | 'deletedLater'
  | 'wasteOfBase'
  | 'baseFilesReplaced'
  // bytes that every container sees and none needs
  | 'shippedPackageLists'
  | 'shippedPackageCache'
  | 'shippedBuildCache'
  | 'shippedToolchain'
  | 'recommendedPackages'
  | 'shippedSources'
  | 'shippedTests'
  | 'shippedDocs'
  // what nobody should be able to read
  | 'shippedVersionControl'
  | 'environmentFile'
  | 'secretInImage'
  | 'secretInLowerLayer'

/** Something true about the image worth telling. Data: never thrown, never printed where it is found. */
export interface Finding {
  readonly kind: FindingKind
  readonly severity: Severity
  /** Index of the layer it is about. */
  readonly layer: number | null
  readonly path: TreePath | null
  /** Bytes concerned, where bytes are the point (`ignoredBytes` of semantics §2). */
  readonly bytes: number | null
  /** One sentence with the particulars, names already in their plain text form (see `report/finding-text` for showing). */
  readonly message: string
  readonly evidence: readonly string[]
  /**
   * What to do in this very case: a line of a Dockerfile, or a sentence and below it the lines that do it. Without,
   * what helps with the kind.
   */
  readonly fix?: string
}
