import { CONFIG_FIELDS, type ConfigDifference } from '../../analysis/compare/compare-config.ts'
import { LAYER_STATES } from '../../analysis/compare/image-comparison.ts'
import {
  ENTRYPOINT_KINDS,
  type Entrypoint,
  type ImageTraits,
  type Tools,
} from '../../analysis/compare/image-traits.ts'
import type { LayerSharing } from '../../analysis/compare/layer-sharing.ts'
import type { PathCounts } from '../../tree/merged-tree.ts'
import type {
  ComparedFilesJson,
  ComparedPathJson,
  ComparedSideJson,
  MovedFileJson,
} from '../json/compare-files-json.ts'
import type {
  AlignedLayerJson,
  ComparedImageJson,
  CompareJson,
  PackageCountsJson,
  TotalsJson,
} from '../json/compare-json.ts'
import type { FetchJson, PullCostJson, PullRowJson } from '../json/pull-cost-json.ts'
import { DIFFERENCES, FILE_TYPE, PATH, PATH_BYTES } from './file-schema.ts'
import {
  COUNT,
  described,
  FLAG,
  type JsonSchema,
  listOf,
  NONE,
  objectOf,
  orNull,
  SHA256,
  see,
  TEXT,
  WHOLE,
} from './json-schema.ts'
import { ECOSYSTEM_TOTAL } from './packages-schema.ts'

const NUMBER: JsonSchema = { type: 'number' }

const TRAITS = objectOf<ImageTraits>(
  {
    user: TEXT,
    shell: orNull(TEXT),
    packageManager: orNull(TEXT),
    caCertificates: FLAG,
    timeZones: FLAG,
    entrypoint: objectOf<Entrypoint>({ program: orNull(TEXT), kind: { enum: ENTRYPOINT_KINDS } }, NONE),
    tools: objectOf<Tools>({ count: COUNT, notable: listOf(TEXT) }, NONE),
  },
  NONE,
)

const PACKAGE_COUNTS = objectOf<PackageCountsJson>(
  {
    complete: described('Whether every database could be read.', FLAG),
    count: COUNT,
    bytes: described('Of the final tree, that belong to a package.', COUNT),
    ecosystems: listOf(ECOSYSTEM_TOTAL),
  },
  NONE,
)

const REDUCTION = described('1 − unpacked ÷ unpacked of the other; negative when larger.', orNull(NUMBER))

const COMPARED_IMAGE = objectOf<ComparedImageJson>(
  {
    reference: TEXT,
    source: TEXT,
    complete: described('Whether every layer could be read.', FLAG),
    image: see('image'),
    layers: COUNT,
    wastedBytes: orNull(COUNT),
    baseLayers: described(
      'Lowest layers that are those of the base image; null when nobody knows.',
      orNull(COUNT),
    ),
    deltaBytes: described('Unpacked less that of the first image.', orNull(WHOLE)),
    reductionToFirst: REDUCTION,
    reductionToLargest: REDUCTION,
    sharedBytes: described('Unpacked bytes of layers another image has too.', orNull(COUNT)),
    uniqueBytes: orNull(COUNT),
    traits: described('null where not every layer could be read.', orNull(TRAITS)),
    packages: described('null where not every layer could be read.', orNull(PACKAGE_COUNTS)),
  },
  NONE,
)

const SHARING = objectOf<LayerSharing>(
  {
    a: COUNT,
    b: COUNT,
    layers: described('Of the same content, by diffId.', COUNT),
    bytes: described('What those layers unpack to.', orNull(COUNT)),
    transferBytes: described(
      'Compressed bytes of the blobs both have, by digest; null when a blob that may be shared is unknown.',
      orNull(COUNT),
    ),
  },
  NONE,
)

const ALIGNED_LAYER = objectOf<AlignedLayerJson>(
  {
    state: { enum: LAYER_STATES },
    a: described('Layer index in the first image.', orNull(COUNT)),
    b: described('Layer index in the second image.', orNull(COUNT)),
    instructionA: orNull(TEXT),
    instructionB: orNull(TEXT),
    compressionUnknown: described('Shared, but perhaps recompressed: a digest is unknown.', FLAG),
    filesKnown: described('Whether the layers of this row could be read.', FLAG),
  },
  NONE,
)

