import { fileURLToPath } from "node:url";

/** The absolute path of a file of this repository, wherever the process was started. */
export const repositoryFile = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
