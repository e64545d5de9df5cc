import { meanings } from './meaning.ts'

/** What the findings of doctor say. */
export const START_MEANINGS = meanings('Will it start', {
  noProcess: 'The image has neither an Entrypoint nor a Cmd.',
  unknownUser: 'USER is a name that /etc/passwd of the image does not have.',
  unknownGroup: 'The group behind the colon of USER is a name that /etc/group of the image does not have.',
  runsAsRoot: 'USER is not set, or is root: the process has the user id 0.',
  workdirAbsent: 'No layer has the directory that WORKDIR names.',
  workdirNotDirectory: 'What WORKDIR names is a file, or leads through one.',
  workdirNotWritable: 'USER may not write to the directory that WORKDIR names.',
  missingProgram: 'The first word of Entrypoint and Cmd names no file of the image.',
  missingShell: 'CMD or ENTRYPOINT is in shell form, and the image has no /bin/sh.',
  missingCommand: 'The shell is there; the command it is given is not.',
  relativeSearchPath: 'The program was found because PATH holds a directory without a leading slash.',
  notExecutable: 'The file is there, and USER may not execute it.',
  unreadableScript: 'The script may be executed by USER, but not be read.',
  wrongArchitecture: 'The program is made for another machine than the image says it is for.',
  compatibleArchitecture: 'The program is made for a 32-bit relative of the image’s architecture.',
  notAProgram: 'The file to be started is neither an ELF program nor a script that begins with #!.',
  scriptWithoutShebang: 'The file to be started is a text, and its first line names no interpreter.',
  brokenShebang: 'The file begins with a #! line that the kernel reads differently from how it looks.',
  carriageReturn: 'The first line of a script ends in CR LF, as Windows editors write it.',
  missingInterpreter: 'The interpreter that the #! line names is not in the image.',
  missingLoader: 'The program asks for a dynamic loader (ld-linux, ld-musl) that the image does not have.',
  badLoader: 'The loader a program asks for is there, and is no program for this machine.',
  missingLibrary: 'A shared library the program needs is in none of the directories its loader searches.',
  libraryNotInCache: 'A library lies in a directory of /etc/ld.so.conf that the cache does not list.',
  missingSymbolVersion:
    'A library is there, but older than the one the program, or another library, was built against.',
  unusableLibrary: 'The file the loader finds under the name of a library is not one it can load.',
  injectedLibrary:
    'A library that is missing here is usually mounted by the container runtime (a GPU driver).',
  noCertificates: 'None of the places where TLS libraries look for CA certificates holds any.',
  noTimeZones: 'The image has no zoneinfo, and something in it seems to look up time zones by name.',
  noTemporaryFolder: '/tmp is missing, or USER may not write there.',
  brokenHealthcheck: 'The command of HEALTHCHECK could not be started either.',
  missingRuntime: 'The first word of the process is a file of a language whose runtime the image lacks.',
  missingArgumentFile: 'The runtime of a language is started with a file that is not there.',
  startUnknown:
    'Something that decides about the start is not told by the image: a mount, a missing layer, a variable.',
})
