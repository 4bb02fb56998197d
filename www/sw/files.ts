/** The files of one version of the site, and which of them an address means. */

/** A file of this version. The names of most carry a hash of their content; of a page there is the mark that is in it. */
export interface SiteFile {
  readonly name: string;
  readonly mark?: string;
}

/** Where names are hashed: there one name has one content for ever. */
const HASHED = 'assets/';

export function isHashed(name: string): boolean {
  return name.startsWith(HASHED);
}

/** The file's name in the folder `scope` that `url` means; null if it is outside of it. */
export function nameOf(url: string, scope: string): string | null {
  const bare = url.replace(/[?#].*$/s, '');
  if (!bare.startsWith(scope)) return null;
  const name = bare.slice(scope.length);
  return name === '' ? 'index.html' : name;
}

/** The file of this version with this name. Some hosts show a page without its ".html". */
export function findFile(files: readonly SiteFile[], name: string): SiteFile | null {
  return files.find((file) => file.name === name || file.name === `${name}.html`) ?? null;
}

/**
 * Whether what came from the network is the file of this version. A host that was given a new version meanwhile sends another page
 * under the old name, and one that answers everything with its start page sends that for a file that is gone.
 */
export async function isOf(file: SiteFile, response: Response): Promise<boolean> {
  if (response.status !== 200) return false;
  if (file.mark !== undefined) return (await response.text()).includes(file.mark);
  return response.headers.get('content-type')?.startsWith('text/html') !== true;
}
