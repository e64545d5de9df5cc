import type { FindingText } from './finding-text.ts'

const STAYS =
  'A layer cannot take bytes out of the layers below it: they are still stored, pushed and pulled.'
const NOT_NEEDED = 'Nothing asks for them while a container runs; every pull, start and scan carries them.'

/** What advice about a Dockerfile means. */
export const ADVICE_FINDING_TEXTS = {
  wastedPackageLists: {
    title: 'Package lists deleted too late',
    why: STAYS,
    fix: 'Fetch the lists, install and delete the lists in one RUN.',
  },
  wastedPackageCache: {
    title: 'Package cache deleted too late',
    why: STAYS,
    fix: 'Clean the cache in the RUN that fills it, or keep it outside with RUN --mount=type=cache.',
  },
  wastedBuildCache: {
    title: 'Build cache deleted too late',
    why: STAYS,
    fix: 'Keep the cache outside the image with RUN --mount=type=cache, or build in another stage.',
  },
  wastedVersionControl: {
    title: 'Repository in a lower layer',
    why: 'Everyone who pulls the image can read the layer, and with it all that was ever committed.',
    fix: 'Add .git to .dockerignore; delete what a RUN clones in the same RUN.',
  },
  wastedArchive: {
    title: 'Archive deleted after unpacking',
    why: STAYS,
    fix: 'Download, unpack and delete in one RUN; ADD unpacks a local tar, a bind mount shows it without a copy.',
  },
  rewrittenMetadata: {
    title: 'Files written again for their owner or mode',
    why: 'Changing the owner, mode or time of a file copies all of it into the layer that does it.',
    fix: 'Set owner and mode where the file is made: COPY --chown, COPY --chmod, or in the same RUN.',
  },
  writtenTwice: {
    title: 'Files written twice',
    why: 'The first version is in every pull, and no container can see it.',
    fix: 'Write each file once, in its final form.',
  },
  deletedLater: {
    title: 'Files deleted by a later step',
    why: `${STAYS} Everyone who pulls can read them.`,
    fix: 'Delete in the RUN that makes the files, build in another stage, or leave them out with .dockerignore.',
  },
  wasteOfBase: {
    title: 'Waste of the base image',
    why: 'The layers of the base are as they were built; no instruction above can make them smaller.',
    fix: 'Nothing, or another base: a slim, newer or flattened one.',
  },
  baseFilesReplaced: {
    title: 'Files of the base replaced or deleted',
    why: 'The base keeps its version, the layer above stores another. A package manager must do that to its books.',
    fix: 'If it is more than the books of a package manager: start from a newer base (instead of upgrading it) or a smaller one.',
  },
  shippedPackageLists: {
    title: 'Package lists in the image',
    why: NOT_NEEDED,
    fix: 'Delete the lists at the end of the RUN that installs: rm -rf /var/lib/apt/lists/*, apk add --no-cache.',
  },
  shippedPackageCache: {
    title: 'Package cache in the image',
    why: NOT_NEEDED,
    fix: 'Clean the cache in the RUN that fills it, or keep it outside with RUN --mount=type=cache.',
  },
  shippedBuildCache: {
    title: 'Build cache in the image',
    why: NOT_NEEDED,
    fix: 'Keep the cache outside the image with RUN --mount=type=cache, or build in another stage.',
  },
  shippedToolchain: {
    title: 'Compilers in the image',
    why: 'What builds the program is most of the image, and a help to whoever breaks in; the program runs without it.',
    fix: 'Build in one stage, and COPY --from it what runs into a second one.',
  },
  recommendedPackages: {
    title: 'Recommended packages installed',
    why: 'Left to itself, apt installs what a package merely recommends: for a compiler another compiler, manuals and fonts.',
    fix: 'apt-get install --no-install-recommends',
  },
  shippedSources: {
    title: 'Sources in the image',
    why: 'A compiled program does not read them; whoever pulls the image does.',
    fix: 'Build in one stage, and COPY --from it only the program.',
  },
  shippedTests: {
    title: 'Tests in the image',
    why: NOT_NEEDED,
    fix: 'Leave them out with .dockerignore.',
  },
  shippedDocs: {
    title: 'Documentation in the image',
    why: NOT_NEEDED,
    fix: 'Install without documentation, or copy only what runs into a second stage.',
  },
  shippedVersionControl: {
    title: 'Repository in the image',
    why: 'Everyone who pulls the image can read all that was ever committed, deleted secrets too.',
    fix: 'Add .git to .dockerignore; delete what a RUN clones in the same RUN.',
  },
  environmentFile: {
    title: '.env file in the image',
    why: 'Such files hold passwords and keys of one machine; whoever pulls the image can read them.',
    fix: 'Add .env to .dockerignore, and pass the values when the container starts.',
  },
  secretInImage: {
    title: 'Secret in the image',
    why: 'Whoever pulls the image can read it and act with it, from any registry or cache it ever went through.',
    fix: 'Revoke it. Use RUN --mount=type=secret for builds, and the environment or a mounted file for containers.',
  },
  secretInLowerLayer: {
    title: 'Secret in a lower layer',
    why: 'Deleting a file leaves it in the layer that wrote it: one command takes it out again.',
    fix: 'Revoke it. Use RUN --mount=type=secret: what is mounted is in no layer.',
  },
} as const satisfies Record<string, FindingText>
