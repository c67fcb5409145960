/**
 * An error whose message is ours and names nobody: ids and settings only. It may stand in a log, and in a workflow's
 * history, which keeps it for 90 days and can't be erased; of any other error only the name may.
 */
export class OwnWords extends Error {}
