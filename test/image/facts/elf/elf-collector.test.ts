import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elfOf } from '../../../../fixtures/elf/elf-of.ts'
import { ElfCollector } from '../../../../src/image/facts/elf/elf-collector.ts'
import { binary, takeFact, takeFacts } from '../take-facts.ts'

const elfFact = (content: Uint8Array, cut?: number) =>
  takeFact('elf', cut === undefined ? { content } : { content, cut })

describe('binaries of real compilers, as readelf tells them', () => {
  const glibc = '/lib64/ld-linux-x86-64.so.2'
  test.each([
    // file             type  interpreter  needed              soname             rpath             runpath            stripped
    ['server-static', 2, null, [], null, null, null, true],
    ['worker-static', 2, null, [], null, null, null, true],
    ['server-dynamic', 3, glibc, ['libc.so.6'], null, null, null, false],
    ['worker-dynamic', 3, glibc, ['libc.so.6'], null, null, null, true],
    ['libgreet.so.1', 3, null, [], 'libgreet.so.1', null, null, true],
    ['greeter-runpath', 3, glibc, ['libgreet.so.1'], null, null, '$ORIGIN/../lib', true],
    ['greeter-rpath', 3, glibc, ['libgreet.so.1'], null, '/opt/greet/lib', null, true],
  ])('%s', (name, type, interpreter, needed, soname, rpath, runpath, stripped) => {
    expect(elfFact(binary(name))).toMatchObject({
      ...{ class: 64, littleEndian: true, machine: 62, type, complete: true },
      ...{ interpreter, needed, soname, rpath, runpath, stripped },
    })
  })

  test('the build id is the GNU note', () => {
    expect(elfFact(binary('server-dynamic'))?.buildId).toBe('697174632b797f257bf312aa5df2df4bf1eb677c')
    expect(elfFact(binary('server-static'))?.buildId).toBeNull()
  })

  test('relocatable objects start nothing and have no fact', () => {
    expect(takeFacts({ content: binary('greet.o') })).toEqual([])
  })

  test.each([1, 7, 64, 4096])('the fact does not depend on where chunks are cut (%i bytes)', cut => {
    for (const name of ['server-static', 'server-dynamic', 'greeter-runpath', 'libgreet.so.1']) {
      expect(elfFact(binary(name), cut)).toEqual(elfFact(binary(name)))
    }
  })
})

describe('every class and byte order', () => {
  const shapes = fc.record({
    class: fc.constantFrom(32 as const, 64 as const),
    littleEndian: fc.boolean(),
    machine: fc.integer({ min: 1, max: 0xffff }),
    strings: fc.constantFrom('before' as const, 'after' as const),
    gap: fc.constantFrom(0, 5, 70_000),
    needed: fc.array(fc.stringMatching(/^lib[a-z]{1,20}\.so\.\d$/), { minLength: 1, maxLength: 9 }),
    cut: fc.integer({ min: 1, max: 100_000 }),
  })

  test('what was linked is what is told', () => {
    fc.assert(
      fc.property(shapes, ({ cut, ...shape }) => {
        const recipe = { ...shape, type: 3, interpreter: '/lib/ld.so', soname: 'me.so', runpath: '$ORIGIN' }
        const fact = elfFact(elfOf(recipe), cut)
        expect(fact).toMatchObject({
          ...{ class: shape.class, littleEndian: shape.littleEndian, machine: shape.machine, type: 3 },
          ...{ needed: shape.needed, interpreter: '/lib/ld.so', soname: 'me.so', runpath: '$ORIGIN' },
          complete: true,
        })
      }),
    )
  })

  test.each([
    ['symbols', false],
    ['stripped', true],
    ['none', true],
  ] as const)('section headers with %s: stripped is %s', (sections, stripped) => {
    expect(elfFact(elfOf({ class: 32, sections }))).toMatchObject({ stripped, complete: true })
  })
})

describe('parts out of reach', () => {
  test('strings between the text and the dynamic section are found when the text is short', () => {
    const content = elfOf({ needed: ['libc.so.6'], gap: 6 * 1024 * 1024 })
    expect(elfFact(content, 65536)).toMatchObject({ needed: ['libc.so.6'], complete: true })
  })

  test('and also when the header itself came in pieces', () => {
    const content = elfOf({ needed: ['libc.so.6'], gap: 200_000 })
    const collector = new ElfCollector(content.length)
    for (let at = 0; at < content.length; at += 100) collector.push(content.subarray(at, at + 100), at)
    expect(collector.finish()).toMatchObject({ needed: ['libc.so.6'], complete: true })
  })

  test('strings that stood too far back are missing, and the fact says so', () => {
    const content = elfOf({ needed: ['libc.so.6'], runpath: 'x'.repeat(100_000), gap: 17 * 1024 * 1024 })
    expect(elfFact(content, 65536)).toMatchObject({ needed: [], complete: false })
  })

  test('a file that ends early tells what it can', () => {
    const content = binary('server-dynamic').subarray(0, 2000)
    expect(elfFact(content)).toMatchObject({ machine: 62, stripped: null, complete: false })
  })

  test('program headers past the end of the file', () => {
    const content = binary('server-dynamic').slice(0, 100)
    expect(elfFact(content)).toMatchObject({ interpreter: null, complete: false })
  })

  test('a header cut in two is no ELF file', () => {
    expect(takeFacts({ content: binary('server-dynamic').slice(0, 60) })).toEqual([])
  })
})

describe('hostile headers', () => {
  test('any byte of the headers may be anything', () => {
    const sample = fc.constantFrom('server-static', 'server-dynamic', 'greeter-rpath')
    const edits = fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(sample, edits, fc.constantFrom(512, 100_000), (name, changes, cut) => {
        const content = Uint8Array.from(binary(name))
        for (const [at, value] of changes) content[at] = value
        expect(() => takeFacts({ content, cut })).not.toThrow()
      }),
    )
  })

  test('noise behind the magic', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 600 }), fc.nat(3), (noise, kind) => {
        const content = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 1 + (kind & 1), 1 + (kind >> 1), ...noise])
        expect(() => takeFacts({ content, cut: 97 })).not.toThrow()
      }),
    )
  })

  test('a thousand segments that each claim the whole file take no more memory than one', () => {
    const content = new Uint8Array(40 * 1024 * 1024)
    content.set(elfOf({ needed: ['a'] }).subarray(0, 64))
    const view = new DataView(content.buffer)
    view.setUint16(56, 1000, true)
    for (let at = 0; at < 1000; at++) {
      view.setUint32(64 + at * 56, [1, 2, 3, 4][at % 4] ?? 0, true)
      view.setBigUint64(64 + at * 56 + 32, BigInt(content.length), true)
    }
    const before = process.memoryUsage().arrayBuffers
    const fact = elfFact(content)
    expect(fact?.complete).toBe(false)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(content.length + 80 * 1024 * 1024)
  })
})
