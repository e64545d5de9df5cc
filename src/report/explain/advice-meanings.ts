import { meanings } from './meaning.ts'

/** What advice about a Dockerfile says. */
export const ADVICE_MEANINGS = {
  ...meanings('Waste: what wrote and killed them', {
    wastedPackageLists:
      'One step fetched the lists of what a package manager could install (apt-get update, apk update), a later step deleted or replaced them.',
    wastedPackageCache:
      'One step left downloaded packages or an index of them in a cache, a later step deleted or replaced it.',
    wastedBuildCache:
      'One step left what a compiler keeps for its next run (~/.cache/go-build, target/, .gradle), a later step deleted or replaced it.',
    wastedVersionControl: 'A .git, .hg or .svn was copied or cloned, and deleted by a later step.',
    wastedArchive: 'An archive or a package was brought by one step, and deleted by a later one.',
    rewrittenMetadata:
      'A step changed nothing of a file but its owner, mode, attributes or time: chown -R, chmod, setcap, touch.',
    writtenTwice: 'Two steps wrote the same path; the content of the first is in its layer and nowhere else.',
    deletedLater: 'A step deleted files that an earlier step had written.',
    wasteOfBase: 'Layers of the base image overwrite and delete each other’s files.',
    baseFilesReplaced: 'Steps above the base overwrite or delete files that the base brought.',
  }),
  ...meanings('Ships for nothing', {
    shippedPackageLists: 'The final tree holds the lists of what a package manager could install.',
    shippedPackageCache: 'The final tree holds downloaded packages, or an index of them.',
    shippedBuildCache: 'The final tree holds what a compiler keeps for its next run.',
    shippedToolchain: 'The final tree holds compilers, linkers, headers or build tools.',
    recommendedPackages: 'A RUN installs with apt-get install, without --no-install-recommends.',
    shippedSources: 'The final tree holds sources of a language that is compiled.',
    shippedTests: 'The final tree holds directories of tests and test data.',
    shippedDocs: 'The final tree holds manuals, documentation and translations, beyond those of the base.',
  }),
  ...meanings('Secrets', {
    shippedVersionControl: 'The final tree holds a .git, .hg or .svn.',
    environmentFile: 'The final tree holds a file called .env.',
    secretInImage:
      'The beginning of a file is a private key, or holds a token in the form a provider gives out. Keys in tests, documentation and packages are told as notes: they are public.',
    secretInLowerLayer: 'A file with a key or a token was deleted or overwritten by a later step.',
  }),
}
