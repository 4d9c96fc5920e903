// What a person would read of a terminal's output, and what stands in titles, without what only moves and colours.

/** The text of a one-byte string without control functions; what titles hold stays. */
export function controlFunctionsRemoved(output: string): string {
  return output
    .replace(/\x1b\[[0-?]*[ -/]*[@-~]/g, '')
    .replace(/\x1b[\]PX^_](?:\d+;)?|\x1b[ -/]*[0-~]/g, '')
    .replace(/[\x00-\x1f\x7f]/g, '');
}
