import { fail } from '../errors.ts'

/** An image and a path in it. */
export interface ImageAndPath {
  readonly reference: string
  readonly path: string
}

/** What `IMAGE PATH` or docker's form `IMAGE:/abs`, split at the last `:/`, mean. Throws a `usage` fault. */
export function imageAndPath(image: string, path: string | undefined): ImageAndPath {
  if (path !== undefined) return { reference: image, path }
  const split = image.lastIndexOf(':/')
  if (split <= 0)
    fail({
      kind: 'usage',
      message: `Which file of ${image}? Name it after the image: ${image} /etc/os-release.`,
    })
  return { reference: image.slice(0, split), path: image.slice(split + 1) }
}
