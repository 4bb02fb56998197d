/** Markdown rendered while building (see the plugin in vite.config.ts). */
declare module '*.md?html' {
  const html: string;
  export default html;
}
