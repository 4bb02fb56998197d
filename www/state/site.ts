/** Which version of the site the page is, and whether there is a newer one. */

export type SiteVersion =
  | 'newest'
  /** It is here, and waits for the visitor to take it. */
  | 'newer-waits'
  /** The visitor has taken it, and it is about to be opened. */
  | 'changing';