const SIDE = objectOf<ComparedSideJson>(
  {
    type: FILE_TYPE,
    bytes: COUNT,
    carried: COUNT,
    mode: described('Four octal digits.', { type: 'string', pattern: '^[0-7]{4}$' }),
    uid: COUNT,
    gid: COUNT,
    mtime: orNull(TEXT),
    linkTarget: orNull(TEXT),
    hardLinkTo: orNull(PATH),
    sha256: orNull(SHA256),
  },
  NONE,
)

const COMPARED_PATH = objectOf<ComparedPathJson>(
  { path: PATH, a: orNull(SIDE), b: orNull(SIDE), differs: DIFFERENCES },
  { pathBytes: PATH_BYTES },
)

const MOVED_FILE = objectOf<MovedFileJson>(
  { from: PATH, to: PATH, bytes: COUNT, sha256: orNull(SHA256) },
  { fromBytes: PATH_BYTES, toBytes: PATH_BYTES },
)

const FILES = objectOf<ComparedFilesJson>(
  {
    added: listOf(see('comparedPath')),
    removed: listOf(see('comparedPath')),
    modified: listOf(see('comparedPath')),
    moved: described('Counted as neither added nor removed.', listOf(MOVED_FILE)),
  },
  NONE,
)

const PATH_COUNTS = objectOf<PathCounts>(
  {
    same: COUNT,
    added: COUNT,
    removed: COUNT,
    modified: COUNT,
    timesOnly: described('Of the modified: only the time differs.', COUNT),
    moved: COUNT,
  },
  NONE,
)

const TOTALS = objectOf<TotalsJson>(
  {
    a: orNull(COUNT),
    b: orNull(COUNT),
    added: orNull(COUNT),
    removed: orNull(COUNT),
    grown: orNull(COUNT),
    shrunk: orNull(COUNT),
    paths: PATH_COUNTS,
  },
  NONE,
)

const CONFIG_DIFFERENCE = objectOf<ConfigDifference>(
  {
    field: { enum: CONFIG_FIELDS },
    name: described('The variable, label, port or volume.', orNull(TEXT)),
    a: orNull(TEXT),
    b: orNull(TEXT),
  },
  NONE,
)

const FETCH = objectOf<FetchJson>(
  {
    layers: COUNT,
    bytes: described('Compressed; null when a compressed size is unknown.', orNull(COUNT)),
    allNodesBytes: orNull(COUNT),
    upperBoundBytes: described('Unknown layers at what they unpack to.', orNull(COUNT)),
    estimatedBytes: described('Unknown layers as compressed here (--estimate-transfer).', orNull(COUNT)),
    allNodesUpperBoundBytes: orNull(COUNT),
    allNodesEstimatedBytes: orNull(COUNT),
    recompressedLayers: described('Held under another digest: fetched again for nothing.', COUNT),
    recompressedBytes: orNull(COUNT),
    seconds: orNull(NUMBER),
  },
  NONE,
)

const PULL_ROW = objectOf<PullRowJson>(
  {
    fresh: described('To a node that holds nothing.', see('fetch')),
    update: described('To a node that holds the image of --have, or the first.', orNull(see('fetch'))),
  },
  NONE,
)

const PULL_COST = objectOf<PullCostJson>(
  {
    nodes: COUNT,
    bandwidth: described('Bits a second into each node.', orNull(NUMBER)),
    images: listOf(PULL_ROW),
  },
  NONE,
)

/** What `layerscope compare --json` prints, and what it is made of. */
export const COMPARE_DEFINITIONS: Readonly<Record<string, JsonSchema>> = {
  comparedPath: COMPARED_PATH,
  fetch: FETCH,
  compareReport: described(
    'layerscope compare --json',
    objectOf<CompareJson>(
      {
        schemaVersion: TEXT,
        complete: FLAG,
        images: listOf(COMPARED_IMAGE),
        pairs: described('What each two images share.', listOf(SHARING)),
        pullCost: PULL_COST,
      },
      {
        layers: described('Of two images: their layers aligned.', listOf(ALIGNED_LAYER)),
        files: described('Of two images: the paths of their final trees that differ.', FILES),
        totals: described('a − removed − shrunk + added + grown = b', TOTALS),
        config: listOf(CONFIG_DIFFERENCE),
      },
    ),
  ),
}
