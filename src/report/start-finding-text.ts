import type { FindingText } from './finding-text.ts'

/** What the findings of `layerscope doctor` mean (semantics §9). */
export const START_FINDING_TEXTS = {
  noProcess: {
    title: 'Nothing to run',
    why: 'Entrypoint and Cmd together are the process; with both empty every engine refuses to start a container.',
    fix: 'ENTRYPOINT ["/path/to/program"]',
  },
  unknownUser: {
    title: 'USER is nobody',
    why: "The engine looks the name up in the image's own /etc/passwd and refuses to start without it. Numbers need no entry.",
    fix: 'USER 65532:65532',
  },
  unknownGroup: {
    title: 'Group is nobody',
    why: "The engine looks the name up in the image's own /etc/group and refuses to start without it. Numbers need no entry.",
    fix: 'USER 65532:65532',
  },
  runsAsRoot: {
    title: 'Runs as root',
    why: 'Who breaks out of the process is root in the container, with every file of the image to write to.',
    fix: 'USER 65532:65532',
  },
  workdirAbsent: {
    title: 'WORKDIR is not in the image',
    why: 'The runtime makes it, owned by root: nothing is in it, and no other user may write to it.',
    fix: null,
  },
  workdirNotDirectory: {
    title: 'WORKDIR is no directory',
    why: 'The runtime cannot enter it, and starts nothing.',
    fix: 'WORKDIR /app',
  },
  workdirNotWritable: {
    title: 'WORKDIR is not writable',
    why: 'The process starts in it, and fails when it writes to a relative path.',
    fix: 'COPY --chown=65532:65532 . /app',
  },
  missingProgram: {
    title: 'The program does not exist',
    why: 'The runtime looks for the first word of the process in the image: as a path, or without a slash on PATH.',
    fix: 'Copy the program to where the process names it, or name it where it is.',
  },
  missingShell: {
    title: 'Shell form without a shell',
    why: 'A command written as text is run by the shell of the image; a scratch or distroless image has none.',
    fix: 'Write the command as a list: CMD ["/server", "--port=80"].',
  },
  missingCommand: {
    title: 'The shell finds no such command',
    why: 'The command in shell form starts its shell, which ends at once with exit code 127.',
    fix: 'Copy the program to where the command names it, or name it where it is.',
  },
  relativeSearchPath: {
    title: 'Found by a relative PATH',
    why: 'Since Go 1.19, runc refuses a program that is found in the working directory only because PATH says so.',
    fix: 'Name the program by its whole path.',
  },
  notExecutable: {
    title: 'Not executable',
    why: 'The kernel answers "permission denied": a file needs an x bit for the class USER belongs to, each directory above it too.',
    fix: 'COPY --chmod=0755 server /server',
  },
  unreadableScript: {
    title: 'Script that cannot be read',
    why: 'The kernel starts the interpreter as USER, and that has to open the script; an x bit alone is not enough.',
    fix: 'COPY --chmod=0755 run.sh /run.sh',
  },
  wrongArchitecture: {
    title: 'Built for another architecture',
    why: 'The kernel answers "exec format error", unless an emulator such as QEMU is registered on the machine.',
    fix: 'Build for the platform of the image (docker build --platform, GOARCH), or copy from a stage that has it.',
  },
  compatibleArchitecture: {
    title: 'Built for a related architecture',
    why: 'Most kernels run it beside their own, not all do.',
    fix: null,
  },
  notAProgram: {
    title: 'Not a program',
    why: 'The kernel runs ELF files and scripts that begin with #!; to anything else it answers "exec format error".',
    fix: 'Name the program that runs the file in front of it.',
  },
  scriptWithoutShebang: {
    title: 'Script without #!',
    why: 'A shell runs such a file itself; a container runtime hands it to the kernel, which answers "exec format error".',
    fix: 'Begin the script with #!/bin/sh.',
  },
  brokenShebang: {
    title: '#! line that cannot be read',
    why: 'The kernel takes the first two bytes of the file for "#!" and the rest of that line for the interpreter.',
    fix: 'Begin the script with #!/bin/sh, without a byte order mark.',
  },
  carriageReturn: {
    title: 'Windows line end in the #! line',
    why: 'The carriage return becomes a part of the name, and "/bin/sh\\r" does not exist: "no such file or directory".',
    fix: 'Save the script with Unix line ends (.gitattributes: *.sh text eol=lf).',
  },
  missingInterpreter: {
    title: 'Interpreter of a script is missing',
    why: 'The kernel answers "no such file or directory" about the script itself, though what is missing is its interpreter.',
    fix: 'Install the interpreter, or name one the image has.',
  },
  missingLoader: {
    title: 'Dynamic program without its loader',
    why: 'The kernel answers "no such file or directory" about the program itself, though what is missing is the loader of its C library.',
    fix: 'Link the program statically (CGO_ENABLED=0, -static), or start from a base with that C library.',
  },
  badLoader: {
    title: 'Loader that cannot load',
    why: 'The kernel maps the loader beside the program; it must be an ELF file for the same machine.',
    fix: 'Copy the loader from the base the program was built on.',
  },
  missingLibrary: {
    title: 'Missing library',
    why: 'The loader ends the process before its first line: "error while loading shared libraries".',
    fix: 'Install the package that has the library in the last stage, or copy the library there.',
  },
  libraryNotInCache: {
    title: 'Library not in the cache',
    why: 'glibc reads /etc/ld.so.cache, never /etc/ld.so.conf: a directory named there counts after ldconfig has run.',
    fix: 'RUN ldconfig',
  },
  unusableLibrary: {
    title: 'Library that cannot be loaded',
    why: 'A file of the right name stands where the loader looks, but is empty, cut, or for another machine.',
    fix: 'Copy the library from an image of the same architecture.',
  },
  missingSymbolVersion: {
    title: 'Library that is too old',
    why: 'glibc\'s loader refuses a program when a library lacks a version of a symbol it was linked with: "version `GLIBC_2.34\' not found". Libraries serve older programs, never newer ones.',
    fix: 'Build it on the base image it runs on, or run it on the one it was built on.',
  },
  injectedLibrary: {
    title: 'Library the runtime brings',
    why: 'Libraries of a driver belong to the machine; its container toolkit mounts them when the container starts.',
    fix: null,
  },
  noCertificates: {
    title: 'No CA certificates',
    why: 'Without them no server can be verified: "x509: certificate signed by unknown authority".',
    fix: 'COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/',
  },
  noTimeZones: {
    title: 'No time zone data',
    why: 'Zones such as Europe/Berlin are looked up in files: "unknown time zone", or silently UTC.',
    fix: 'COPY --from=builder /usr/share/zoneinfo /usr/share/zoneinfo',
  },
  noTemporaryFolder: {
    title: 'No place for temporary files',
    why: 'Programs write uploads, locks and caches to /tmp; the runtime does not make it.',
    fix: 'COPY --from=builder --chmod=1777 /tmp /tmp',
  },
  brokenHealthcheck: {
    title: 'HEALTHCHECK that cannot run',
    why: 'The check fails each time, so the container is "unhealthy" and orchestrators replace it again and again.',
    fix: 'Let the program check itself (HEALTHCHECK CMD ["/server", "health"]), or copy in what the check runs.',
  },
  missingRuntime: {
    title: 'No runtime for the file',
    why: 'A .jar, .py, .js, .rb or .php file is run by its language, which has to be in the last stage too.',
    fix: 'Start the last stage from a base with that language.',
  },
  missingArgumentFile: {
    title: 'The file to run does not exist',
    why: 'The runtime of the language starts, does not find the file, and ends.',
    fix: 'Copy the file to where the process names it; relative paths start at WORKDIR.',
  },
  startUnknown: {
    title: 'Cannot be known',
    why: 'The image alone does not say it, or the part that does could not be read.',
    fix: null,
  },
} as const satisfies Record<string, FindingText>
