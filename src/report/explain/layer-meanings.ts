import { meanings } from './meaning.ts'

/** What findings about documents, layers and containers say. */
export const LAYER_MEANINGS = {
  ...meanings('Documents of the image', {
    historyMismatch:
      'The history of the image counts more or fewer steps that made a layer than there are layers.',
    indexLoop: 'An index of the layout lists itself, directly or through others.',
    mediaTypeMismatch:
      'The manifest says how a layer is compressed, and the first bytes of the layer say otherwise.',
    digestMismatch: 'The sha256 of what was read is not the digest the documents name.',
    globalPaxHeader: 'The tar of a layer holds a header that is meant for all entries behind it.',
  }),
  ...meanings('A container beside its image', {
    containerImageGone: 'The container was made from an image that its engine has no more.',
    containerMount: 'When the container ran, something else was mounted at a path of its tree.',
    containerChanged: 'The engine tells that the container changed a path, and does not export that path.',
    containerNameLost: 'The engine tells that the container changed a path whose name no layer can hold.',
  }),
  ...meanings('Names and markers in a layer', {
    outsideName: 'An entry is called ../… and would lie outside the root of the image.',
    nulName: 'An entry has a NUL byte in its name.',
    controlName: 'A name holds escape characters, line breaks or marks that turn the direction of writing.',
    badWhiteout: 'A marker that removes a path (.wh.…) has no name behind it.',
    duplicatePath: 'One layer holds the same path more than once.',
    missingLinkTarget: 'A hard link names a file that neither its layer nor the layers below have.',
    linkLoop: 'The directories of a path lead through more than 40 symbolic links.',
    replacedParent:
      'A layer writes into a directory that is a file in the layers below, without removing it.',
    markerWithBody: 'A marker that removes a path (.wh.…) carries bytes.',
  }),
}
